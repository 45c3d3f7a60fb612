"""The outbox in both databases: said once, leased, settled, never lost."""

import asyncio
import dataclasses
from datetime import timedelta

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from core.consultations.notices import (
    ConsultationRated,
    QuestionAsked,
    QuestionWaits,
)
from core.files import Attachment, FileKind
from core.notices import Notice
from core.people import Person
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import letters, town
from tests.storage.letters_in import a_newcomer, a_notice, put, take
from tests.times import MONDAY, Clock


@pytest.fixture
async def boris(any_database: Database) -> Person:
    return await a_newcomer(any_database)


async def test_nobody_hears_the_same_thing_twice(any_database: Database, boris: Person) -> None:
    await put(any_database, a_notice(boris), a_notice(boris))
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, letter)
    await put(any_database, a_notice(boris))

    assert await take(any_database) == []


async def test_a_letter_in_hand_is_not_given_to_anybody_else(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris))
    [first] = await take(any_database)
    clock.wait(days=1)

    assert await take(any_database) == []
    assert first.attempts == 1


async def test_a_settled_letter_keeps_no_words(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris), a_notice(boris, 13))
    delivered, given_up = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, delivered)
        await letters.settle(work, given_up, failure="blocked")
    clock.wait(days=1)

    assert await take(any_database) == []
    async with any_database.reader.connect() as connection:
        rows = (await connection.execute(select(LetterRow.__table__))).all()
    assert [row.payload for row in rows] == [{}, {}]
    assert [row.failure for row in rows] == [None, "blocked"]
    assert [row.settled_at for row in rows] == [MONDAY, MONDAY]


async def test_a_postponed_letter_waits_for_its_time(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.put_off(
            work, letter, until=clock.now + timedelta(hours=1), failure="too many requests"
        )

    clock.wait(minutes=59)
    assert await take(any_database) == []
    clock.wait(minutes=1)
    assert [one.id for one in await take(any_database)] == [letter.id]


async def test_a_letter_for_later_is_not_due_before(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris), not_before=clock.now + timedelta(hours=1))

    assert await take(any_database) == []
    clock.wait(hours=1)
    assert len(await take(any_database)) == 1


async def test_letters_leave_in_the_order_they_came_and_no_more_than_asked(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    for number in (3, 1, 2):
        await put(any_database, a_notice(boris, number))
        clock.wait(seconds=1)

    first = await take(any_database, limit=2)
    rest = await take(any_database, limit=2)
    assert [letter.payload["consultation"] for letter in (*first, *rest)] == [3, 1, 2]


async def test_workers_who_take_at_once_never_hold_the_same_letter(
    any_database: Database, boris: Person
) -> None:
    await put(any_database, *(a_notice(boris, number) for number in range(40)))

    async def worker() -> list[int]:
        taken: list[int] = []
        while some := await take(any_database, limit=3):
            taken += [letter.id for letter in some]
        return taken

    taken = await asyncio.gather(*(worker() for _ in range(4)))

    everything = [letter for one in taken for letter in one]
    assert len(everything) == len(set(everything)) == 40


async def test_a_worker_does_not_wait_for_what_another_is_just_taking(
    postgres_database: Database,
) -> None:
    """SQLite has one writer at a time: there the second one always waits."""
    async with postgres_database.open_work() as work:
        boris = await town.newcomer(work)
    await put(postgres_database, a_notice(boris, 1), a_notice(boris, 2))

    async with postgres_database.open_work() as slow:
        [first] = await letters.take(slow, 1)
        [second] = await asyncio.wait_for(take(postgres_database), timeout=5)

    assert first.id != second.id


async def test_what_a_notice_says_arrives_whole(any_database: Database, boris: Person) -> None:
    files = (
        Attachment(kind=FileKind.PHOTO, messenger="max", file_id="f", name="фото <1>.jpg", size=9),
        Attachment(kind=FileKind.VOICE, messenger="telegram", file_id="g", name=""),
    )
    notices: list[Notice] = [
        QuestionAsked(
            to=boris.id,
            consultation=1,
            teacher="Анна <b>",
            unit="МБОУ «СОШ № 5»",
            topic="Аттестация",
            subject="",
            text="Как?\n🎓 \N{ZERO WIDTH JOINER}",
            attachments=files,
            due_at=MONDAY + timedelta(days=2, microseconds=1),
            given_at=MONDAY,
            handed_over=True,
        ),
        a_notice(boris),
        QuestionWaits(to=boris.id, consultation=2, teacher="Вера", due_at=MONDAY),
    ]
    await put(any_database, *notices)

    taken = await take(any_database)

    kinds = {type(notice).__name__: type(notice) for notice in notices}
    arrived = [
        TypeAdapter(kinds[letter.kind]).validate_python({**letter.payload, "to": letter.to})
        for letter in taken
    ]
    unsigned = [ConsultationRated(**{**fields(a_notice(boris)), "sender": None})]
    assert arrived == [notices[0], *unsigned, notices[2]]


def fields(notice: Notice) -> dict[str, object]:
    return {each.name: getattr(notice, each.name) for each in dataclasses.fields(notice)}


async def test_the_depth_says_how_many_wait_and_since_when(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    async with any_database.open_view() as work:
        assert await work.outbox.depth() == (0, None)
    await put(any_database, a_notice(boris, 1))
    clock.wait(minutes=5)
    await put(any_database, a_notice(boris, 2))
    await put(any_database, a_notice(boris, 3), not_before=clock.now + timedelta(days=1))

    [in_hand] = await take(any_database, limit=1)
    async with any_database.open_view() as work:
        assert await work.outbox.depth() == (2, MONDAY)
    async with any_database.open_work() as work:
        await letters.settle(work, in_hand)
        assert await work.outbox.depth() == (1, MONDAY + timedelta(minutes=5))
