"""One event drawn up after another: whatever is decided about it beyond its form comes along."""

from collections.abc import Sequence

from core.errors import Gone
from core.events import audience, deciding, keeping, memos
from core.events.model import Event, EventId
from core.events.ports import EventWork
from core.events.repeated import Sample
from core.events.seeing import ORGANISING
from core.people import COORDINATING, Person
from core.units import folded

SAMPLES_READ = 500
"""The latest; whoever needs an older one draws up a new event."""
ON_PAGE = 6


async def copy_terms(work: EventWork, from_: EventId, to: Event) -> None:
    """What is under «Условия участия», for the new event.

    What units that do not see it were thought of for stays behind, and so do the questions after
    the code word: they are about what was said there.
    """
    before = await work.events.get(from_)
    if before is None:
        raise Gone
    await deciding.copy(work, from_, to)
    await audience.copy(work, before, to)
    await keeping.copy(work, before, to)
    await memos.copy(work, before, to)
    later = to.details.starts_at - before.details.starts_at
    await work.admissions.copy(before.id, to.id, later=later, now=work.now)


async def samples(
    work: EventWork, *, words: str, page: int, me: Person
) -> tuple[Sequence[Sample], int, int]:
    """A page of events of one's own and of one's units, the latest first; which page, of how
    many. Of those with the same title there is the latest alone; every word is in the title."""
    found = await work.events.samples(
        me.units_as(*ORGANISING),
        me.units_as(*COORDINATING),
        me.id,
        most=SAMPLES_READ,
    )
    wanted = folded(words).split()
    latest: dict[str, Sample] = {}
    for one in found:
        title = folded(one.title)
        if all(word in title for word in wanted):
            latest.setdefault(title, one)
    pages = max(1, -(-len(latest) // ON_PAGE))
    number = page % pages
    return list(latest.values())[number * ON_PAGE :][:ON_PAGE], number, pages
