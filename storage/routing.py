"""Methodists in force, and those of them who may have a question at all."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.people import PersonId, Role
from core.units import UnitId
from storage.people import AccountRow, GrantRow, PersonRow
from storage.units import LineageRow

IN_FORCE = (
    GrantRow.role == Role.METHODIST,
    GrantRow.revoked_at.is_(None),
    PersonRow.registered_at.is_not(None),
    select(AccountRow.person_id).where(AccountRow.person_id == PersonRow.id).exists(),
)
"""Whoever has not finished registration, or has never come to the bot, cannot answer yet."""


async def methodists_over(session: AsyncSession, unit: UnitId) -> Sequence[tuple[PersonId, str]]:
    """Every methodist in force for the unit, whatever they answer for, the nearest first."""
    rows = await session.execute(
        select(PersonRow.id, PersonRow.name, func.min(LineageRow.depth).label("depth"))
        .join(GrantRow, GrantRow.person_id == PersonRow.id)
        .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
        .where(LineageRow.unit_id == unit, *IN_FORCE)
        .group_by(PersonRow.id, PersonRow.name)
        .order_by("depth", PersonRow.name)
    )
    return [(PersonId(row.id), row.name) for row in rows]
