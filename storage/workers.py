"""How things stand with methodists on a day: what they have, and whether they are there."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.absence import Absence, present
from core.consultations.model import State
from core.ladder import LOOKED_BACK, Worker, Workload
from core.people import PersonId
from storage.consultation_rows import ConsultationRow
from storage.people import GrantRow, PersonRow
from storage.routing import IN_FORCE
from storage.routing_rows import AbsenceRow, TenureRow, WorkloadRow


async def workers(
    session: AsyncSession, people: Collection[PersonId], *, at: datetime, day: date
) -> Mapping[PersonId, Worker]:
    """The people and, where they are away, along the chains of those who stand in for them.

    Whoever has lost the role, or is gone, stands in for nobody any more.
    """
    found: dict[PersonId, Worker] = {}
    wanted = set(people)
    while wanted:
        found |= await _look(session, wanted, at=at, day=day)
        stand_in = {one.substitute for one in found.values() if one.absent and one.substitute}
        wanted = await _in_force(session, stand_in - found.keys())
    return found


async def _in_force(session: AsyncSession, people: Collection[PersonId]) -> set[PersonId]:
    if not people:
        return set()
    rows = await session.scalars(
        select(PersonRow.id)
        .join(GrantRow, GrantRow.person_id == PersonRow.id)
        .where(PersonRow.id.in_(people), *IN_FORCE)
    )
    return {PersonId(row) for row in rows}


async def _look(
    session: AsyncSession, people: Collection[PersonId], *, at: datetime, day: date
) -> dict[PersonId, Worker]:
    rows = await session.execute(_STANDING, {"people": list(people), "since": at - LOOKED_BACK})
    absences = await _absences(session, people, since=day - LOOKED_BACK)
    found = {}
    for row in rows:
        theirs = absences.get(row.id, [])
        now = next((one for one in theirs if one.covers(day)), None)
        found[PersonId(row.id)] = Worker(
            person=PersonId(row.id),
            workload=Workload() if row.days is None else workload_of(row),
            load=row.load,
            recent=row.recent,
            present=present(theirs, since=day - LOOKED_BACK, today=day),
            last=row.last,
            absent=now is not None,
            substitute=None if now is None else now.substitute,
        )
    return found


def _standing() -> Select[Any]:
    """What each has and how much they can have.

    Only what waits for their answer is a load: what the teacher has to close does not keep
    others out.
    """
    waits = select(func.count()).where(
        ConsultationRow.methodist_id == PersonRow.id, ConsultationRow.state == State.WAITING
    )
    lately = (TenureRow.person_id == PersonRow.id, TenureRow.given_at >= bindparam("since"))
    return (
        select(
            PersonRow.id,
            WorkloadRow.share,
            WorkloadRow.ceiling,
            WorkloadRow.days,
            waits.scalar_subquery().label("load"),
            select(func.count()).where(*lately).scalar_subquery().label("recent"),
            select(func.max(TenureRow.given_at)).where(*lately).scalar_subquery().label("last"),
        )
        .outerjoin(WorkloadRow, WorkloadRow.person_id == PersonRow.id)
        .where(PersonRow.id.in_(bindparam("people", expanding=True)))
    )


_STANDING = _standing()
_ABSENCES = (
    select(*AbsenceRow.__table__.c)
    .where(
        AbsenceRow.person_id.in_(bindparam("people", expanding=True)),
        AbsenceRow.last >= bindparam("since"),
    )
    .order_by(AbsenceRow.first, AbsenceRow.id)
)
"""Both are built once: to put a statement together costs more than to ask it."""


async def workloads(
    session: AsyncSession, people: Collection[PersonId]
) -> dict[PersonId, Workload]:
    """Of those of whom something was said; the others have the usual one."""
    rows = await session.execute(
        select(*WorkloadRow.__table__.c).where(WorkloadRow.person_id.in_(people))
    )
    return {PersonId(row.person_id): workload_of(row) for row in rows}


def workload_of(row: Row[*tuple[Any, ...]] | WorkloadRow) -> Workload:
    days = tuple(int(day) for day in row.days)
    return Workload(share=row.share, ceiling=row.ceiling, days=days)


async def _absences(
    session: AsyncSession, people: Collection[PersonId], *, since: date
) -> dict[PersonId, list[Absence]]:
    rows = await session.execute(_ABSENCES, {"people": list(people), "since": since})
    found: defaultdict[PersonId, list[Absence]] = defaultdict(list)
    for row in rows:
        substitute = None if row.substitute_id is None else PersonId(row.substitute_id)
        found[PersonId(row.person_id)].append(
            Absence(
                person=PersonId(row.person_id),
                first=row.first,
                last=row.last,
                substitute=substitute,
            )
        )
    return found
