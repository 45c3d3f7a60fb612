"""Two who act at once: whoever is first is first. A twin without the guard shows the need."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.consultations import use_cases
from core.consultations.model import Consultation, State, Words
from core.consultations.refusals import AlreadyClosed, AlreadyTaken, TakenByAnother
from core.people import Person
from storage.consultations import SqlConsultations
from storage.work import Database
from tests import town
from tests.consultations.asking import ask, now_saved
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def in_postgres(postgres_database: Database) -> Town:
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
    postgres_database: Database, in_postgres: Town
) -> None:
    assert not await note_while_closing(postgres_database, in_postgres)


async def test_without_the_second_look_it_would_be(
    postgres_database: Database, in_postgres: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def trusting(_self: object, _consultation: Consultation) -> bool:
        return True

    monkeypatch.setattr(SqlConsultations, "still", trusting)

    assert await note_while_closing(postgres_database, in_postgres)


Save = Callable[..., Awaitable[bool]]


async def trusting(*_: object, **__: object) -> bool:
    """Whatever has become of the question meanwhile."""
    return True


def together(monkeypatch: pytest.MonkeyPatch, save: Save) -> None:
    """Two works have read all they need and are about to write before either of them does."""
    both = asyncio.Barrier(2)

    async def at_once(*args: Any, **more: Any) -> bool:
        async with asyncio.timeout(20):
            await both.wait()
        return await save(*args, **more)

    monkeypatch.setattr(SqlConsultations, "save", at_once)


async def escalate(database: Database) -> int:
    async with database.open_work() as work:
        return await use_cases.escalate(work)


async def overdue(database: Database, here: Town, clock: Clock) -> Consultation:
    async with database.open_work() as work:
        await town.methodist(work, "Борис", here.district)
        anna = await town.settle(work, "Анна", here.school_5)
    asked = await ask(database, here, anna)
    clock.wait(days=3)
    return asked


async def moved_by_two(database: Database) -> int:
    return sum(await asyncio.gather(escalate(database), escalate(database)))


async def test_two_ticks_at_once_move_a_question_once(
    postgres_database: Database,
    in_postgres: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await overdue(postgres_database, in_postgres, clock)
    together(monkeypatch, SqlConsultations.save)

    assert await moved_by_two(postgres_database) == 1


async def test_without_the_look_at_what_it_was_they_would_move_it_twice(
    postgres_database: Database,
    in_postgres: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await overdue(postgres_database, in_postgres, clock)
    together(monkeypatch, trusting)

    assert await moved_by_two(postgres_database) == 2


@pytest.fixture
async def in_sqlite(database: Database) -> Town:
    return await town.build(database)


def seen_before(monkeypatch: pytest.MonkeyPatch, asked: Consultation) -> None:
    """SQLite lets one write at a time: both have looked before either has begun to."""

    async def as_it_was(*_: object) -> list[Consultation]:
        return [asked]

    monkeypatch.setattr(SqlConsultations, "overdue", as_it_was)


async def test_two_ticks_at_once_move_a_question_once_in_sqlite(
    database: Database, in_sqlite: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_before(monkeypatch, await overdue(database, in_sqlite, clock))

    assert await moved_by_two(database) == 1


async def test_without_the_look_at_what_it_was_they_would_move_it_twice_in_sqlite(
    database: Database, in_sqlite: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_before(monkeypatch, await overdue(database, in_sqlite, clock))
    monkeypatch.setattr(SqlConsultations, "save", trusting)

    assert await moved_by_two(database) == 2


async def take(database: Database, asked: Consultation, me: Person) -> str:
    """Empty for whoever has got it, else who they are told has it."""
    try:
        async with database.open_work() as work:
            await use_cases.take(work, asked.id, me=me)
    except AlreadyTaken as taken:
        return str(taken.facts["methodist"])
    return ""


async def taken_by_two(database: Database, here: Town) -> tuple[list[str], str]:
    """What two methodists hear who take a question at once, and who has it."""
    async with database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
    asked = await ask(database, here, anna)
    async with database.open_work() as work:
        two = [await town.methodist(work, name, here.district) for name in ("Борис", "Галина")]
    heard = await asyncio.gather(*(take(database, asked, one) for one in two))
    now = await now_saved(database, asked.id)
    assert now is not None
    return heard, next((one.name for one in two if one.id == now.methodist), "")


async def test_of_two_who_take_it_at_once_one_has_it_and_the_other_hears_who(
    postgres_database: Database, in_postgres: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, SqlConsultations.save)
    heard, owner = await taken_by_two(postgres_database, in_postgres)

    assert sorted(heard) == ["", owner]
    assert owner


async def test_without_the_look_at_what_it_was_both_would_think_they_have_it(
    postgres_database: Database, in_postgres: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, trusting)
    heard, _ = await taken_by_two(postgres_database, in_postgres)

    assert heard == ["", ""]


async def test_in_sqlite_too_one_has_it_and_the_other_hears_who(
    database: Database, in_sqlite: Town
) -> None:
    heard, owner = await taken_by_two(database, in_sqlite)

    assert sorted(heard) == ["", owner]
    assert owner
