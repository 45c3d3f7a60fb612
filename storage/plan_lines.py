"""Lines of the plan as people see them: found, counted, kept."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, case, func, insert, or_, select, update

from core.events.model import EventState
from core.people import PersonId
from core.plan.model import (
    LINES_ON_PAGE,
    Due,
    Fate,
    LineId,
    MonthCount,
    PlanLine,
    PlanPage,
    TiedEvent,
    Wanted,
)
from core.plan.years import NewLine
from core.units import Unit, UnitId
from storage.event_rows import EventRow
from storage.people import AccountRow, PersonRow
from storage.plan import IN_ORDER, WANTING, PlannedEventRow, below
from storage.plan_done import SqlDone, lines, tied
from storage.units import UnitRow


class SqlPlan(SqlDone):
    """Everything that ``core.plan.ports.Plans`` asks for."""

    async def lines(self, wanted: Wanted, *, page: int) -> PlanPage:
        here = _seen(wanted)
        total = await self._session.scalar(
            select(func.count()).select_from(PlannedEventRow).where(*here)
        )
        pages = max(1, -(-(total or 0) // LINES_ON_PAGE))
        number = page % pages
        found = await self.found(
            lines()
            .where(*here)
            .order_by(*IN_ORDER)
            .offset(number * LINES_ON_PAGE)
            .limit(LINES_ON_PAGE)
        )
        kept = await self._session.scalars(
            select(PlannedEventRow.id).where(
                PlannedEventRow.id.in_([one.id for one in found]),
                or_(below(wanted.below), PlannedEventRow.responsible_id == wanted.of),
            )
        )
        return PlanPage(found, number, pages, frozenset(map(LineId, kept)))

    async def months(self, wanted: Wanted) -> Sequence[MonthCount]:
        wanting = func.sum(case((WANTING[0] & WANTING[1], 1), else_=0))
        rows = await self._session.execute(
            select(PlannedEventRow.month, func.count(), wanting)
            .where(*_seen(wanted))
            .group_by(PlannedEventRow.month)
            .order_by(PlannedEventRow.month)
        )
        return [MonthCount(month, count, left or 0) for month, count, left in rows]

    async def units(self, wanted: Wanted) -> Sequence[Unit]:
        planned = select(PlannedEventRow.unit_id).where(*_seen(wanted))
        rows = await self._session.scalars(
            select(UnitRow).where(UnitRow.id.in_(planned)).order_by(UnitRow.name, UnitRow.id)
        )
        return [
            Unit(
                id=UnitId(row.id),
                name=row.name,
                level=row.level,
                parent=None if row.parent_id is None else UnitId(row.parent_id),
            )
            for row in rows
        ]

    async def get(self, line: LineId) -> PlanLine | None:
        found = await self.found(lines().where(PlannedEventRow.id == line))
        return found[0] if found else None

    async def hold(self, line: LineId) -> PlanLine | None:
        """SQLite has one writer at a time; PostgreSQL is told which row to keep."""
        await self._session.execute(
            select(PlannedEventRow.id).where(PlannedEventRow.id == line).with_for_update()
        )
        return await self.get(line)

    async def save(self, line: PlanLine) -> None:
        await self._session.execute(
            update(PlannedEventRow)
            .where(PlannedEventRow.id == line.id)
            .values(
                title=line.title,
                month=line.month,
                day=line.day,
                audience=line.audience,
                responsible_id=line.responsible,
                event_id=line.event.number if line.event else None,
                fate=line.fate,
                reason=line.reason,
                people=line.people,
            )
            .execution_options(synchronize_session=False)
        )

    async def event(self, number: int) -> TiedEvent | None:
        row = await self._session.scalar(
            select(EventRow)
            .where(EventRow.id == number)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return None if row is None else tied(row)

    async def line_of(self, event: int) -> LineId | None:
        found = await self._session.scalar(
            select(PlannedEventRow.id).where(PlannedEventRow.event_id == event)
        )
        return None if found is None else LineId(found)

    async def events_near(
        self, line: PlanLine, *, drafts_of: PersonId | None, most: int
    ) -> Sequence[TiedEvent]:
        taken = select(PlannedEventRow.id).where(PlannedEventRow.event_id == EventRow.id)
        seen = [EventRow.state == EventState.OPEN]
        seen.append(
            EventRow.state == EventState.DRAFT
            if drafts_of is None
            else (EventRow.state == EventState.DRAFT) & (EventRow.organiser_id == drafts_of)
        )
        here = select(EventRow).where(EventRow.unit_id == line.unit, or_(*seen), ~taken.exists())
        since = datetime.combine(line.month, time(), tzinfo=UTC)
        later = await self._session.scalars(
            here.where(EventRow.starts_at >= since).order_by(EventRow.starts_at).limit(most)
        )
        found = list(later)
        if len(found) < most:
            before = await self._session.scalars(
                here.where(EventRow.starts_at < since)
                .order_by(EventRow.starts_at.desc())
                .limit(most - len(found))
            )
            found = [*reversed(list(before)), *found]
        return [tied(row) for row in found]

    async def unprepared(self, month: date, *, most: int) -> Sequence[Due]:
        due = (
            PlannedEventRow.month == month,
            PlannedEventRow.reminded.is_distinct_from(month),
            PlannedEventRow.fate == Fate.PLANNED,
            # A bare «is null» would lead SQLite by the index of events to lines of all years.
            func.coalesce(PlannedEventRow.event_id, 0) == 0,
        )
        people = await self._session.scalars(
            select(PlannedEventRow.responsible_id)
            .join(PersonRow, PersonRow.id == PlannedEventRow.responsible_id)
            .where(*due, PersonRow.erased_at.is_(None), _is_here())
            .distinct()
            .order_by(PlannedEventRow.responsible_id)
            .limit(most)
        )
        found = {person: Due(person=PersonId(person)) for person in people if person is not None}
        rows = await self._session.execute(
            select(PlannedEventRow.responsible_id, PlannedEventRow.id, PlannedEventRow.title)
            .where(*due, PlannedEventRow.responsible_id.in_(found))
            .order_by(*IN_ORDER)
        )
        titles: dict[int, dict[LineId, str]] = {person: {} for person in found}
        for person, line, title in rows:
            if person is not None:
                titles[person][LineId(line)] = title
        return [Due(person=one.person, lines=titles[one.person]) for one in found.values()]

    async def mark_reminded(self, lines: Collection[LineId], month: date) -> None:
        await self._session.execute(
            update(PlannedEventRow)
            .where(PlannedEventRow.id.in_(lines))
            .values(reminded=month)
            .execution_options(synchronize_session=False)
        )

    async def has_lines(self, unit: UnitId, *, since: date) -> bool:
        found = await self._session.scalar(
            select(PlannedEventRow.id)
            .where(PlannedEventRow.unit_id == unit, PlannedEventRow.month >= since)
            .limit(1)
        )
        return found is not None

    async def add(self, lines: Sequence[NewLine]) -> Sequence[LineId]:
        rows = [
            {
                "unit_id": one.unit,
                "title": one.title,
                "month": one.month,
                "day": one.day,
                "audience": one.audience,
            }
            for one in lines
        ]
        added = insert(PlannedEventRow).returning(PlannedEventRow.id, sort_by_parameter_order=True)
        return [LineId(one) for one in await self._session.scalars(added, rows)]

    async def hold_unit(self, unit: UnitId) -> None:
        await self._session.execute(
            select(UnitRow.id).where(UnitRow.id == unit).with_for_update(key_share=True)
        )


def _is_here() -> ColumnElement[bool]:
    """Whoever a spreadsheet has brought and who has not come yet cannot be written to."""
    return select(AccountRow.person_id).where(AccountRow.person_id == PersonRow.id).exists()


def _seen(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    own = PlannedEventRow.responsible_id == wanted.of
    every = or_(PlannedEventRow.unit_id.in_(wanted.units), below(wanted.below), own)
    conditions = [own if wanted.mine else every, PlannedEventRow.month >= wanted.since]
    if wanted.until is not None:
        conditions.append(PlannedEventRow.month < wanted.until)
    if wanted.unit is not None:
        conditions.append(PlannedEventRow.unit_id == wanted.unit)
    return conditions
