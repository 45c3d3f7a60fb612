"""Memos: what whoever takes part in the room, or online, has to know, and nobody else."""

from collections.abc import Mapping
from dataclasses import replace

from core.errors import Gone, NotYours
from core.events import telling
from core.events.model import Event, EventId, EventState, Presence, memo_of
from core.events.ports import EventWork
from core.events.refusals import EventChanged, EventOver, NoSuchPresence
from core.events.seats import Enrolment, Standing
from core.events.seeing import check_answers_for, see
from core.people import Person


async def of_event(
    work: EventWork, number: EventId, *, me: Person
) -> tuple[Event, Mapping[Presence, str]]:
    """All of them, for whoever writes them."""
    event, answers = await see(work, number, me=me)
    if not answers:
        raise NotYours
    found = await work.events.memos([number])
    return event, {presence: words for (_, presence), words in found.items()}


async def of_guest(work: EventWork, enrolment: Enrolment | None) -> str:
    """The one for the way in which somebody is enrolled; empty while they only wait."""
    if enrolment is None or enrolment.standing is not Standing.ENROLLED:
        return ""
    found = await work.events.memos([enrolment.event])
    return found.get((enrolment.event, enrolment.presence), "")


async def write(
    work: EventWork, number: EventId, presence: Presence, words: str, *, me: Person
) -> bool:
    """Those enrolled in this way are told; says whether there was anything to tell."""
    return await _put(work, number, presence, memo_of(words), me=me)


async def take_back(work: EventWork, number: EventId, presence: Presence, *, me: Person) -> bool:
    return await _put(work, number, presence, "", me=me)


async def copy(work: EventWork, from_: Event, to: Event) -> None:
    for (_, presence), words in (await work.events.memos([from_.id])).items():
        if presence in to.details.form.presences:
            await work.events.put_memo(to.id, presence, words)


def check_writable(event: Event, presence: Presence, *, over: bool) -> None:
    if over or event.state is EventState.CANCELLED:
        raise EventOver
    if presence not in event.details.form.presences:
        raise NoSuchPresence


async def _put(
    work: EventWork, number: EventId, presence: Presence, memo: str, *, me: Person
) -> bool:
    before = await work.events.hold(number)
    if before is None:
        raise Gone
    await check_answers_for(work, before, me=me)
    check_writable(before, presence, over=before.is_over(work.now))
    if (await work.events.memos([number])).get((number, presence), "") == memo:
        return False
    await work.events.put_memo(number, presence, memo)
    event = replace(before, sequence=before.sequence + 1)
    if not await work.events.save(event, before=before):
        raise EventChanged
    if event.is_open:
        await telling.tell_memo(work, event, presence)
    return True
