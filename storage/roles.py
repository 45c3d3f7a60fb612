"""Roles given and taken."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.people import Grant, PersonId, Role
from core.roles.model import Appointment, GrantId
from core.units import UnitId
from storage.people import GrantRow, PersonRow
from storage.units import LineageRow, UnitRow


class SqlRoles:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def grant(
        self, person: PersonId, grant: Grant, *, by: PersonId | None, at: datetime
    ) -> bool:
        await self._session.scalar(  # whoever gives the same person a role at once waits here
            select(PersonRow.id).where(PersonRow.id == person).with_for_update(key_share=True)
        )
        held = await self._session.scalar(
            select(GrantRow.id).where(
                GrantRow.person_id == person,
                GrantRow.role == grant.role,
                GrantRow.unit_id == grant.unit,
                GrantRow.revoked_at.is_(None),
            )
        )
        if held is not None:
            return False
        self._session.add(
            GrantRow(
                person_id=person,
                role=grant.role,
                unit_id=grant.unit,
                granted_at=at,
                granted_by=by,
            )
        )
        await self._session.flush()
        return True

    async def revoke(self, appointment: GrantId, *, by: PersonId | None, at: datetime) -> bool:
        revoked = await self._session.scalar(
            update(GrantRow)
            .where(GrantRow.id == appointment, GrantRow.revoked_at.is_(None))
            .values(revoked_at=at, revoked_by=by)
            .returning(GrantRow.id)
        )
        return revoked is not None

    async def get(self, appointment: GrantId) -> Appointment | None:
        row = (await self._session.execute(_in_force().where(GrantRow.id == appointment))).first()
        return None if row is None else _appointment(*row)

    async def below(self, units: Sequence[UnitId]) -> Sequence[Appointment]:
        rows = await self._session.execute(
            _in_force()
            .where(
                GrantRow.unit_id.in_(
                    select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
                )
            )
            .order_by(PersonRow.folded, GrantRow.id)
        )
        return [_appointment(*row) for row in rows]

    async def count(self, role: Role) -> int:
        statement = (
            select(func.count())
            .select_from(GrantRow)
            .where(GrantRow.role == role, GrantRow.revoked_at.is_(None))
        )
        return await self._session.scalar(statement) or 0

    async def count_firmly(self, role: Role) -> int:
        in_force = await self._session.scalars(
            select(GrantRow.id)
            .where(GrantRow.role == role, GrantRow.revoked_at.is_(None))
            .order_by(GrantRow.id)
            .with_for_update(key_share=True)
        )
        return len(in_force.all())


def _in_force() -> Select[GrantRow, str, str]:
    return (
        select(GrantRow, PersonRow.name, UnitRow.name)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .join(UnitRow, UnitRow.id == GrantRow.unit_id)
        .where(GrantRow.revoked_at.is_(None))
    )


def _appointment(row: GrantRow, person: str, unit: str) -> Appointment:
    return Appointment(
        id=GrantId(row.id),
        person=PersonId(row.person_id),
        name=person,
        grant=Grant(Role(row.role), UnitId(row.unit_id)),
        unit_name=unit,
        granted_at=row.granted_at,
    )
