"""Two at once: publishing one answer, and changing one that is being taken out."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, text

from core.answers import use_cases
from core.answers.model import AnswerId, Source, State
from core.answers.refusals import PublishedAlready
from core.consultations import use_cases as consultations
from core.consultations.model import ConsultationId
from core.people import Person, Role
from storage.answer_rows import AnswerRow
from storage.answers import SqlAnswers
from storage.work import Database
from tests import town
from tests.consultations.asking import YES, ask
from tests.town import Town

QUESTION, ANSWER = "Как оценивать проект?", "По критериям."


@pytest.fixture
def without_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusts that nobody has published it since it was looked at."""
    keyed = SqlAnswers.publish

    async def publish(self: SqlAnswers, source: Source, *given: Any, **named: Any) -> Any:
        return await keyed(self, replace(source, consultation=None), *given, **named)

    monkeypatch.setattr(SqlAnswers, "publish", publish)


@pytest.fixture
def without_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trusts that nobody changes what it has read."""

    async def hold(_: SqlAnswers, __: AnswerId) -> None:
        pass

    monkeypatch.setattr(SqlAnswers, "hold", hold)


async def answered(database: Database, here: Town, boris: Person) -> ConsultationId:
    async with database.open_work() as work:
        anna = await town.settle(work, "Соколова Анна", here.school_5)
    number = (await ask(database, here, anna)).id
    async with database.open_work() as work:
        await consultations.answer(work, number, YES, me=boris)
    return number


async def methodist(database: Database, here: Town) -> Person:
    async with database.open_work() as work:
        return await town.methodist(work, "Громов Борис", here.district)


async def published_at_once(database: Database) -> tuple[list[object], int]:
    """The methodist and the coordinator look, wait for each other, and press."""
    here = await town.build(database)
    boris = await methodist(database, here)
    async with database.open_work() as work:
        vera = await town.settle(work, "Мальцева Вера", here.district, roles=[Role.COORDINATOR])
    number = await answered(database, here, boris)
    both = asyncio.Barrier(2)

    async def publish(me: Person) -> AnswerId:
        async with database.open_view() as work:
            assert await use_cases.published_from(work, number, me=me) is None
        await both.wait()
        async with database.open_work() as work:
            return await use_cases.publish(work, number, question=QUESTION, answer=ANSWER, me=me)

    came = await asyncio.gather(publish(boris), publish(vera), return_exceptions=True)
    async with database.open_view() as work:
        rows = await work.means.session.scalar(select(func.count()).select_from(AnswerRow))
    return list(came), rows or 0


async def test_one_of_two_publishes_and_the_other_is_told(any_database: Database) -> None:
    came, rows = await published_at_once(any_database)

    assert sorted(type(one).__name__ for one in came) == ["PublishedAlready", "int"]
    assert rows == 1
    assert PublishedAlready.key == "published-already"


@pytest.mark.usefixtures("without_key")
async def test_without_the_key_it_is_there_twice(any_database: Database) -> None:
    came, rows = await published_at_once(any_database)

    assert [type(one) for one in came] == [int, int]
    assert rows == 2


async def reworded_while_withdrawn(database: Database) -> tuple[State, str]:
    """It is taken out, not saved yet, when other words for it come; what it is at the end."""
    here = await town.build(database)
    boris = await methodist(database, here)
    number = await answered(database, here, boris)
    async with database.open_work() as work:
        kept = await use_cases.publish(work, number, question=QUESTION, answer=ANSWER, me=boris)

    async def reword() -> None:
        async with database.open_work() as work:
            await use_cases.reword(work, kept, question=QUESTION, answer="По листу.", me=boris)

    async with asyncio.TaskGroup() as group, database.open_work() as work:
        await use_cases.withdraw(work, kept, me=boris)
        group.create_task(reword())
        async with asyncio.timeout(30):
            while not await _somebody_waits(database):
                pass
    async with database.open_view() as work:
        left = await work.answers.get(kept)
    assert left is not None
    return left.state, left.wording.answer


async def _somebody_waits(database: Database) -> bool:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with database.open_view() as work:
        return bool(await work.means.session.scalar(waiting))


async def test_other_words_do_not_put_back_what_was_taken_out_meanwhile(
    postgres_database: Database,
) -> None:
    assert await reworded_while_withdrawn(postgres_database) == (State.WITHDRAWN, "По листу.")


@pytest.mark.usefixtures("without_hold")
async def test_without_the_hold_they_would(postgres_database: Database) -> None:
    assert await reworded_while_withdrawn(postgres_database) == (State.PUBLISHED, "По листу.")
