"""Who hears of materials: each once, of more once a day, whoever came in the thanks for it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from core.attendance import bulk
from core.attendance import use_cases as attendance
from core.attendance.notices import EventAttended
from core.materials import telling, use_cases
from core.materials.model import LETS_MARK, PAUSE, SETTLES, SeenBy, Shelf
from core.materials.notices import MaterialsReady
from core.materials.ports import Untold
from core.notices import Notice
from core.people import Person
from storage.materials import SqlMaterials
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.materials.filling import LINK, fill, tell_due
from tests.times import Clock

ENDS = {"hours": 3}
AFTER = ENDS["hours"] + LETS_MARK / timedelta(hours=1)


async def to(database: Database, kind: type[Notice] = MaterialsReady) -> list[object]:
    return [one["to"] for one in await town.letters(database, kind)]


async def thank(database: Database) -> None:
    async with database.open_work() as work:
        await attendance.thank(work)


async def test_nobody_hears_before_the_end_and_then_everybody_once(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(**ENDS)
    assert await tell_due(any_database) == 0, "the organiser marks those who came"
    clock.wait(hours=2)
    assert await tell_due(any_database) == 2
    assert await tell_due(any_database) == 0
    assert await to(any_database) == [anna.id, olga.id]


async def test_whoever_came_hears_of_them_in_the_thanks_and_not_again(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        await attendance.tick(work, event, olga.id, me=boris)
    clock.wait(**ENDS)
    await thank(any_database)
    (thanks,) = await town.letters(any_database, EventAttended)
    assert (thanks["to"], thanks["materials"]) == (anna.id, True)
    clock.wait(hours=2)
    assert await tell_due(any_database) == 1
    assert await to(any_database) == [olga.id]


async def test_thanks_name_nothing_where_there_is_nothing(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
    clock.wait(hours=AFTER)
    await thank(any_database)
    assert [one["materials"] for one in await town.letters(any_database, EventAttended)] == [
        False,
        False,
    ]
    assert await tell_due(any_database) == 0


async def test_whoever_is_about_to_be_thanked_is_left_to_the_thanks(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)
    async with any_database.open_work() as work:
        await attendance.tick(work, event, anna.id, me=boris)
    await tell_due(any_database)
    assert anna.id not in await to(any_database)
    await thank(any_database)
    assert [one["materials"] for one in await town.letters(any_database, EventAttended)] == [True]


async def test_of_what_is_added_later_one_hears_once_a_day(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)
    assert await tell_due(any_database) == 2
    for _ in range(2):
        await fill(any_database, event, LINK, me=boris)
        clock.wait(minutes=SETTLES / timedelta(minutes=1))
        assert await tell_due(any_database) == 0
    clock.wait(hours=PAUSE / timedelta(hours=1) - 1)
    assert await tell_due(any_database) == 0
    clock.wait(hours=1)
    assert await tell_due(any_database) == 2
    assert await tell_due(any_database) == 0
    assert [one["again"] for one in await town.letters(any_database, MaterialsReady)] == [
        False,
        False,
        True,
        True,
    ]


async def test_what_is_added_first_after_the_thanks_is_told_once_no_more_follows(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
    clock.wait(hours=AFTER)
    await thank(any_database)
    await fill(any_database, event, me=boris)
    assert await tell_due(any_database) == 0
    clock.wait(minutes=10)
    assert await tell_due(any_database) == 2


async def test_only_those_who_came_hear_of_what_is_for_them_until_it_is_for_all(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        await attendance.tick(work, event, olga.id, me=boris)
        await use_cases.show_to(work, event, SeenBy.CAME, me=boris)
    clock.wait(hours=AFTER)
    await thank(any_database)
    await fill(any_database, event, me=boris)
    clock.wait(minutes=10)
    assert await tell_due(any_database) == 1
    async with any_database.open_work() as work:
        await use_cases.show_to(work, event, SeenBy.ENROLLED, me=boris)
    clock.wait(minutes=10)
    assert await tell_due(any_database) == 1
    assert await to(any_database) == [anna.id, olga.id]


async def test_whatever_was_removed_again_is_not_told(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    await fill(any_database, event, LINK, me=boris)
    async with any_database.open_work() as work:
        (only,) = await work.materials.listed(event)
        await use_cases.remove(work, only.id, me=boris)
    clock.wait(hours=AFTER)
    assert await tell_due(any_database) == 0
    async with any_database.open_view() as work:
        assert await telling.due(work) == []


async def test_a_mark_taken_back_before_the_thanks_left_leaves_the_letter_to_the_others(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(**ENDS)
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
    await thank(any_database)
    clock.wait(hours=2)
    assert await tell_due(any_database) == 0
    async with any_database.open_work() as work:
        await attendance.tick(work, event, anna.id, me=boris)
    assert await to(any_database, EventAttended) == [olga.id]
    assert await tell_due(any_database) == 1
    assert await to(any_database) == [anna.id]


async def test_two_processes_at_once_put_each_letter_once(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)

    async def one() -> int:
        async with any_database.open_work() as work:
            return await telling.tell(work, event)

    assert sorted(await asyncio.gather(one(), one())) == [0, 2]
    assert await to(any_database) == [anna.id, olga.id]


class Unlocked(SqlMaterials):
    """Reads the shelf and leaves it to everybody else, who look at the same moment."""

    looked: asyncio.Barrier

    async def hold(self, event: int) -> Shelf | None:
        return await self.shelf(event)

    async def untold(self, shelf: Shelf, *, before: datetime, most: int) -> Sequence[Untold]:
        found = await super().untold(shelf, before=before, most=most)
        await self.looked.wait()
        return found


async def test_the_twin_that_holds_nothing_believes_twice_that_it_has_told(
    any_url: str, any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    """That a letter is put once all the same is the outbox's merit."""
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)
    looked = asyncio.Barrier(2)

    async def one() -> int:
        async with any_database.open_work() as work:
            unlocked = Unlocked(work.means.session)
            unlocked.looked = looked
            work.materials = unlocked  # type: ignore[assignment]  # in place of the part
            return await telling.tell(work, event)

    assert await asyncio.gather(one(), one()) == [2, 2]
    assert len(await to(any_database)) == 2


class ThePowerIsOut(Exception):
    """Every letter is put, and nothing is committed."""


async def test_killed_in_between_nobody_is_told_twice_and_nobody_is_forgotten(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)

    async def killed() -> None:
        async with any_database.open_work() as work:
            assert await telling.tell(work, event) == 2
            raise ThePowerIsOut

    with pytest.raises(ThePowerIsOut):
        await killed()
    assert await to(any_database) == []
    assert await tell_due(any_database) == 2


async def test_many_are_told_a_part_at_a_time(
    any_database: Database,
    clock: Clock,
    event: int,
    boris: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "TOLD_AT_ONCE", 1)
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)
    assert [await tell_due(any_database) for _ in range(4)] == [1, 1, 0, 0]


async def test_two_records_of_one_person_hear_once(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    await fill(any_database, event, me=boris)
    clock.wait(hours=AFTER)
    assert await tell_due(any_database) == 2
    async with any_database.open_work() as work:
        await absorb(work.means.session, olga.id, into=anna.id, at=work.now)
    await fill(any_database, event, LINK, me=boris)
    clock.wait(hours=25)
    assert await tell_due(any_database) == 1


async def test_an_event_that_moves_is_told_of_after_its_new_end(
    any_database: Database, clock: Clock, event: int, boris: Person
) -> None:
    await fill(any_database, event, me=boris)
    async with any_database.open_view() as work:
        assert await telling.due(work) == []
    clock.wait(hours=AFTER - 1)
    assert await tell_due(any_database) == 0
    clock.wait(hours=1)
    assert await tell_due(any_database) == 2
