"""The steps above a unit, and everybody on them who answers for a question."""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.ladder import Candidate, step_of
from core.people import PersonId
from core.tenures import Asked
from core.units import UnitId
from storage.expertise import ExpertiseRow
from storage.people import GrantRow, PersonRow
from storage.routing import IN_FORCE
from storage.routing_rows import LeadingRow
from storage.units import LineageRow


async def candidates(session: AsyncSession, asked: Asked) -> Sequence[Candidate]:
    """Once each, at their best. A methodist who has not said what they answer for, answers for
    everything where they are."""
    steps = await _steps(session, asked)
    found = await _by_expertise(session, asked, steps) + await _by_role_alone(session, steps)
    best: dict[PersonId, Candidate] = {}
    for one in sorted(found, key=lambda one: (one.step, one.generality)):
        best.setdefault(one.person, one)
    return list(best.values())


async def _steps(session: AsyncSession, asked: Asked) -> Mapping[int, int]:
    """Units that may answer, and where each stands: those above, and their leading schools."""
    above = await session.execute(
        select(LineageRow.ancestor_id, LineageRow.depth).where(LineageRow.unit_id == asked.unit)
    )
    steps = {unit: step_of(depth) for unit, depth in above}
    any_subject = LeadingRow.subject_id.is_(None)
    leading = await session.execute(
        select(LeadingRow.school_id, LineageRow.depth)
        .join(LineageRow, LineageRow.ancestor_id == LeadingRow.unit_id)
        .where(
            LineageRow.unit_id == asked.unit,
            any_subject
            if asked.subject is None
            else or_(any_subject, LeadingRow.subject_id == asked.subject),
        )
        .order_by(LineageRow.depth)
    )
    for school, depth in leading:
        steps.setdefault(school, step_of(depth, leading=True))
    return steps


async def _by_expertise(
    session: AsyncSession, asked: Asked, steps: Mapping[int, int]
) -> list[Candidate]:
    in_force = (
        select(GrantRow.person_id)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .where(GrantRow.unit_id.in_(steps), *IN_FORCE)
    )
    any_subject = ExpertiseRow.subject_id.is_(None)
    rows = await session.execute(
        select(
            ExpertiseRow.person_id,
            ExpertiseRow.unit_id,
            ExpertiseRow.subject_id,
            ExpertiseRow.topic_id,
        ).where(
            ExpertiseRow.unit_id.in_(steps),
            ExpertiseRow.person_id.in_(in_force),
            any_subject
            if asked.subject is None
            else or_(any_subject, ExpertiseRow.subject_id == asked.subject),
            or_(ExpertiseRow.topic_id.is_(None), ExpertiseRow.topic_id == asked.topic),
        )
    )
    return [
        Candidate(
            person=PersonId(row.person_id),
            unit=UnitId(row.unit_id),
            step=steps[row.unit_id],
            subject=row.subject_id is not None,
            topic=row.topic_id is not None,
        )
        for row in rows
    ]


async def _by_role_alone(session: AsyncSession, steps: Mapping[int, int]) -> list[Candidate]:
    has_expertise = select(ExpertiseRow.id).where(ExpertiseRow.person_id == GrantRow.person_id)
    rows = await session.execute(
        select(GrantRow.person_id, GrantRow.unit_id)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .where(GrantRow.unit_id.in_(steps), *IN_FORCE, ~has_expertise.exists())
    )
    return [
        Candidate(
            person=PersonId(row.person_id), unit=UnitId(row.unit_id), step=steps[row.unit_id]
        )
        for row in rows
    ]
