"""Questions that were not answered in time, for whoever looks after them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.consultations.model import ConsultationId, State
from core.consultations.ports import Overdue, OverduePage
from core.ladder import End, How
from core.units import UnitId
from storage.base import Moment
from storage.catalogue import TopicRow
from storage.consultation_rows import ConsultationRow
from storage.people import PersonRow
from storage.routing_rows import TenureRow
from storage.units import LineageRow, UnitRow

PAGE = 8


def _first_lapse() -> ColumnElement[datetime | None]:
    """When it went up the ladder for the first time; what was before it was opened again is
    over."""
    anew = aliased(TenureRow)
    reopened = (
        select(anew.id)
        .where(
            anew.consultation_id == TenureRow.consultation_id,
            anew.how == How.REOPENED,
            anew.id > TenureRow.id,
        )
        .exists()
    )
    return (
        select(func.min(TenureRow.ended_at))
        .where(
            TenureRow.consultation_id == ConsultationRow.id,
            TenureRow.end == End.LAPSED,
            ~reopened,
        )
        .correlate(ConsultationRow)
        .scalar_subquery()
    )


SINCE = func.coalesce(_first_lapse(), ConsultationRow.due_at, type_=Moment)


def _overdue(units: Sequence[UnitId], moment: datetime) -> tuple[ColumnElement[bool], ...]:
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    late_now = and_(ConsultationRow.due_at < moment, ConsultationRow.state == State.WAITING)
    return (
        ConsultationRow.unit_id.in_(below),
        ConsultationRow.state.in_([State.WAITING, State.ASKED_BACK]),
        ConsultationRow.answered_at.is_(None),
        or_(late_now, _first_lapse().is_not(None)),
    )


class SqlOverdue:
    """The part of ``SqlConsultations`` that lists what is late."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def overdue_in(
        self, units: Sequence[UnitId], moment: datetime, *, page: int
    ) -> OverduePage:
        total = await self.overdue_count(units, moment)
        last = max(0, (total - 1) // PAGE)
        number = min(max(page, 0), last)
        rows = await self._session.execute(
            select(ConsultationRow, TopicRow.name, UnitRow.name, PersonRow.name, SINCE)
            .join(TopicRow, TopicRow.id == ConsultationRow.topic_id)
            .join(UnitRow, UnitRow.id == ConsultationRow.unit_id)
            .outerjoin(PersonRow, PersonRow.id == ConsultationRow.methodist_id)
            .where(*_overdue(units, moment))
            .order_by(SINCE, ConsultationRow.id)
            .offset(number * PAGE)
            .limit(PAGE)
        )
        lines = [
            Overdue(
                id=ConsultationId(row.id),
                topic=topic,
                unit=unit,
                gist=row.gist,
                state=State(row.state),
                methodist=methodist or "",
                due_at=row.due_at,
                since=since or row.due_at,
            )
            for row, topic, unit, methodist, since in rows
        ]
        return OverduePage(lines=lines, number=number, pages=last + 1, total=total)

    async def overdue_count(self, units: Sequence[UnitId], moment: datetime) -> int:
        if not units:
            return 0
        statement = (
            select(func.count()).select_from(ConsultationRow).where(*_overdue(units, moment))
        )
        return await self._session.scalar(statement) or 0
