"""A note and a closing at once: whoever is first is first, and nothing comes after the end."""

import asyncio

import pytest

from core.consultations import use_cases
from core.consultations.model import Consultation, State, Words
from core.consultations.refusals import AlreadyClosed, TakenByAnother
from core.people import Person
from storage.consultations import SqlConsultations
from storage.work import Database
from tests import town
from tests.consultations.asking import ask
from tests.town import Town


@pytest.fixture
async def here(postgres_database: Database) -> Town:
    return await town.build(postgres_database)


async def note_while_closing(database: Database, here: Town) -> bool:
    """The note has looked and waits; meanwhile the teacher closes. Whether it was added."""
    async with database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        anna = await town.settle(work, "Анна", here.school_5)
    asked = await ask(database, here, anna)
    try:
        async with database.open_work() as work:
            seen = await use_cases.see(work, asked.id, me=boris)
            assert seen.consultation.state is State.WAITING
            await _close(database, asked, anna)
            return await _note(work, seen.consultation, boris)
    except (AlreadyClosed, TakenByAnother):
        return False


async def _close(database: Database, asked: Consultation, anna: Person) -> None:
    async with asyncio.timeout(5), database.open_work() as work:
        await use_cases.close(work, asked.id, me=anna)


async def _note(work: object, before: Consultation, boris: Person) -> bool:
    consultations: SqlConsultations = work.consultations  # type: ignore[attr-defined]  # any work
    if not await consultations.still(before):
        raise TakenByAnother
    await consultations.add(before.id, Words("Заметка"), author=boris.id, at=before.asked_at)
    return True


async def test_nothing_is_added_to_what_was_closed_meanwhile(
    postgres_database: Database, here: Town
) -> None:
    assert not await note_while_closing(postgres_database, here)


async def test_without_the_second_look_it_would_be(
    postgres_database: Database, here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def trusting(_self: object, _consultation: Consultation) -> bool:
        return True

    monkeypatch.setattr(SqlConsultations, "still", trusting)

    assert await note_while_closing(postgres_database, here)
