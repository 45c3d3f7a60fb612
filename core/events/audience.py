"""«Для кого»: an organiser says which of the people of its unit an event is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.audience import EXPERIENCE, ROLE, SUBJECT, UNIT, Audience, Value
from core.errors import Gone, NotYours
from core.events.model import Event, EventId, EventState
from core.events.ports import EventWork
from core.events.refusals import EventOver
from core.events.seeing import check_answers_for
from core.people import Person
from core.units import UnitId

ASKED = (UNIT, ROLE, SUBJECT, EXPERIENCE)
"""Conditions that make sense for an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom an event is for, and how many they are now."""

    event: Event
    audience: Audience
    people: int


async def look(work: EventWork, number: EventId, *, me: Person) -> Meant:
    event = await work.events.get(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    audience = await work.events.audience(number)
    return Meant(
        event=event,
        audience=audience,
        people=await work.events.fitting(audience, event.unit, now=work.now),
    )


async def put(
    work: EventWork, number: EventId, name: str, value: Value, *, on: bool, me: Person
) -> None:
    """One value more or less. Whoever has a seat or waits for one stays as they are.

    Of units only those below the unit of the event: others do not see it anyway. The unit itself
    is everybody.
    """
    event = await _held(work, number, me=me)
    before = await work.events.audience(number)
    after = before.put(name, value, on=on)
    if name not in ASKED:
        raise NotYours
    if name == UNIT and on:
        if event.unit not in await work.units.lineage(UnitId(int(value))):
            raise NotYours
        if value == event.unit:
            after = before.without(UNIT)
    if after != before:
        await work.events.put_audience(number, after)


async def clear(work: EventWork, number: EventId, name: str, *, me: Person) -> None:
    """Whatever it was, of this condition everybody fits."""
    await _held(work, number, me=me)
    before = await work.events.audience(number)
    await work.events.put_audience(number, before.without(name))


async def copy(work: EventWork, from_: Event, to: Event) -> None:
    """The same people; of units those alone that see the other event."""
    meant = await work.events.audience(from_.id)
    for unit in meant.units:
        if to.unit not in await work.units.lineage(unit):
            meant = meant.put(UNIT, unit, on=False)
    await work.events.put_audience(to.id, meant)


async def sharing(
    work: EventWork, event: EventId | None, others: Sequence[Event]
) -> Sequence[Event]:
    """Those of the others that some of the same people may be meant by."""
    found = await work.events.audiences([one.id for one in others])
    own = Audience() if event is None else await work.events.audience(event)
    return [one for one in others if await _may_share(work, own, found[one.id])]


async def _may_share(work: EventWork, one: Audience, other: Audience) -> bool:
    """By condition: a value of both, of units one above the other. Both may be wrong for people
    who hold several roles or teach several subjects; a warning too few is the smaller evil."""
    for name in ASKED:
        mine, theirs = one.chosen.get(name, ()), other.chosen.get(name, ())
        if not mine or not theirs or set(mine) & set(theirs):
            continue
        if name != UNIT or not await _are_related(work, one.units, other.units):
            return False
    return True


async def _are_related(work: EventWork, units: Sequence[UnitId], others: Sequence[UnitId]) -> bool:
    above = {unit for one in units for unit in await work.units.lineage(one)}
    above_others = {unit for one in others for unit in await work.units.lineage(one)}
    return bool(above & set(others) or above_others & set(units))


async def _held(work: EventWork, number: EventId, *, me: Person) -> Event:
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    if event.state is EventState.CANCELLED or event.is_over(work.now):
        raise EventOver
    return event
