"""How things stand with methodists on a day: what they have, and whether they are there."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
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
    loads = await _loads(session, people)
    recent = await _recent(session, people, since=at - LOOKED_BACK)
    charged = await workloads(session, people)
    absences = await _absences(session, people, since=day - LOOKED_BACK)
    found = {}
    for person in people:
        given, last = recent.get(person, (0, None))
        theirs = absences.get(person, [])
        now = next((one for one in theirs if one.covers(day)), None)
        found[person] = Worker(
            person=person,
            workload=charged.get(person, Workload()),
            load=loads.get(person, 0),
            recent=given,
            present=present(theirs, since=day - LOOKED_BACK, today=day),
            last=last,
            absent=now is not None,
            substitute=None if now is None else now.substitute,
        )
    return found


async def _loads(session: AsyncSession, people: Collection[PersonId]) -> dict[PersonId, int]:
    """What waits for their answer: what the teacher has to close does not keep others out."""
    rows = await session.execute(
        select(ConsultationRow.methodist_id, func.count())
        .where(
            ConsultationRow.methodist_id.in_(people),
            ConsultationRow.state == State.WAITING,
        )
        .group_by(ConsultationRow.methodist_id)
    )
    return {PersonId(person): count for person, count in rows if person is not None}


async def _recent(
    session: AsyncSession, people: Collection[PersonId], *, since: datetime
) -> dict[PersonId, tuple[int, datetime]]:
    rows = await session.execute(
        select(TenureRow.person_id, func.count(), func.max(TenureRow.given_at))
        .where(TenureRow.person_id.in_(people), TenureRow.given_at >= since)
        .group_by(TenureRow.person_id)
    )
    return {PersonId(person): (count, last) for person, count, last in rows}


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
    rows = await session.execute(
        select(*AbsenceRow.__table__.c)
        .where(AbsenceRow.person_id.in_(people), AbsenceRow.last >= since)
        .order_by(AbsenceRow.first, AbsenceRow.id)
    )
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
