"""What has come of the plan: a line with its event, how many were enrolled, came and judged."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.seats import Standing
from core.people import PersonId
from core.plan.model import Done, Fate, LineId, LineState, PlanLine, TiedEvent
from core.units import UnitId
from storage.attendance_rows import AttendanceRow
from storage.base import Base
from storage.event_rows import EnrolmentRow, EventRow
from storage.feedback_rows import OpinionRow
from storage.people import PersonRow
from storage.plan import IN_ORDER, PlannedEventRow, below
from storage.units import UnitRow

Question = Select[PlannedEventRow, str, str, EventRow | None]


class SqlDone:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def done(self, units: Collection[UnitId], since: date, until: date) -> Sequence[Done]:
        here = (below(units), PlannedEventRow.month >= since, PlannedEventRow.month < until)
        found = await self.found(lines().where(*here).order_by(*IN_ORDER))
        events = select(PlannedEventRow.event_id).where(
            *here, PlannedEventRow.event_id.is_not(None)
        )
        enrolled = await self._counted(
            select(EnrolmentRow.event_id, func.count()).where(
                EnrolmentRow.standing == Standing.ENROLLED, EnrolmentRow.event_id.in_(events)
            ),
            EnrolmentRow,
        )
        came = await self._counted(
            select(AttendanceRow.event_id, func.count()).where(AttendanceRow.event_id.in_(events)),
            AttendanceRow,
        )
        opinions = await self._counted(
            select(OpinionRow.event_id, func.count()).where(OpinionRow.event_id.in_(events)),
            OpinionRow,
        )
        return [_done(line, enrolled, came, opinions) for line in found]

    async def span(self, units: Collection[UnitId]) -> tuple[date, date] | None:
        rows = await self._session.execute(
            select(func.min(PlannedEventRow.month), func.max(PlannedEventRow.month)).where(
                below(units)
            )
        )
        first, last = rows.one()
        return None if first is None else (first, last)

    async def found(self, question: Question) -> Sequence[PlanLine]:
        rows = await self._session.execute(question.execution_options(populate_existing=True))
        return [_line(*row) for row in rows]

    async def _counted(self, question: Select[int, int], of: type[Base]) -> dict[int, int]:
        rows = await self._session.execute(question.group_by(of.__table__.c.event_id))
        return {row[0]: row[1] for row in rows}


def lines() -> Question:
    """Each with its unit, whoever answers for it and its event."""
    return (
        select(
            PlannedEventRow, UnitRow.name, func.coalesce(PersonRow.name, "").label("who"), EventRow
        )
        .join(UnitRow, UnitRow.id == PlannedEventRow.unit_id)
        .outerjoin(PersonRow, PersonRow.id == PlannedEventRow.responsible_id)
        .outerjoin(EventRow, EventRow.id == PlannedEventRow.event_id)
    )


def tied(row: EventRow) -> TiedEvent:
    return TiedEvent(
        number=row.id,
        title=row.title,
        unit=UnitId(row.unit_id),
        organiser=PersonId(row.organiser_id),
        state=LineState(row.state),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def _line(row: PlannedEventRow, unit: str, name: str, event: EventRow | None) -> PlanLine:
    return PlanLine(
        id=LineId(row.id),
        code=row.code or "",
        title=row.title,
        unit=UnitId(row.unit_id),
        unit_name=unit,
        month=row.month,
        day=row.day,
        audience=row.audience,
        responsible=None if row.responsible_id is None else PersonId(row.responsible_id),
        responsible_name=name,
        fate=Fate(row.fate),
        reason=row.reason,
        people=row.people,
        event=None if event is None else tied(event),
    )


def _done(
    line: PlanLine, enrolled: dict[int, int], came: dict[int, int], opinions: dict[int, int]
) -> Done:
    """A draft has nobody to count; what was held without an event has those who were counted."""
    event = line.event
    if event is None or event.state is LineState.DRAFT:
        return Done(line=line, came=line.people)
    return Done(
        line=line,
        enrolled=enrolled.get(event.number, 0),
        came=came.get(event.number, 0),
        opinions=opinions.get(event.number, 0),
    )
