"""Those enrolled for an event as the organiser goes through them: by name, school or number."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.attendance.model import ON_PAGE, Filter, Guest, Roll, School, Way
from core.attendance.ports import Taker
from core.events.seats import Standing
from core.people import PersonId
from core.units import UnitId, folded
from storage.attendance_rows import AttendanceRow
from storage.event_rows import EnrolmentRow
from storage.people import PersonRow
from storage.units import UnitRow


class SqlRolls:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def roll(self, event: int, *, page: int, only: Filter) -> Roll:
        came, enrolled = await self.counted(event)
        part = _enrolled(event).where(*narrowed(only))
        marked, shown = await self._counted(part)
        pages = max(1, -(-shown // ON_PAGE))
        number = page % pages
        rows = await self._session.execute(
            part.order_by(PersonRow.folded, PersonRow.id).offset(number * ON_PAGE).limit(ON_PAGE)
        )
        return Roll(
            guests=[_guest(row) for row in rows],
            page=number,
            pages=pages,
            came=came,
            enrolled=enrolled,
            shown=shown,
            missing=shown - marked,
        )

    async def counted(self, event: int) -> tuple[int, int]:
        return await self._counted(_enrolled(event))

    async def _counted(self, question: Select[*tuple[object, ...]]) -> tuple[int, int]:
        counted = await self._session.execute(
            question.with_only_columns(func.count(AttendanceRow.person_id), func.count())
        )
        came, enrolled = counted.one()
        return came, enrolled

    async def guest(self, event: int, person: PersonId) -> Guest | None:
        found = await self._session.execute(_enrolled(event).where(PersonRow.id == person))
        row = found.first()
        return None if row is None else _guest(row)

    async def schools(self, event: int) -> Sequence[School]:
        rows = await self._session.execute(
            _enrolled(event)
            .with_only_columns(
                UnitRow.id,
                UnitRow.name,
                func.count(AttendanceRow.person_id).label("came"),
                func.count().label("enrolled"),
            )
            .where(UnitRow.id.is_not(None))
            .group_by(UnitRow.id, UnitRow.name, UnitRow.folded)
            .order_by(UnitRow.folded, UnitRow.id)
        )
        return [
            School(unit=UnitId(row.id), name=row.name, came=row.came, enrolled=row.enrolled)
            for row in rows
        ]

    async def tickets(self, event: int, numbers: Collection[int]) -> Collection[int]:
        found = await self._session.scalars(
            _enrolled(event)
            .with_only_columns(EnrolmentRow.ticket)
            .where(EnrolmentRow.ticket.in_(numbers))
        )
        return set(found)

    async def takers(self, event: int) -> Sequence[Taker]:
        rows = await self._session.execute(
            _enrolled(event).order_by(UnitRow.name, PersonRow.folded, PersonRow.id)
        )
        return [
            Taker(
                ticket=row.ticket,
                name=row.name,
                school=row.school,
                position=row.position,
                presence=row.presence,
                came=None if row.way is None else Way(row.way),
            )
            for row in rows
        ]


def narrowed(only: Filter) -> Sequence[ColumnElement[bool]]:
    """Conditions of people: of the unit, and each word begins one of the name's."""
    conditions = [having(word) for word in folded(only.words).split()]
    if only.unit is not None:
        conditions.append(PersonRow.unit_id == only.unit)
    return conditions


def having(word: str) -> ColumnElement[bool]:
    """A word of the name begins so. What is folded has no signs that mean something to LIKE."""
    return or_(PersonRow.folded.like(f"{word}%"), PersonRow.folded.like(f"% {word}%"))


def _guest(row: Any) -> Guest:
    """Of a row of ``_enrolled``."""
    return Guest(
        person=PersonId(row.id),
        ticket=row.ticket,
        name=row.name,
        school=row.school,
        came=None if row.way is None else Way(row.way),
        at=row.at,
    )


def _enrolled(event: int) -> Select[*tuple[object, ...]]:
    """Everybody who has a seat, and whether they came."""
    return (
        select(
            PersonRow.id,
            PersonRow.name,
            PersonRow.position,
            func.coalesce(UnitRow.name, "").label("school"),
            EnrolmentRow.ticket,
            EnrolmentRow.presence,
            AttendanceRow.way,
            AttendanceRow.at,
        )
        .select_from(EnrolmentRow)
        .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .outerjoin(
            AttendanceRow,
            (AttendanceRow.event_id == EnrolmentRow.event_id)
            & (AttendanceRow.person_id == EnrolmentRow.person_id),
        )
        .where(
            EnrolmentRow.event_id == event,
            EnrolmentRow.standing == Standing.ENROLLED,
            PersonRow.erased_at.is_(None),
        )
    )
