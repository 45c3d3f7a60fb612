"""Rules of routing as they are kept: terms, leading schools, workloads, and absences."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, select

from core.catalogue import SubjectId, TopicId
from core.ladder import Workload
from core.people import PersonId
from core.promise import Term
from core.routing.model import Leading, LeadingId, Ruled, TermId
from core.units import UnitId
from storage.absences import SqlAbsences
from storage.base import insert
from storage.routing_rows import LeadingRow, TermRow, WorkloadRow
from storage.units import LineageRow, UnitRow
from storage.workers import workloads


class SqlRules(SqlAbsences):
    """Everything that ``core.routing.ports.Rules`` asks for."""

    async def workload(self, person: PersonId) -> Workload:
        return (await workloads(self._session, [person])).get(person, Workload())

    async def put_workload(self, person: PersonId, workload: Workload) -> None:
        values = {
            "share": workload.share,
            "ceiling": workload.ceiling,
            "days": "".join(str(day) for day in sorted(workload.days)),
        }
        await self._session.execute(
            insert(self._session, WorkloadRow)
            .values(person_id=person, **values)
            .on_conflict_do_update(index_elements=[WorkloadRow.person_id], set_=values)
        )

    async def hold_unit(self, unit: UnitId) -> None:
        await self._session.scalar(
            select(UnitRow.id).where(UnitRow.id == unit).with_for_update(key_share=True)
        )

    async def terms(self, units: Sequence[UnitId]) -> Sequence[Ruled]:
        rows = await self._session.scalars(
            select(TermRow)
            .join(UnitRow, UnitRow.id == TermRow.unit_id)
            .where(TermRow.unit_id.in_(_below(units)))
            .order_by(UnitRow.folded, UnitRow.id, TermRow.topic_id.is_not(None), TermRow.topic_id)
        )
        return [_ruled(row) for row in rows]

    async def term(self, number: TermId) -> Ruled | None:
        row = await self._session.get(TermRow, number, populate_existing=True)
        return None if row is None else _ruled(row)

    async def put_term(self, term: Term) -> None:
        row = await self._session.scalar(
            select(TermRow).where(
                TermRow.unit_id == term.unit, TermRow.topic_id.is_not_distinct_from(term.topic)
            )
        )
        if row is None:
            self._session.add(TermRow(unit_id=term.unit, topic_id=term.topic, days=term.days))
        else:
            row.days = term.days
        await self._session.flush()

    async def drop_term(self, number: TermId) -> None:
        await self._session.execute(delete(TermRow).where(TermRow.id == number))

    async def leading(self, units: Sequence[UnitId]) -> Sequence[Leading]:
        rows = await self._session.scalars(
            select(LeadingRow)
            .join(UnitRow, UnitRow.id == LeadingRow.unit_id)
            .where(LeadingRow.unit_id.in_(_below(units)))
            .order_by(UnitRow.folded, UnitRow.id, LeadingRow.id)
        )
        return [_leading(row) for row in rows]

    async def led(self, number: LeadingId) -> Leading | None:
        row = await self._session.get(LeadingRow, number, populate_existing=True)
        return None if row is None else _leading(row)

    async def put_leading(self, unit: UnitId, school: UnitId, subject: SubjectId | None) -> bool:
        known = await self._session.scalar(
            select(LeadingRow.id).where(
                LeadingRow.unit_id == unit,
                LeadingRow.school_id == school,
                LeadingRow.subject_id.is_not_distinct_from(subject),
            )
        )
        if known is not None:
            return False
        self._session.add(LeadingRow(unit_id=unit, school_id=school, subject_id=subject))
        await self._session.flush()
        return True

    async def drop_leading(self, number: LeadingId) -> None:
        await self._session.execute(delete(LeadingRow).where(LeadingRow.id == number))


def _below(units: Sequence[UnitId]) -> Select[int]:
    return select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))


def _ruled(row: TermRow) -> Ruled:
    topic = None if row.topic_id is None else TopicId(row.topic_id)
    term = Term(unit=UnitId(row.unit_id), topic=topic, days=row.days)
    return Ruled(id=TermId(row.id), term=term)


def _leading(row: LeadingRow) -> Leading:
    return Leading(
        id=LeadingId(row.id),
        unit=UnitId(row.unit_id),
        school=UnitId(row.school_id),
        subject=None if row.subject_id is None else SubjectId(row.subject_id),
    )
