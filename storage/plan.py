"""The plan of the year: lines from spreadsheets, read by months."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.imports.plan import Planned, PlannedChange
from core.people import PersonId
from core.plan.model import LINES_ON_PAGE, PlanLine, PlanPage
from core.units import UnitId
from storage.base import Base
from storage.people import PersonRow
from storage.units import UnitRow


class PlannedEventRow(Base):
    """``month`` is its first day."""

    __tablename__ = "planned_events"
    __table_args__ = (Index(None, "unit_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    code: Mapped[str | None]
    title: Mapped[str]
    month: Mapped[date]
    day: Mapped[date | None]
    audience: Mapped[str]
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)


class SqlPlan:
    """Everything that ``core.plan.ports.Plans`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lines(self, units: Collection[UnitId], *, since: date, page: int) -> PlanPage:
        here = (PlannedEventRow.unit_id.in_(units), PlannedEventRow.month >= since)
        total = await self._session.scalar(
            select(func.count()).select_from(PlannedEventRow).where(*here)
        )
        pages = max(1, -(-(total or 0) // LINES_ON_PAGE))
        number = page % pages
        rows = await self._session.execute(
            select(PlannedEventRow, UnitRow.name, func.coalesce(PersonRow.name, ""))
            .join(UnitRow, UnitRow.id == PlannedEventRow.unit_id)
            .outerjoin(PersonRow, PersonRow.id == PlannedEventRow.responsible_id)
            .where(*here)
            .order_by(
                PlannedEventRow.month,
                func.coalesce(PlannedEventRow.day, PlannedEventRow.month),
                PlannedEventRow.title,
                PlannedEventRow.id,
            )
            .offset(number * LINES_ON_PAGE)
            .limit(LINES_ON_PAGE)
        )
        lines = [
            PlanLine(
                title=row.title,
                unit=unit,
                month=row.month,
                day=row.day,
                audience=row.audience,
                responsible=name,
            )
            for row, unit, name in rows
        ]
        return PlanPage(lines, number, pages)


def planned_in(row: PlannedEventRow) -> Planned:
    return Planned(
        code=row.code,
        title=row.title,
        unit=UnitId(row.unit_id),
        month=row.month,
        day=row.day,
        audience=row.audience,
        responsible=None if row.responsible_id is None else PersonId(row.responsible_id),
    )


def planned_values(change: PlannedChange) -> Mapping[str, object]:
    planned = change.planned
    return {
        "unit_id": planned.unit,
        "code": planned.code,
        "title": planned.title,
        "month": planned.month,
        "day": planned.day,
        "audience": planned.audience,
        "responsible_id": planned.responsible,
    }
