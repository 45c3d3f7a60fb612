"""Who could answer a question: methodists in force, by what they answer for and how near."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import SubjectId, TopicId
from core.people import PersonId, Role
from core.units import UnitId
from storage.expertise import ExpertiseRow
from storage.people import AccountRow, GrantRow, PersonRow
from storage.units import LineageRow

IN_FORCE = (
    GrantRow.role == Role.METHODIST,
    GrantRow.revoked_at.is_(None),
    PersonRow.registered_at.is_not(None),
    select(AccountRow.person_id).where(AccountRow.person_id == PersonRow.id).exists(),
)
"""Whoever has not finished registration, or has never come to the bot, cannot answer yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A methodist and how well the question fits: lower is nearer and more special."""

    person: PersonId
    distance: int
    generality: int


async def answering(
    session: AsyncSession, unit: UnitId, *, subject: SubjectId | None, topic: TopicId
) -> Sequence[Answering]:
    """Those whose expertise covers unit, subject and topic, once each at their best.

    A methodist who has not said what they answer for, answers for everything where they are.
    """
    found = await _by_expertise(session, unit, subject=subject, topic=topic)
    found += await _by_role_alone(session, unit)
    best: dict[PersonId, Answering] = {}
    for one in sorted(found, key=lambda one: (one.distance, one.generality)):
        best.setdefault(one.person, one)
    return list(best.values())


async def _by_expertise(
    session: AsyncSession, unit: UnitId, *, subject: SubjectId | None, topic: TopicId
) -> list[Answering]:
    in_force = (
        select(GrantRow.person_id)
        .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .where(LineageRow.unit_id == unit, *IN_FORCE)
    )
    any_subject = ExpertiseRow.subject_id.is_(None)
    rows = await session.execute(
        select(
            ExpertiseRow.person_id,
            ExpertiseRow.subject_id,
            ExpertiseRow.topic_id,
            LineageRow.depth,
        )
        .join(LineageRow, LineageRow.ancestor_id == ExpertiseRow.unit_id)
        .where(
            LineageRow.unit_id == unit,
            ExpertiseRow.person_id.in_(in_force),
            any_subject
            if subject is None
            else or_(any_subject, ExpertiseRow.subject_id == subject),
            or_(ExpertiseRow.topic_id.is_(None), ExpertiseRow.topic_id == topic),
        )
    )
    return [
        Answering(
            person=PersonId(row.person_id),
            distance=row.depth,
            generality=(row.subject_id is None) + (row.topic_id is None),
        )
        for row in rows
    ]


async def _by_role_alone(session: AsyncSession, unit: UnitId) -> list[Answering]:
    has_expertise = select(ExpertiseRow.id).where(ExpertiseRow.person_id == GrantRow.person_id)
    rows = await session.execute(
        select(GrantRow.person_id, LineageRow.depth)
        .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .where(LineageRow.unit_id == unit, *IN_FORCE, ~has_expertise.exists())
    )
    return [
        Answering(person=PersonId(row.person_id), distance=row.depth, generality=2) for row in rows
    ]


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
