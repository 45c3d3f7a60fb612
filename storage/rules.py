"""Rules of routing as they are kept: terms, leading schools, workloads, and absences."""

from sqlalchemy import delete

from core.catalogue import SubjectId
from core.ladder import Workload
from core.people import PersonId
from core.promise import Term
from core.units import UnitId
from storage.absences import SqlAbsences
from storage.base import insert
from storage.routing_rows import LeadingRow, TermRow, WorkloadRow


class SqlRules(SqlAbsences):
    """Everything that ``core.routing.ports.Rules`` asks for."""

    async def put_term(self, term: Term) -> None:
        await self._session.execute(
            delete(TermRow).where(
                TermRow.unit_id == term.unit, TermRow.topic_id.is_not_distinct_from(term.topic)
            )
        )
        self._session.add(TermRow(unit_id=term.unit, topic_id=term.topic, days=term.days))
        await self._session.flush()

    async def put_leading(self, unit: UnitId, school: UnitId, subject: SubjectId | None) -> None:
        self._session.add(LeadingRow(unit_id=unit, school_id=school, subject_id=subject))
        await self._session.flush()

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
