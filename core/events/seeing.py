"""Who may see an event and who answers for it."""

from core.audience import EXPERIENCE, Audience, Traits, traits_of
from core.errors import Gone, NotYours
from core.events.model import Event, EventId, EventState
from core.events.ports import EventWork
from core.events.refusals import NotForYou
from core.people import STAFF, Person
from core.units import UnitId

ORGANISING = STAFF
"""Roles in which events are organised."""
"""Roles in which one answers for whatever is organised below."""


async def check_may_organise(work: EventWork, unit: UnitId, *, me: Person) -> None:
    if not me.holds(*ORGANISING, over=await work.units.lineage(unit)):
        raise NotYours


async def see(work: EventWork, number: EventId, *, me: Person) -> tuple[Event, bool]:
    """The event, and whether the person answers for it."""
    event = await work.events.get(number)
    if event is None:
        raise Gone
    return event, await may_see(work, event, me=me)


async def hold(work: EventWork, number: EventId, *, me: Person) -> Event:
    """Seen by somebody who changes it: until the work ends nobody else does."""
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await may_see(work, event, me=me)
    return event


async def may_see(work: EventWork, event: Event, *, me: Person) -> bool:
    """Raise unless they answer for it, have ever enrolled, or it is for people like them: of its
    unit, or staff over it, and of its audience."""
    lineage = await work.units.lineage(event.unit)
    if me.answers_for(event.organiser, lineage):
        return True
    if event.state is EventState.DRAFT:
        raise NotYours
    is_near = me.holds(*ORGANISING, over=lineage) or await _is_for(work, event, me)
    unmet = await why_not(work, event, me=me) if is_near else None
    if is_near and unmet is None:
        return False
    if await work.events.enrolment(event.id, me.id) is None:
        raise NotForYou(why=unmet) if is_near else NotYours
    return False


async def check_fits(work: EventWork, event: Event, *, me: Person) -> None:
    """Whoever takes a seat is of the audience, whoever else may look."""
    why = await why_not(work, event, me=me)
    if why is not None:
        raise NotForYou(why=why)


async def check_meant(work: EventWork, number: EventId, *, me: Person) -> None:
    """The same of an event that is known by its number alone."""
    event = await work.events.get(number)
    if event is None:
        raise Gone
    await check_fits(work, event, me=me)


async def why_not(work: EventWork, event: Event, *, me: Person) -> str | None:
    """The condition of its audience that the person does not fit; ``untold`` when they have not
    said how long they teach."""
    unmet = await unmet_of(work, await work.events.audience(event.id), me=me)
    return "untold" if unmet == EXPERIENCE and me.teaching_since is None else unmet


async def unmet_of(work: EventWork, audience: Audience, *, me: Person) -> str | None:
    return audience.unmet(await traits(work, me)) if audience.chosen else None


async def traits(work: EventWork, me: Person) -> Traits:
    lineage = () if me.unit is None else await work.units.lineage(me.unit)
    return traits_of(me, lineage, now=work.now)


async def _is_for(work: EventWork, event: Event, me: Person) -> bool:
    return me.unit is not None and event.unit in await work.units.lineage(me.unit)


async def check_answers_for(work: EventWork, event: Event, *, me: Person) -> None:
    if not me.answers_for(event.organiser, await work.units.lineage(event.unit)):
        raise NotYours
