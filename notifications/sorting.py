"""Which letters leave now: the higher lanes first, and of the others what suits the person."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from core.letters import Errand, Failure, Letter, MailWork
from core.people import PersonId
from core.preferences.model import (
    Digest,
    Dropped,
    Later,
    Mode,
    Now,
    Preferences,
    Verdict,
    when,
)

MANY, LOOKS = 200, 5
"""At nine in the evening all that is due in a zone has to wait: letters are put off by hundreds,
so many times in one unit of work."""


async def take(
    work: MailWork, limit: int, *, term: int, without: Collection[str] = ()
) -> Sequence[Letter]:
    """Lease at most so many; messengers ``without`` are left alone for now."""
    size = limit
    for _ in range(LOOKS):
        letters = await work.outbox.due(size, without=without)
        if not letters:
            break
        if fit := await _sorted(work, letters):
            return await work.outbox.lease(fit[:limit], term=term)
        size = MANY
    return []


async def _sorted(work: MailWork, letters: Sequence[Letter]) -> Sequence[Letter]:
    """Those that may leave; the others are put off, held or dropped."""
    wary = {letter.to for letter in letters if not letter.lane.at_any_hour}
    wishes = await work.preferences.of_many(wary) if wary else {}
    verdicts: dict[Verdict, list[Letter]] = defaultdict(list)
    for letter in letters:
        verdicts[_verdict(work, letter, wishes)].append(letter)
    for verdict, some in verdicts.items():
        match verdict:
            case Later(moment):
                await work.outbox.postpone(some, until=moment)
            case Digest(moment):
                await _hold(work, some, until=moment)
            case Dropped():
                await work.outbox.drop(some, failure=Failure.OFF)
    return verdicts[Now()]


async def _hold(work: MailWork, letters: Sequence[Letter], *, until: datetime) -> None:
    """A digest is one person's."""
    by_person: dict[PersonId, list[Letter]] = defaultdict(list)
    for letter in letters:
        by_person[letter.to].append(letter)
    for some in by_person.values():
        await work.outbox.hold(some, until=until)


def _verdict(
    work: MailWork, letter: Letter, wishes: Mapping[PersonId, tuple[Preferences, tzinfo]]
) -> Verdict:
    """A correction makes no sound; what is one too many for a week comes in the digest."""
    if letter.errand is not Errand.SHOW or letter.lane.at_any_hour:
        return Now()
    preferences, zone = wishes[letter.to]
    if letter.payload.get("digest") is True and preferences.announcements is not Mode.OFF:
        preferences = replace(preferences, announcements=Mode.DIGEST)
    return when(
        preferences,
        letter.lane,
        work.now,
        zone=zone,
        calendar=work.calendar,
        acknowledge=letter.payload.get("acknowledge") is True,
    )
