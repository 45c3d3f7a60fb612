"""The steps above a unit, and everybody on them who answers for a question."""

from collections.abc import Sequence

from sqlalchemy import CompoundSelect, bindparam, false, null, or_, select, true, union_all
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
    rows = await session.execute(
        _CANDIDATES, {"unit": asked.unit, "subject": asked.subject, "topic": asked.topic}
    )
    found = [
        Candidate(
            person=PersonId(row.person_id),
            unit=UnitId(row.unit_id),
            step=step_of(row.depth, leading=row.leading),
            subject=row.subject_id is not None,
            topic=row.topic_id is not None,
        )
        for row in rows
    ]
    best: dict[PersonId, Candidate] = {}
    for one in sorted(found, key=lambda one: (one.step, one.generality)):
        best.setdefault(one.person, one)
    return list(best.values())


def _who_answers() -> CompoundSelect[tuple[int, int, int, bool, int | None, int | None]]:
    """By what they have said that they answer for, and by the role alone.

    Built once: a statement of this size costs more to put together than to ask.
    """
    steps = _steps().cte("steps")
    in_force = (
        select(GrantRow.person_id)
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .where(GrantRow.unit_id.in_(select(steps.c.unit_id)), *IN_FORCE)
    )
    where = (steps.c.depth, steps.c.leading)
    what = (ExpertiseRow.subject_id, ExpertiseRow.topic_id)
    by_expertise = (
        select(ExpertiseRow.person_id, ExpertiseRow.unit_id, *where, *what)
        .join(steps, steps.c.unit_id == ExpertiseRow.unit_id)
        .where(
            ExpertiseRow.person_id.in_(in_force),
            *(or_(one.is_(None), one == bindparam(one.key.removesuffix("_id"))) for one in what),
        )
    )
    has_expertise = select(ExpertiseRow.id).where(ExpertiseRow.person_id == GrantRow.person_id)
    by_role_alone = (
        select(GrantRow.person_id, GrantRow.unit_id, *where, null(), null())
        .join(PersonRow, PersonRow.id == GrantRow.person_id)
        .join(steps, steps.c.unit_id == GrantRow.unit_id)
        .where(*IN_FORCE, ~has_expertise.exists())
    )
    return union_all(by_expertise, by_role_alone)


def _steps() -> CompoundSelect[tuple[int, int, bool]]:
    """Units that may answer, and where each stands: those above, and their leading schools."""
    mine = LineageRow.unit_id == bindparam("unit")
    above = select(
        LineageRow.ancestor_id.label("unit_id"), LineageRow.depth, false().label("leading")
    ).where(mine)
    leading = (
        select(LeadingRow.school_id, LineageRow.depth, true())
        .join(LineageRow, LineageRow.ancestor_id == LeadingRow.unit_id)
        .where(
            mine,
            or_(LeadingRow.subject_id.is_(None), LeadingRow.subject_id == bindparam("subject")),
        )
    )
    return union_all(above, leading)


_CANDIDATES = _who_answers()
