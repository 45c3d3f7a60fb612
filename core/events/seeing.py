"""Who may see an event and who answers for it."""

from collections.abc import Collection

from core.errors import Gone, NotYours
from core.events.model import Event, EventId, EventState
from core.events.ports import EventWork
from core.people import STAFF, Person, Role
from core.units import UnitId

ORGANISING = STAFF
"""Roles in which events are organised."""


async def check_may_organise(work: EventWork, unit: UnitId, *, me: Person) -> None:
    if not me.holds(*ORGANISING, over=await work.units.lineage(unit)):
        raise NotYours


def answers_for(event: Event, lineage: Collection[UnitId], *, me: Person) -> bool:
    """Whoever organises it, and coordinators and administrators over its unit."""
    if event.organiser == me.id:
        return me.holds(*ORGANISING, over=lineage)
    return me.holds(Role.COORDINATOR, Role.ADMINISTRATOR, over=lineage)


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
    """Raise unless the event is for their unit, they are staff over its unit or are enrolled."""
    lineage = await work.units.lineage(event.unit)
    if answers_for(event, lineage, me=me):
        return True
    if event.state is EventState.DRAFT:
        raise NotYours
    if me.holds(*ORGANISING, over=lineage) or await _is_for(work, event, me):
        return False
    if await work.events.enrolment(event.id, me.id) is None:
        raise NotYours
    return False


async def _is_for(work: EventWork, event: Event, me: Person) -> bool:
    return me.unit is not None and event.unit in await work.units.lineage(me.unit)


async def check_answers_for(work: EventWork, event: Event, *, me: Person) -> None:
    if not answers_for(event, await work.units.lineage(event.unit), me=me):
        raise NotYours
