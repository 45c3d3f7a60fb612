"""Reading the plan: whose lines are seen, month by month, and what a table of it holds."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.audit import Deed
from core.errors import NotYours
from core.people import STAFF, Person
from core.plan.model import Done, MonthCount, PlanPage, Wanted
from core.plan.ports import PlanWork
from core.plan.years import SCHOOL_YEAR, Year, school_year, years_of
from core.units import Unit, UnitId


async def read(
    work: PlanWork,
    *,
    page: int,
    me: Person,
    month: date | None = None,
    mine: bool = False,
    unit: UnitId | None = None,
) -> PlanPage:
    """From this month on, or of one month.

    Of one's own place, of what one answers for and all below it, and of all above them.
    """
    wanted = await _wanted(work, me)
    since = month or today_of(work).replace(day=1)
    until = None if month is None else month_after(month)
    return await work.plan.lines(
        Wanted(
            units=wanted.units,
            below=wanted.below,
            of=me.id,
            since=since,
            until=until,
            mine=mine,
            unit=unit,
        ),
        page=page,
    )


async def year(work: PlanWork, *, me: Person) -> Sequence[MonthCount]:
    """From the beginning of this school year on."""
    return await work.plan.months(await _wanted(work, me))


async def units(work: PlanWork, *, me: Person) -> Sequence[Unit]:
    """Whose lines the person sees."""
    return await work.plan.units(await _wanted(work, me))


async def years(work: PlanWork, *, me: Person) -> Sequence[Year]:
    """Of which there is something to take out."""
    span = await work.plan.span(me.units_as(*STAFF))
    return [] if span is None else years_of(*span)


async def take_out(work: PlanWork, year: Year, *, me: Person) -> Sequence[Done]:
    """Everything planned where one answers, and what has come of it; it is written down."""
    mine = me.units_as(*STAFF)
    if not mine:
        raise NotYours
    await work.audit.note(Deed.EXPORTED, by=me.id, what=f"plan {year.name}")
    return await work.plan.done(mine, year.since, year.until)


def today_of(work: PlanWork) -> date:
    return work.now.astimezone(work.zone).date()


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


async def _wanted(work: PlanWork, me: Person) -> Wanted:
    above: set[UnitId] = set()
    for unit in (me.unit, *me.units_as(*STAFF)):
        if unit is not None:
            above |= set(await work.units.lineage(unit))
    since = date(school_year(today_of(work)), SCHOOL_YEAR, 1)
    return Wanted(units=above, below=me.units_as(*STAFF), of=me.id, since=since)
