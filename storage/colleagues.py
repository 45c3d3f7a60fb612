"""Volunteers and what they have proposed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import SubjectId
from core.consultations.colleagues import Proposal, Verdict
from core.consultations.model import ConsultationId
from core.consultations.words import Kind
from core.people import PersonId
from core.units import UnitId
from storage.base import insert_once
from storage.consultation_rows import MessageRow, ProposalRow, VolunteerRow
from storage.people import PersonRow, PersonSubjectRow
from storage.threads import SqlThreads
from storage.units import LineageRow


class SqlColleagues:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def volunteers(self, person: PersonId) -> bool:
        return await self._session.get(VolunteerRow, person) is not None

    async def volunteer(self, person: PersonId, *, willing: bool) -> None:
        if willing:
            row = insert_once(self._session, VolunteerRow)
            await self._session.execute(row.values(person_id=person, since=self._now))
        else:
            theirs = VolunteerRow.person_id == person
            await self._session.execute(delete(VolunteerRow).where(theirs))

    async def near(
        self, unit: UnitId, subject: SubjectId | None, *, but: Collection[PersonId], most: int
    ) -> Sequence[PersonId]:
        knows = select(PersonSubjectRow.person_id).where(PersonSubjectRow.subject_id == subject)
        found = await self._session.scalars(
            select(VolunteerRow.person_id)
            .join(PersonRow, PersonRow.id == VolunteerRow.person_id)
            .join(LineageRow, LineageRow.unit_id == PersonRow.unit_id)
            .where(
                LineageRow.ancestor_id == unit,
                PersonRow.id.not_in(but),
                *(() if subject is None else (PersonRow.id.in_(knows),)),
            )
            .order_by(VolunteerRow.since, VolunteerRow.person_id)
            .limit(most)
        )
        return [PersonId(person) for person in found]

    async def propose(self, message: int, *, named: bool) -> None:
        self._session.add(ProposalRow(message_id=message, named=named, state=Verdict.PENDING))
        await self._session.flush()

    async def proposals(self, consultation: ConsultationId) -> Sequence[Proposal]:
        said = await SqlThreads(self._session).of_kinds(consultation, (Kind.PROPOSAL,))
        rows = await self._session.scalars(
            select(ProposalRow)
            .join(MessageRow, MessageRow.id == ProposalRow.message_id)
            .where(MessageRow.consultation_id == consultation)
            .execution_options(populate_existing=True)
        )
        known = {row.message_id: row for row in rows}
        return [
            Proposal(said=one, named=known[one.id].named, verdict=Verdict(known[one.id].state))
            for one in said
        ]

    async def judge(self, message: int, verdict: Verdict) -> None:
        await self._session.execute(
            update(ProposalRow).where(ProposalRow.message_id == message).values(state=verdict)
        )
