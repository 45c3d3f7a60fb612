"""Memos: for those alone who take part in that way, told when changed; on both databases."""

import pytest

from core.errors import Gone, NotYours
from core.events import memos, organising, reminding, use_cases
from core.events.model import LONGEST_MEMO, Change, Event, EventId, Form, Presence, memo_of
from core.events.notices import EventAltered, EventTomorrow
from core.events.refusals import EventOver, MemoTooLong, NoMemo, NoSuchPresence
from core.people import Person, Role
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town

ROOM, ONLINE = Presence.ROOM, Presence.ONLINE


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    async with any_database.open_work() as work:
        return await town.event(work, here.district, boris.id, form=Form.HYBRID, seats_room=1)


@pytest.fixture
async def anna(any_database: Database, here: Town, seminar: Event) -> Person:
    return await guest(any_database, here, seminar, "Анна", ROOM)


@pytest.fixture
async def olga(any_database: Database, here: Town, seminar: Event) -> Person:
    return await guest(any_database, here, seminar, "Ольга", ONLINE)


async def guest(
    database: Database, here: Town, event: Event, name: str, presence: Presence
) -> Person:
    async with database.open_work() as work:
        person = await town.settle(work, name, here.school_5)
        await use_cases.enrol(work, event.id, presence, me=person)
    return person


async def write(
    database: Database, event: Event, words: str, me: Person, presence: Presence = ROOM
) -> bool:
    async with database.open_work() as work:
        return await memos.write(work, event.id, presence, words, me=me)


async def seen(database: Database, event: Event, person: Person) -> str:
    async with database.open_view() as work:
        enrolment = await work.events.enrolment(event.id, person.id)
        return await memos.of_guest(work, enrolment)


async def test_each_sees_the_one_for_how_they_take_part(
    any_database: Database, here: Town, boris: Person, seminar: Event, anna: Person, olga: Person
) -> None:
    waits = await guest(any_database, here, seminar, "Вера", ROOM)
    await write(any_database, seminar, "Сменная обувь", boris)
    await write(any_database, seminar, "Включите камеру", boris, ONLINE)
    assert await seen(any_database, seminar, anna) == "Сменная обувь"
    assert await seen(any_database, seminar, olga) == "Включите камеру"
    assert await seen(any_database, seminar, waits) == ""
    assert await seen(any_database, seminar, boris) == ""


async def test_only_those_it_is_for_hear_of_a_change(
    any_database: Database, here: Town, boris: Person, seminar: Event, anna: Person, olga: Person
) -> None:
    await guest(any_database, here, seminar, "Вера", ROOM)
    assert await write(any_database, seminar, "Сменная обувь", boris)
    assert not await write(any_database, seminar, " Сменная обувь ", boris), "nothing is new"
    (told,) = await town.letters(any_database, EventAltered)
    assert (told["to"], told["changes"], told["memo"]) == (
        anna.id,
        [Change.MEMO],
        "Сменная обувь",
    )
    async with any_database.open_work() as work:
        assert await memos.take_back(work, seminar.id, ROOM, me=boris)
        assert not await memos.take_back(work, seminar.id, ROOM, me=boris)
    assert [one["memo"] for one in await town.letters(any_database, EventAltered)] == [
        "Сменная обувь",
        "",
    ]


async def test_a_draft_has_one_that_nobody_hears_of(
    any_database: Database, here: Town, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        draft = await organising.draw_up(
            work, town.an_event(clock()), unit=here.district, me=boris
        )
    assert await write(any_database, draft, "Паспорт", boris)
    async with any_database.open_work() as work:
        await organising.open_event(work, draft.id, me=boris)
    vera = await guest(any_database, here, draft, "Вера", ROOM)
    assert await seen(any_database, draft, vera) == "Паспорт"
    assert await town.letters(any_database, EventAltered) == []


async def test_the_reminder_of_the_day_before_has_it_and_never_an_old_one(
    any_database: Database, boris: Person, clock: Clock, seminar: Event, anna: Person, olga: Person
) -> None:
    await write(any_database, seminar, "Сменная обувь", boris)
    clock.wait(days=9, hours=1)
    async with any_database.open_work() as work:
        assert await reminding.remind(work, seminar.id) == 1
    reminders = await town.letters(any_database, EventTomorrow)
    assert {one["to"]: one["memo"] for one in reminders} == {anna.id: "Сменная обувь", olga.id: ""}

    await write(any_database, seminar, "Сменная обувь и паспорт", boris)
    assert [one["to"] for one in await town.letters(any_database, EventTomorrow)] == [olga.id]
    told = await town.letters(any_database, EventAltered)
    assert [one["memo"] for one in told] == ["Сменная обувь", "Сменная обувь и паспорт"]


async def test_who_writes_it_and_until_when(
    any_database: Database, here: Town, boris: Person, clock: Clock, seminar: Event, anna: Person
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        pavel = await town.methodist(work, "Павел", here.district)
        room = await town.event(work, here.district, boris.id)
    assert await write(any_database, seminar, "Паспорт", vera)
    for nobody in (anna, pavel):
        with pytest.raises(NotYours):
            await write(any_database, seminar, "Моё", nobody)
        async with any_database.open_view() as work:
            with pytest.raises(NotYours):
                await memos.of_event(work, seminar.id, me=nobody)
    with pytest.raises(NoSuchPresence):
        await write(any_database, room, "Включите камеру", boris, ONLINE)
    async with any_database.open_work() as work:
        with pytest.raises(Gone):
            await memos.write(work, EventId(999), ROOM, "Паспорт", me=boris)
    clock.wait(days=10, hours=1)
    assert await write(any_database, seminar, "Вход со двора", boris), "it is going on still"
    clock.wait(hours=1)
    with pytest.raises(EventOver):
        await write(any_database, seminar, "Поздно", boris)


def test_it_is_words_and_not_too_many() -> None:
    assert memo_of("  Паспорт\nи ручка ") == "Паспорт\nи ручка"
    with pytest.raises(NoMemo):
        memo_of(" \n")
    with pytest.raises(MemoTooLong):
        memo_of("я" * (LONGEST_MEMO + 1))
