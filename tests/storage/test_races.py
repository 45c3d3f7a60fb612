"""Many who press at once: exactly one wins. A twin without the guard shows that it is needed."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from core.consultations.model import Consultation
from core.people import PersonId, Role
from core.roles.invitations import Invitation, Kind, Offer
from storage.consultation_rows import ConsultationRow
from storage.consultations import SqlConsultations
from storage.invitations import InvitationRow, SqlInvitations
from storage.work import Database, SqlWork
from tests import town
from tests.town import Town

GUESTS = 50
METHODISTS = 20


class UnguardedInvitations(SqlInvitations):
    """Trusts what was read in another transaction."""

    async def use(self, invitation: Invitation, *, by: PersonId, at: datetime) -> bool:
        if invitation.used_at is not None:
            return False
        await self._session.execute(
            update(InvitationRow)
            .where(InvitationRow.id == invitation.id)
            .values(used_at=at, used_by=by)
        )
        return True


class UnguardedConsultations(SqlConsultations):
    """Writes over whatever has become of the question meanwhile."""

    async def save(self, consultation: Consultation, *, before: Consultation) -> bool:
        await self._session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == before.id)
            .values(methodist_id=consultation.methodist)
        )
        return True


class Race:
    """Everybody reads, waits until all have read, and then writes in a work of their own."""

    def __init__(self, database: Database, runners: int) -> None:
        self.database = database
        self.all_have_read = asyncio.Barrier(runners)


class InvitationRace(Race):
    invitations: type[SqlInvitations] = SqlInvitations

    async def run(self, guest: PersonId) -> bool:
        async with self.database.open_view() as work:
            invitation = await work.invitations.by_fingerprint("f")
        assert invitation is not None
        await self.all_have_read.wait()
        async with self.database.open_work() as work:
            return await self.invitations(_session(work)).use(invitation, by=guest, at=work.now)


class UnguardedInvitationRace(InvitationRace):
    invitations = UnguardedInvitations


class TakingRace(Race):
    consultations: type[SqlConsultations] = SqlConsultations

    def __init__(self, database: Database, runners: int, question: Consultation) -> None:
        super().__init__(database, runners)
        self.question = question

    async def run(self, methodist: PersonId) -> bool:
        async with self.database.open_view() as work:
            before = await work.consultations.get(self.question.id)
        assert before is not None
        await self.all_have_read.wait()
        async with self.database.open_work() as work:
            return await self.consultations(_session(work)).save(
                before.taken(by=methodist), before=before
            )


class UnguardedTakingRace(TakingRace):
    consultations = UnguardedConsultations


def _session(work: SqlWork):  # noqa: ANN202 - whatever the work itself speaks through
    return work.consultations._session  # noqa: SLF001 - the twins need the same transaction


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def guests(any_database: Database, here: Town) -> list[PersonId]:
    async with any_database.open_work() as work:
        await work.invitations.make(
            Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST),
            fingerprint="f",
            by=None,
            at=work.now,
            expires_at=work.now + timedelta(hours=1),
        )
        return [(await town.newcomer(work)).id for _ in range(GUESTS)]


@pytest.fixture
async def question(any_database: Database, here: Town) -> Consultation:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
        return await town.ask(work, town.a_question(here), teacher=anna)


@pytest.fixture
async def methodists(any_database: Database, here: Town) -> list[PersonId]:
    async with any_database.open_work() as work:
        return [
            (await town.methodist(work, f"Методист {number}", here.district)).id
            for number in range(METHODISTS)
        ]


async def test_of_fifty_who_open_one_link_at_once_one_gets_in(
    any_database: Database, guests: list[PersonId]
) -> None:
    race = InvitationRace(any_database, len(guests))

    won = await asyncio.gather(*map(race.run, guests))

    assert sum(won) == 1
    async with any_database.reader.connect() as connection:
        used_by = await connection.scalar(
            InvitationRow.__table__.select().with_only_columns(InvitationRow.used_by)
        )
    assert used_by == guests[won.index(True)]


async def test_without_the_guard_several_would_get_in(
    any_database: Database, guests: list[PersonId]
) -> None:
    race = UnguardedInvitationRace(any_database, len(guests))

    assert sum(await asyncio.gather(*map(race.run, guests))) > 1


async def test_of_twenty_who_take_one_question_at_once_one_has_it(
    any_database: Database, question: Consultation, methodists: list[PersonId]
) -> None:
    race = TakingRace(any_database, len(methodists), question)

    won = await asyncio.gather(*map(race.run, methodists))

    assert sum(won) == 1
    async with any_database.open_view() as work:
        saved = await work.consultations.get(question.id)
    assert saved is not None
    assert saved.methodist == methodists[won.index(True)]


async def test_without_the_guard_several_would_believe_it_is_theirs(
    any_database: Database, question: Consultation, methodists: list[PersonId]
) -> None:
    race = UnguardedTakingRace(any_database, len(methodists), question)

    assert sum(await asyncio.gather(*map(race.run, methodists))) > 1
