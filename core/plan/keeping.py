"""What is done with a line: an event made or tied, struck, marked as held, changed."""

from collections.abc import Sequence
from dataclasses import replace

from core.errors import Gone, NotYours
from core.people import COORDINATING, STAFF, Person
from core.plan.model import Draft, LineId, PlanLine, Seen, TiedEvent
from core.plan.ports import PlanWork
from core.plan.refusals import NotEmpty, NotToTie
from core.plan.use_cases import today_of
from core.plan.written import title_of
from core.plan.years import NewLine, Typical, year_from
from core.units import UnitId

MOST_NEAR = 8
"""Events to choose from."""


async def look(work: PlanWork, number: LineId, *, me: Person) -> Seen:
    """For those who may do something with the line."""
    line = await work.plan.get(number)
    if line is None:
        raise Gone
    return await _seen(work, line, me)


async def look_to_change(work: PlanWork, number: LineId, *, me: Person) -> PlanLine:
    """For those who may make an event of it and change it."""
    return await _organised(work, number, me=me)


async def strike(work: PlanWork, number: LineId, reason: str, *, me: Person) -> PlanLine:
    """It will not be held."""
    return await _save(work, (await _held(work, number, me=me)).struck(reason))


async def mark_held(work: PlanWork, number: LineId, people: str, *, me: Person) -> PlanLine:
    """It was held without an event in the service."""
    return await _save(work, (await _held(work, number, me=me)).held(people))


async def restore(work: PlanWork, number: LineId, *, me: Person) -> PlanLine:
    return await _save(work, (await _held(work, number, me=me)).restored())


async def near(work: PlanWork, number: LineId, *, me: Person) -> Sequence[TiedEvent]:
    """Events that the line could be about; of drafts only those that the person may see."""
    seen = await _organised(work, number, me=me)
    over = await work.units.lineage(seen.unit)
    drafts_of = None if me.holds(*COORDINATING, over=over) else me.id
    return await work.plan.events_near(seen, drafts_of=drafts_of, most=MOST_NEAR)


async def tie(work: PlanWork, number: LineId, event: int, *, me: Person) -> PlanLine:
    """The line is about this event from now on, and about no other."""
    line = await _organised(work, number, me=me, held=True)
    found = await work.plan.event(event)
    if found is None or await work.plan.line_of(event) is not None:
        raise NotToTie
    return await _save(work, line.tied(found))


async def untie(work: PlanWork, number: LineId, *, me: Person) -> PlanLine:
    """The event stays as it is."""
    line = await _organised(work, number, me=me, held=True)
    return await _save(work, line.untied())


async def change(work: PlanWork, number: LineId, draft: Draft, *, me: Person) -> PlanLine:
    """Whoever takes a line on answers for it, and may give it back."""
    line = await _organised(work, number, me=me, held=True)
    if draft.title is not None:
        line = replace(line, title=title_of(draft.title))
    if draft.when is not None:
        line = replace(line, month=draft.when[0], day=draft.when[1])
    if draft.audience is not None:
        line = replace(line, audience=draft.audience)
    if draft.mine is not None:
        line = replace(line, responsible=me.id if draft.mine else None)
    return await _save(work, line)


async def add(work: PlanWork, line: NewLine, *, me: Person) -> LineId:
    """A line that no spreadsheet has brought."""
    if not me.holds(*STAFF, over=await work.units.lineage(line.unit)):
        raise NotYours
    [number] = await work.plan.add([line])
    return number


async def can_take_typical(work: PlanWork, *, me: Person) -> Sequence[UnitId]:
    """Units of a coordinator that have nothing planned from this month on."""
    since = today_of(work).replace(day=1)
    return [
        unit
        for unit in me.units_as(*COORDINATING)
        if not await work.plan.has_lines(unit, since=since)
    ]


async def take_typical(
    work: PlanWork, unit: UnitId, typical: Sequence[Typical], *, me: Person
) -> Sequence[NewLine]:
    """Lines to begin with; a second press finds them there."""
    if unit not in me.units_as(*COORDINATING):
        raise NotYours
    today = today_of(work)
    await work.plan.hold_unit(unit)
    if await work.plan.has_lines(unit, since=today.replace(day=1)):
        raise NotEmpty
    lines = year_from(typical, unit, today=today)
    await work.plan.add(lines)
    return lines


async def _seen(work: PlanWork, line: PlanLine, me: Person) -> Seen:
    organises = me.holds(*STAFF, over=await work.units.lineage(line.unit))
    if not organises and line.responsible != me.id:
        raise NotYours
    return Seen(line=line, organises=organises)


async def _held(work: PlanWork, number: LineId, *, me: Person) -> PlanLine:
    """Nobody else changes it now, and the person may."""
    line = await work.plan.hold(number)
    if line is None:
        raise Gone
    return (await _seen(work, line, me)).line


async def _organised(
    work: PlanWork, number: LineId, *, me: Person, held: bool = False
) -> PlanLine:
    line = await (work.plan.hold(number) if held else work.plan.get(number))
    if line is None:
        raise Gone
    if not (await _seen(work, line, me)).organises:
        raise NotYours
    return line


async def _save(work: PlanWork, line: PlanLine) -> PlanLine:
    await work.plan.save(line)
    return line
