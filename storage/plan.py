"""The table of the plan, and what a spreadsheet writes into it."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from core.imports.plan import Planned, PlannedChange
from core.people import PersonId
from core.plan.model import Fate
from core.units import UnitId
from storage.base import Base
from storage.units import LineageRow


class PlannedEventRow(Base):
    """``month`` is its first day, ``reminded`` the last month people were reminded of it in.

    ``people`` came to what was held without an event.
    """

    __tablename__ = "planned_events"
    __table_args__ = (Index(None, "unit_id", "month"), Index(None, "month", "reminded"))

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    code: Mapped[str | None]
    title: Mapped[str]
    month: Mapped[date]
    day: Mapped[date | None]
    audience: Mapped[str]
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), unique=True)
    fate: Mapped[str] = mapped_column(default=Fate.PLANNED)
    reason: Mapped[str] = mapped_column(default="")
    people: Mapped[int | None]
    reminded: Mapped[date | None]


IN_ORDER = (
    PlannedEventRow.month,
    func.coalesce(PlannedEventRow.day, PlannedEventRow.month),
    PlannedEventRow.title,
    PlannedEventRow.id,
)
WANTING = (PlannedEventRow.fate == Fate.PLANNED, PlannedEventRow.event_id.is_(None))


def below(units: Collection[UnitId]) -> ColumnElement[bool]:
    """Of the units and of everything under them."""
    if not units:
        return false()
    under = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    return PlannedEventRow.unit_id.in_(under)


def is_wanting(row: PlannedEventRow) -> bool:
    return row.fate == Fate.PLANNED and row.event_id is None


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
