"""Those who came without a seat: found, enrolled and marked in one go, and undone as one."""

import asyncio

import pytest

from core.attendance import badges, use_cases, walking_in
from core.attendance.model import Gathering, Way
from core.attendance.refusals import NameTooShort, NotStarted
from core.certificates import use_cases as certificates
from core.errors import Gone, NotYours
from core.events.model import EventId
from core.events.seats import Standing
from core.people import Person
from storage.attendance import SqlAttendance
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def gleb(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Громов Глеб", here.school_15)


async def standing(database: Database, event: int, person: Person) -> Standing | None:
    async with database.open_view() as work:
        found = await work.events.enrolment(EventId(event), person.id)
    return None if found is None else found.standing


async def test_somebody_of_the_unit_is_enrolled_and_marked_at_once(
    any_database: Database, event: int, boris: Person, gleb: Person
) -> None:
    async with any_database.open_work() as work:
        assert await walking_in.admit(work, event, gleb.id, me=boris)
        assert not await walking_in.admit(work, event, gleb.id, me=boris)
        assert await work.attendance.came(event, gleb.id) is Way.WALK_IN
        assert (await certificates.take(work, event, me=gleb)).name == "Громов Глеб"
        guest = await work.attendance.guest(event, gleb.id)
    assert guest is not None
    assert guest.ticket == 3
    assert await standing(any_database, event, gleb) is Standing.ENROLLED


async def test_a_mark_taken_back_takes_the_seat_too(
    any_database: Database, event: int, boris: Person, gleb: Person
) -> None:
    async with any_database.open_work() as work:
        await walking_in.admit(work, event, gleb.id, me=boris)
        await badges.unmark(work, event, gleb.id, me=boris)
        assert await work.attendance.counted(event) == (0, 2)
    assert await standing(any_database, event, gleb) is Standing.LEFT
    async with any_database.open_work() as work:
        await walking_in.admit(work, event, gleb.id, me=boris)
        assert not await use_cases.tick(work, event, gleb.id, me=boris)
    assert await standing(any_database, event, gleb) is Standing.LEFT


async def test_whoever_has_a_seat_is_only_marked(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        assert await walking_in.admit(work, event, anna.id, me=boris)
        assert await work.attendance.came(event, anna.id) is Way.LIST
        await badges.unmark(work, event, anna.id, me=boris)
    assert await standing(any_database, event, anna) is Standing.ENROLLED


async def test_names_are_found_by_their_beginnings_within_the_unit(
    any_database: Database, here: Town, event: int, boris: Person, anna: Person, gleb: Person
) -> None:
    async with any_database.open_work() as work:
        await town.settle(work, "Громов Далёкий", here.far_school)
        erased = await town.settle(work, "Громов Стёртый", here.school_5)
        await work.privacy.erase(erased.id, at=work.now)
        await use_cases.tick(work, event, anna.id, me=boris)
    async with any_database.open_view() as work:
        for words in ("гро", "ГЛЕБ", "глеб гром"):
            found = await walking_in.find(work, event, words, me=boris)
            assert [one.name for one in found.people] == ["Громов Глеб"]
        [known] = (await walking_in.find(work, event, "анна", me=boris)).people
        assert not (await walking_in.find(work, event, "ромов", me=boris)).people
    assert (known.seated, known.came, found.people[0].seated, found.more) == (
        True,
        True,
        False,
        False,
    )


async def test_of_many_the_first_are_shown(
    any_database: Database, here: Town, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        for number in range(walking_in.MOST_FOUND + 1):
            await town.settle(work, f"Учитель {number}", here.school_5)
        found = await walking_in.find(work, event, "учи", me=boris)
    assert (len(found.people), found.more) == (walking_in.MOST_FOUND, True)


@pytest.mark.parametrize("words", ["", "гр", "г р", "12345", "%%%", "   "])
async def test_fewer_letters_than_three_find_nobody(
    any_database: Database, event: int, boris: Person, words: str
) -> None:
    async with any_database.open_work() as work:
        with pytest.raises(NameTooShort):
            await walking_in.search(work, event, words, me=boris)


async def test_a_search_is_written_down(any_database: Database, event: int, boris: Person) -> None:
    async with any_database.open_work() as work:
        await walking_in.search(work, event, "гром", me=boris)
    async with any_database.open_view() as work:
        assert (await work.audit.verify()).rows == 1


async def test_only_the_keeper_lets_in_only_their_people_and_only_after_the_beginning(
    any_database: Database,
    here: Town,
    clock: Clock,
    event: int,
    boris: Person,
    anna: Person,
    gleb: Person,
) -> None:
    async with any_database.open_work() as work:
        far = await town.settle(work, "Громов Далёкий", here.far_school)
        with pytest.raises(Gone):
            await walking_in.admit(work, event, far.id, me=boris)
        for attempt in (
            walking_in.begin(work, event, me=anna),
            walking_in.search(work, event, "гром", me=anna),
            walking_in.find(work, event, "гром", me=anna),
            walking_in.admit(work, event, gleb.id, me=anna),
        ):
            with pytest.raises(NotYours):
                await attempt
        ahead = await gather(work, here.district, boris.id, anna.id)
    clock.wait(minutes=45)
    async with any_database.open_work() as work:
        with pytest.raises(NotStarted):
            await walking_in.admit(work, ahead, gleb.id, me=boris)


class Unlocked(SqlAttendance):
    """Reads the event and leaves it to everybody else as well; both look before either writes."""

    both_have_looked = asyncio.Barrier(2)

    async def hold(self, event: int) -> Gathering | None:
        return await self.gathering(event)

    async def next_ticket(self, event: int) -> int:
        found = await super().next_ticket(event)
        await self.both_have_looked.wait()
        return found


async def tickets_of_two(
    database: Database, here: Town, event: int, me: Person, how: type[SqlAttendance]
) -> list[int]:
    """Numbers of two people whom two doors let in at the same moment."""
    async with database.open_work() as work:
        two = [await town.settle(work, name, here.school_5) for name in ("Галя", "Дина")]

    async def admit(person: Person) -> None:
        async with database.open_work() as work:
            work.attendance = how(work.means.session)  # type: ignore[assignment]  # in place of the part
            await walking_in.admit(work, event, person.id, me=me)

    await asyncio.gather(*map(admit, two))
    async with database.open_view() as work:
        guests = [await work.attendance.guest(event, one.id) for one in two]
    return sorted(one.ticket for one in guests if one)


async def test_two_let_in_at_once_have_numbers_of_their_own(
    any_database: Database, here: Town, event: int, boris: Person
) -> None:
    assert await tickets_of_two(any_database, here, event, boris, SqlAttendance) == [3, 4]


async def test_the_twin_without_the_lock_gives_one_number_twice(
    any_url: str, any_database: Database, here: Town, event: int, boris: Person
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    assert await tickets_of_two(any_database, here, event, boris, Unlocked) == [3, 3]


async def test_one_let_in_through_two_doors_is_marked_once(
    any_database: Database, event: int, boris: Person, gleb: Person
) -> None:
    async def admit() -> bool:
        async with any_database.open_work() as work:
            return await walking_in.admit(work, event, gleb.id, me=boris)

    assert sorted(await asyncio.gather(*(admit() for _ in range(4)))) == [False] * 3 + [True]
