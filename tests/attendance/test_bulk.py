"""Many marked at once, by numbers or by what the filter shows, and taken back; both databases."""

import pytest

from core.attendance import bulk, use_cases
from core.attendance.model import Filter, Way
from core.attendance.notices import EventAttended
from core.attendance.refusals import NotBegun, NumbersUnclear
from core.certificates import use_cases as certificates
from core.certificates.model import NotAttended
from core.errors import NotYours
from core.people import Person
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.times import Clock
from tests.town import Town

NAMES = ("Соколова Анна", "Сорокина Ёлка", "Белова Ольга", "Орлов Сократ")


@pytest.fixture
async def crowd(any_database: Database, here: Town, clock: Clock, boris: Person) -> int:
    """Four people, the last of them of another school; it has just begun."""
    async with any_database.open_work() as work:
        schools = (here.school_5, here.school_5, here.school_5, here.school_15)
        people = [
            await town.settle(work, name, school)
            for name, school in zip(NAMES, schools, strict=True)
        ]
        number = await gather(work, here.district, boris.id, *(one.id for one in people))
    clock.wait(hours=1)
    return number


async def shown(database: Database, event: int, me: Person, **only: object) -> list[str]:
    async with database.open_view() as work:
        _, roll = await use_cases.roll(
            work,
            event,
            page=0,
            me=me,
            only=Filter(**only),  # type: ignore[arg-type]  # named by the test
        )
    assert roll.shown == len(roll.guests)
    assert roll.enrolled == len(NAMES)
    return [guest.name for guest in roll.guests]


async def test_a_roll_is_narrowed_by_letters_and_school(
    any_database: Database, here: Town, crowd: int, boris: Person
) -> None:
    anna, yolka, olga, sokrat = NAMES

    assert await shown(any_database, crowd, boris) == sorted(NAMES)
    assert await shown(any_database, crowd, boris, words="со") == [sokrat, anna, yolka]
    assert await shown(any_database, crowd, boris, words="елк сор") == [yolka]
    assert await shown(any_database, crowd, boris, words="кол") == []
    assert await shown(any_database, crowd, boris, words="%_") == sorted(NAMES)
    assert await shown(any_database, crowd, boris, unit=here.school_15) == [sokrat]
    assert await shown(any_database, crowd, boris, unit=here.school_5, words="о") == [olga]


async def test_schools_say_how_many_came(
    any_database: Database, here: Town, crowd: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, crowd, me=boris, only=Filter(words="сок"))
        schools = await work.attendance.schools(crowd)
    assert {one.unit: (one.came, one.enrolled) for one in schools} == {
        here.school_5: (1, 3),
        here.school_15: (1, 1),
    }


async def test_whoever_is_shown_is_marked_and_nobody_else(
    any_database: Database, here: Town, clock: Clock, crowd: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        assert await bulk.tick_all(work, crowd, me=boris, only=Filter(unit=here.school_5)) == 3
        first = work.now
    clock.wait(minutes=1)
    async with any_database.open_work() as work:
        assert await bulk.tick_all(work, crowd, me=boris) == 1
    async with any_database.open_work() as work:
        assert await bulk.undo(work, crowd, at=first, me=boris) == 3
        assert await bulk.undo(work, crowd, at=first, me=boris) == 0
        assert await work.attendance.counted(crowd) == (1, 4)


async def test_undone_the_certificates_are_withdrawn_and_other_marks_stay(
    any_database: Database, clock: Clock, event: int, boris: Person, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.tick(work, event, olga.id, me=boris)
    clock.wait(minutes=1)
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        at = work.now
        papers = [await certificates.take(work, event, me=one) for one in (anna, olga)]
    clock.wait(hours=4)
    async with any_database.open_work() as work:
        assert await use_cases.thank(work) == 2
        await bulk.undo(work, event, at=at, me=boris)
    async with any_database.open_work() as work:
        with pytest.raises(NotAttended):
            await certificates.take(work, event, me=anna)
        found = [await certificates.look_up(work, one.number) for one in papers]
    letters = await town.letters(any_database, EventAttended)
    assert [one.withdrawn_at is None for one in found] == [False, True]
    assert [one["to"] for one in letters] == [olga.id]


async def test_only_ones_own_marks_are_undone(
    any_database: Database, here: Town, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await bulk.tick_all(work, event, me=boris)
        vera = await town.settle(work, "Вера", here.district, roles=[town.Role.COORDINATOR])
        assert await bulk.undo(work, event, at=work.now, me=vera) == 0


async def test_each_pasted_number_is_accounted_for(
    any_database: Database, crowd: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        first = await bulk.tick_numbers(work, crowd, "1, 3", me=boris)
        again = await bulk.tick_numbers(work, crowd, "3\n4\n99\n100-102", me=boris)
        _, roll = await use_cases.roll(work, crowd, page=0, me=boris)
    assert (first.marked, first.known, first.nobodys) == ([1, 3], [], [])
    assert (again.marked, again.known, again.nobodys) == ([4], [3], [99, 100, 101, 102])
    assert {one.ticket: one.came for one in roll.guests} == {
        1: Way.NUMBER,
        2: None,
        3: Way.NUMBER,
        4: Way.NUMBER,
    }


async def test_nonsense_marks_nobody(any_database: Database, crowd: int, boris: Person) -> None:
    async with any_database.open_work() as work:
        with pytest.raises(NumbersUnclear):
            await bulk.tick_numbers(work, crowd, "1, два", me=boris)
        assert await work.attendance.counted(crowd) == (0, 4)


async def test_numbers_are_for_the_keeper_and_not_before_the_door_opens(
    any_database: Database, here: Town, event: int, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        for attempt in (
            bulk.tick_numbers(work, event, "1", me=anna),
            bulk.tick_all(work, event, me=anna),
            bulk.undo(work, event, at=work.now, me=anna),
        ):
            with pytest.raises(NotYours):
                await attempt
        ahead = await gather(work, here.district, boris.id, anna.id)
        with pytest.raises(NotBegun):
            await bulk.tick_numbers(work, ahead, "1", me=boris)
