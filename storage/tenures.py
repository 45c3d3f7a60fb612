"""Situations of routing, and who has had which question."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import TopicId
from core.consultations.model import State
from core.ladder import End, How, Situation
from core.people import PersonId
from core.promise import Term, term_of
from core.tenures import Asked, Tenure
from core.units import UnitId
from storage import ladder
from storage.consultation_rows import ConsultationRow
from storage.people import PersonRow
from storage.preferences import ZONE, PreferencesRow
from storage.routing_rows import TenureRow, TermRow
from storage.units import LineageRow, UnitRow
from storage.workers import workers

MOST_AT_ONCE = 100


class SqlRouting:
    def __init__(self, session: AsyncSession, zone: tzinfo) -> None:
        self._session = session
        self._zone = zone

    async def situation(
        self,
        asked: Asked,
        *,
        at: datetime,
        day: date,
        until: date,
        lowest: int = 0,
        barred: Collection[PersonId] = (),
    ) -> Situation:
        candidates = await ladder.candidates(self._session, asked)
        people = [one.person for one in candidates]
        return Situation(
            day=day,
            until=until,
            candidates=tuple(candidates),
            workers=await workers(self._session, people, at=at, day=day),
            lowest=lowest,
            barred=frozenset(barred),
        )

    async def term(self, unit: UnitId, topic: TopicId) -> int:
        rows = await self._session.execute(
            select(LineageRow.ancestor_id, TermRow.topic_id, TermRow.days)
            .join(TermRow, TermRow.unit_id == LineageRow.ancestor_id)
            .where(LineageRow.unit_id == unit)
            .order_by(LineageRow.depth)
        )
        terms = [
            Term(
                unit=UnitId(row.ancestor_id),
                topic=None if row.topic_id is None else TopicId(row.topic_id),
                days=row.days,
            )
            for row in rows
        ]
        return term_of(terms, [term.unit for term in terms], topic)

    async def zone(self, person: PersonId) -> tzinfo:
        name = await self._session.scalar(
            select(ZONE)
            .select_from(PersonRow)
            .outerjoin(PreferencesRow, PreferencesRow.person_id == PersonRow.id)
            .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
            .where(PersonRow.id == person)
        )
        return self._zone if name is None else ZoneInfo(name)

    async def tenures(self, consultation: int) -> Sequence[Tenure]:
        rows = await self._session.scalars(
            select(TenureRow)
            .where(TenureRow.consultation_id == consultation)
            .order_by(TenureRow.id)
            .execution_options(populate_existing=True)
        )
        return [
            Tenure(
                person=PersonId(row.person_id),
                step=row.step,
                how=How(row.how),
                given_at=row.given_at,
                end=None if row.end is None else End(row.end),
                facts=None if row.facts is None else json.loads(row.facts),
            )
            for row in rows
        ]

    async def has(self, consultation: int, person: PersonId) -> bool:
        found = await self._session.scalar(
            select(TenureRow.id).where(
                TenureRow.consultation_id == consultation,
                TenureRow.person_id == person,
                TenureRow.ended_at.is_(None),
            )
        )
        return found is not None

    async def begin(
        self,
        consultation: int,
        tenure: Tenure,
        *,
        remind_at: datetime | None,
        before: End | None = None,
    ) -> None:
        await self.end(consultation, why=before or End.LOST, at=tenure.given_at)
        facts = None if tenure.facts is None else json.dumps(tenure.facts, sort_keys=True)
        self._session.add(
            TenureRow(
                consultation_id=consultation,
                person_id=tenure.person,
                step=tenure.step,
                how=tenure.how,
                given_at=tenure.given_at,
                remind_at=remind_at,
                facts=facts,
            )
        )
        await self._session.flush()

    async def end(self, consultation: int, *, why: End, at: datetime) -> None:
        await self._session.execute(
            update(TenureRow)
            .where(TenureRow.consultation_id == consultation, TenureRow.ended_at.is_(None))
            .values(ended_at=at, end=why, remind_at=None)
        )

    async def half_over(self, moment: datetime) -> Sequence[int]:
        found = await self._session.scalars(
            select(TenureRow.consultation_id)
            .join(ConsultationRow, ConsultationRow.id == TenureRow.consultation_id)
            .where(
                TenureRow.remind_at <= moment,
                TenureRow.person_id == ConsultationRow.methodist_id,
                ConsultationRow.state == State.WAITING,
                ConsultationRow.answered_at.is_(None),
                ConsultationRow.due_at > moment,
            )
            .order_by(TenureRow.remind_at)
            .limit(MOST_AT_ONCE)
        )
        return list(found)

    async def mark_half(self, consultation: int) -> None:
        await self._session.execute(
            update(TenureRow)
            .where(TenureRow.consultation_id == consultation)
            .values(remind_at=None)
        )

    async def remind_again(self, consultation: int, *, at: datetime | None) -> None:
        await self._session.execute(
            update(TenureRow)
            .where(TenureRow.consultation_id == consultation, TenureRow.ended_at.is_(None))
            .values(remind_at=at)
        )
