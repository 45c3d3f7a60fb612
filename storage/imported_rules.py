"""Rules of routing as a spreadsheet knows them, all of them at once."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import SubjectId, TopicId
from core.imports.rules import KnownRules, LeadingRule, LoadRule, Rule
from core.people import PersonId
from core.promise import Term
from core.units import UnitId
from storage.routing_rows import LeadingRow, TermRow, WorkloadRow
from storage.rules import SqlRules
from storage.workers import workload_of


async def known_rules(session: AsyncSession) -> KnownRules:
    return KnownRules(
        terms=[
            Term(
                unit=UnitId(row.unit_id),
                topic=None if row.topic_id is None else TopicId(row.topic_id),
                days=row.days,
            )
            for row in await session.scalars(select(TermRow))
        ],
        leading=[
            LeadingRule(
                unit=UnitId(row.unit_id),
                school=UnitId(row.school_id),
                subject=None if row.subject_id is None else SubjectId(row.subject_id),
            )
            for row in await session.scalars(select(LeadingRow))
        ],
        loads=[
            LoadRule(person=PersonId(row.person_id), workload=workload_of(row))
            for row in await session.scalars(select(WorkloadRow))
        ],
    )


async def save_rules(session: AsyncSession, changes: Sequence[Rule]) -> None:
    rules = SqlRules(session)
    for change in changes:
        if isinstance(change, Term):
            await rules.put_term(change)
        elif isinstance(change, LeadingRule):
            await rules.put_leading(change.unit, change.school, change.subject)
        else:
            await rules.put_workload(change.person, change.workload)
