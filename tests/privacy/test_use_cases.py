"""A person takes a copy of what is kept about them, and is forgotten on request."""

import pytest
from sqlalchemy import select

from core.audit import Deed
from core.consultations import use_cases as consultations
from core.consultations.model import Outcome, State, Words
from core.errors import Gone
from core.people import Account, Person
from core.privacy import use_cases
from core.registration import use_cases as registration
from storage.audit import AuditRow
from storage.work import Database
from tests import letters, town
from tests.times import Clock
from tests.town import Town

ACCOUNT = Account("telegram", 42)


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5, account=ACCOUNT)


async def deeds(database: Database) -> list[tuple[str, int | None, int | None]]:
    async with database.reader.connect() as connection:
        rows = await connection.execute(
            select(AuditRow.deed, AuditRow.by_id, AuditRow.about_id).order_by(AuditRow.id)
        )
        return [(row.deed, row.by_id, row.about_id) for row in rows]


async def test_a_copy_is_given_and_written_down(any_database: Database, anna: Person) -> None:
    async with any_database.open_work() as work:
        dossier = await use_cases.export(work, me=anna)

    assert dossier.person == anna.id
    assert dossier.sections["profile"][0]["name"] == "Анна"
    assert await deeds(any_database) == [(Deed.EXPORTED, anna.id, anna.id)]


async def test_whoever_is_forgotten_is_unknown_at_once(
    any_database: Database, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        erasure = await use_cases.forget(work, me=anna)

    assert erasure.at == clock.now
    assert await deeds(any_database) == [(Deed.ERASED, anna.id, anna.id)]
    async with any_database.open_view() as work:
        assert await work.people.at(ACCOUNT) is None
        assert await work.people.names([anna.id]) == {anna.id: ""}
        with pytest.raises(Gone):
            await work.people.get(anna.id)


async def test_whoever_was_forgotten_begins_anew(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.forget(work, me=anna)
    async with any_database.open_work() as work:
        again = await registration.agree(work, ACCOUNT)

    assert again.id != anna.id
    assert (again.name, again.unit, again.missing) == ("", None, "name")


async def test_figures_stay_when_the_teacher_is_forgotten(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        asked = await consultations.ask(work, town.a_question(here), me=anna)
    async with any_database.open_work() as work:
        await consultations.answer(work, asked.id, Words("По критериям."), me=boris)
        await consultations.close(work, asked.id, me=anna)
        rated = await consultations.rate(work, asked.id, Outcome.FULL, me=anna)
    async with any_database.open_work() as work:
        await use_cases.forget(work, me=anna)

    async with any_database.open_view() as work:
        assert await work.consultations.get(asked.id) == rated
        said = [one.words.text for one in await work.consultations.thread(asked.id)]
    assert said == ["", "По критериям."]


async def test_an_open_question_of_a_forgotten_teacher_bothers_nobody(
    any_database: Database, here: Town, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        asked = await consultations.ask(work, town.a_question(here), me=anna)
    async with any_database.open_work() as work:
        await use_cases.forget(work, me=anna)
    clock.wait(days=7)

    async with any_database.open_work() as work:
        assert await consultations.remind(work) == 0
        assert await letters.take(work, 10) == []
        seen = await consultations.see(work, asked.id, me=boris)
        assert seen.consultation.state is State.CLOSED
        assert await work.consultations.waiting_count(boris.id, [here.region]) == 0
