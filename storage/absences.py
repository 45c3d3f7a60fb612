"""Absences of methodists, and who could stand in for them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.absence import Absence
from core.people import PersonId, Role
from core.routing.model import AbsenceId, Noted
from core.routing.ports import Methodist
from core.units import UnitId
from storage.people import GrantRow, PersonRow
from storage.routing import IN_FORCE
from storage.routing_rows import AbsenceRow
from storage.units import LineageRow


class SqlAbsences:
    """Everything that ``core.routing.ports.Absences`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, person: PersonId) -> None:
        await self._session.scalar(
            select(PersonRow.id).where(PersonRow.id == person).with_for_update(key_share=True)
        )

    async def absences(self, person: PersonId, *, since: date) -> Sequence[Noted]:
        rows = await self._session.scalars(
            select(AbsenceRow)
            .where(AbsenceRow.person_id == person, AbsenceRow.last >= since)
            .order_by(AbsenceRow.first, AbsenceRow.id)
            .execution_options(populate_existing=True)
        )
        return [_noted(row) for row in rows]

    async def absence(self, absence: AbsenceId) -> Noted | None:
        row = await self._session.get(AbsenceRow, absence, populate_existing=True)
        return None if row is None else _noted(row)

    async def put_absence(self, absence: Absence) -> AbsenceId:
        row = AbsenceRow(
            person_id=absence.person,
            first=absence.first,
            last=absence.last,
            substitute_id=absence.substitute,
        )
        self._session.add(row)
        await self._session.flush()
        return AbsenceId(row.id)

    async def shorten(self, absence: AbsenceId, *, last: date) -> None:
        one = AbsenceRow.id == absence
        await self._session.execute(delete(AbsenceRow).where(one, AbsenceRow.first > last))
        await self._session.execute(update(AbsenceRow).where(one).values(last=last))

    async def put_substitute(self, absence: AbsenceId, substitute: PersonId | None) -> None:
        await self._session.execute(
            update(AbsenceRow).where(AbsenceRow.id == absence).values(substitute_id=substitute)
        )

    async def colleagues(
        self, person: PersonId, *, first: date, last: date
    ) -> Sequence[tuple[PersonId, str]]:
        own = select(GrantRow.unit_id).where(
            GrantRow.person_id == person,
            GrantRow.role == Role.METHODIST,
            GrantRow.revoked_at.is_(None),
        )
        above = select(LineageRow.ancestor_id, func.min(LineageRow.depth).label("depth"))
        nearest = above.where(LineageRow.unit_id.in_(own)).group_by(LineageRow.ancestor_id)
        steps = nearest.subquery()
        rows = await self._session.execute(
            select(PersonRow.id, PersonRow.name, func.min(steps.c.depth).label("depth"))
            .join(GrantRow, GrantRow.person_id == PersonRow.id)
            .join(steps, steps.c.ancestor_id == GrantRow.unit_id)
            .where(PersonRow.id != person, ~_away(first, last), *IN_FORCE)
            .group_by(PersonRow.id, PersonRow.name, PersonRow.folded)
            .order_by("depth", PersonRow.folded, PersonRow.id)
        )
        return [(PersonId(row.id), row.name) for row in rows]

    async def methodists(self, units: Sequence[UnitId], *, today: date) -> Sequence[Methodist]:
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
        rows = await self._session.execute(
            select(PersonRow.id, PersonRow.name, _away(today, today).label("away"))
            .where(
                PersonRow.id.in_(
                    select(GrantRow.person_id).where(
                        GrantRow.role == Role.METHODIST,
                        GrantRow.revoked_at.is_(None),
                        GrantRow.unit_id.in_(below),
                    )
                ),
                PersonRow.erased_at.is_(None),
            )
            .order_by(PersonRow.folded, PersonRow.id)
        )
        return [
            Methodist(person=PersonId(row.id), name=row.name, away=bool(row.away)) for row in rows
        ]


def _away(first: date, last: date) -> ColumnElement[bool]:
    """Whether the person is absent on one of the days."""
    return (
        select(AbsenceRow.id)
        .where(
            AbsenceRow.person_id == PersonRow.id,
            AbsenceRow.first <= last,
            AbsenceRow.last >= first,
        )
        .exists()
    )


def _noted(row: AbsenceRow) -> Noted:
    substitute = None if row.substitute_id is None else PersonId(row.substitute_id)
    return Noted(
        id=AbsenceId(row.id),
        absence=Absence(
            person=PersonId(row.person_id),
            first=row.first,
            last=row.last,
            substitute=substitute,
        ),
    )
