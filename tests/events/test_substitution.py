"""A colleague comes instead: who may, when a code is void, and only one of two who press."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.events import organising, substitution, use_cases
from core.events.model import Event, EventId, Presence
from core.events.notices import EventTomorrow, SeatOffered, SeatPassed
from core.events.refusals import (
    EventOver,
    NotAColleague,
    NotEnrolled,
    OwnSeat,
    SeatCodeUnclear,
    SeatCodeUnknown,
    SeatTaken,
)
from core.events.seats import Enrolment, Standing
from core.events.substitution import Handed, read
from core.people import Person
from storage.events import SqlEvents
from storage.merging import absorb
from storage.work import Database, SqlWork
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import enrol, remind, seminar, standing, told
from tests.times import Clock
from tests.town import Town

__all__ = ["anna", "boris", "here", "seminar", "vera"]


@pytest.fixture
async def galya(any_database: Database, here: Town) -> Person:
    """Of Anna's school."""
    async with any_database.open_work() as work:
        return await town.settle(work, "Галя", here.school_5)


@pytest.fixture
async def handed(any_database: Database, seminar: Event, anna: Person) -> Handed:
    """By Anna, who has the only seat."""
    await enrol(any_database, seminar, anna)
    return await hand(any_database, seminar, anna)


async def hand(database: Database, event: Event, me: Person) -> Handed:
    async with database.open_work() as work:
        return await substitution.hand(work, event.id, me=me)


async def take(database: Database, handed: Handed, me: Person) -> None:
    async with database.open_view() as work:
        await substitution.find(work, read(handed.code), me=me)
    async with database.open_work() as work:
        await substitution.take(work, read(handed.code), me=me)


async def test_the_seat_is_the_colleagues_and_whoever_waits_keeps_their_place(
    any_database: Database,
    seminar: Event,
    anna: Person,
    vera: Person,
    galya: Person,
    handed: Handed,
) -> None:
    await enrol(any_database, seminar, vera)
    await enrol(any_database, seminar, galya)
    await take(any_database, handed, galya)

    assert await standing(any_database, seminar, anna, galya, vera) == [
        *("left", "enrolled", "waiting")
    ]
    async with any_database.open_view() as work:
        seen = await use_cases.look(work, seminar.id, me=vera)
    assert (seen.place, seen.seats[Presence.ROOM].taken) == (1, 1)
    letters = await town.letters(any_database, SeatPassed)
    assert [(one["to"], one["name"]) for one in letters] == [(anna.id, "Галя")]
    assert await told(any_database, SeatOffered) == []


async def test_the_name_of_a_colleague_who_is_erased_does_not_leave(
    any_database: Database, handed: Handed, galya: Person
) -> None:
    await take(any_database, handed, galya)
    async with any_database.open_work() as work:
        await work.privacy.erase(galya.id, at=work.now)
    assert await told(any_database, SeatPassed) == []


async def test_a_code_works_once(
    any_database: Database, here: Town, handed: Handed, galya: Person
) -> None:
    async with any_database.open_work() as work:
        dina = await town.settle(work, "Дина", here.school_5)
    await take(any_database, handed, galya)
    with pytest.raises(SeatCodeUnknown):
        await take(any_database, handed, dina)


async def test_a_seat_passes_within_one_school_to_somebody_without_a_seat(
    any_database: Database,
    here: Town,
    seminar: Event,
    anna: Person,
    boris: Person,
    handed: Handed,
) -> None:
    async with any_database.open_work() as work:
        far = await town.settle(work, "Глеб", here.far_school)
    for me, refusal in ((boris, NotAColleague), (far, NotAColleague), (anna, OwnSeat)):
        with pytest.raises(refusal):
            await take(any_database, handed, me)
    assert await standing(any_database, seminar, anna) == ["enrolled"]


@pytest.mark.parametrize("stands", ["offered", "enrolled"])
async def test_whoever_has_a_seat_or_is_offered_one_needs_no_code(
    any_database: Database,
    seminar: Event,
    boris: Person,
    anna: Person,
    galya: Person,
    handed: Handed,
    stands: str,
) -> None:
    if stands == "offered":
        await enrol(any_database, seminar, galya)
    async with any_database.open_work() as work:
        more = town.an_event(work.now, seats_room=2)
        await organising.change(work, seminar.id, more, me=boris)
    if stands == "enrolled":
        await enrol(any_database, seminar, galya)
    assert await standing(any_database, seminar, galya) == [stands]
    with pytest.raises(SeatTaken):
        await take(any_database, handed, galya)
    assert await standing(any_database, seminar, anna) == ["enrolled"]


async def test_a_code_is_void_when_the_seat_was_given_back_and_taken_anew(
    any_database: Database, seminar: Event, anna: Person, galya: Person, handed: Handed
) -> None:
    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=anna)
    for _ in range(2):
        with pytest.raises(SeatCodeUnknown):
            await take(any_database, handed, galya)
        await enrol(any_database, seminar, anna)
    assert await standing(any_database, seminar, anna) == ["enrolled"]


async def test_a_code_is_void_when_the_event_is_cancelled(
    any_database: Database, seminar: Event, boris: Person, galya: Person, handed: Handed
) -> None:
    async with any_database.open_work() as work:
        await organising.cancel(work, seminar.id, "Болеет ведущий", me=boris)
    with pytest.raises(EventOver):
        await take(any_database, handed, galya)


async def test_a_new_code_ends_the_one_before_it(
    any_database: Database, seminar: Event, anna: Person, galya: Person, handed: Handed
) -> None:
    newer = await hand(any_database, seminar, anna)
    with pytest.raises(SeatCodeUnknown):
        await take(any_database, handed, galya)
    await take(any_database, newer, galya)


async def test_a_code_lasts_a_day_and_never_past_the_beginning(
    any_database: Database,
    seminar: Event,
    anna: Person,
    galya: Person,
    handed: Handed,
    clock: Clock,
) -> None:
    assert handed.until == clock() + timedelta(days=1)
    clock.wait(days=1)
    with pytest.raises(SeatCodeUnknown):
        await take(any_database, handed, galya)
    clock.now = seminar.details.starts_at - timedelta(hours=1)
    late = await hand(any_database, seminar, anna)
    assert late.until == seminar.details.starts_at
    clock.now = seminar.details.starts_at
    with pytest.raises(EventOver):
        await hand(any_database, seminar, anna)


async def test_only_a_seat_that_one_has_is_handed_over(
    any_database: Database, seminar: Event, vera: Person, handed: Handed
) -> None:
    for _ in range(2):
        with pytest.raises(NotEnrolled):
            await hand(any_database, seminar, vera)
        await enrol(any_database, seminar, vera)


async def test_nobody_is_reminded_of_a_seat_they_have_given(
    any_database: Database,
    seminar: Event,
    anna: Person,
    galya: Person,
    handed: Handed,
    clock: Clock,
) -> None:
    clock.now = seminar.details.starts_at - timedelta(hours=23)
    newer = await hand(any_database, seminar, anna)
    assert await remind(any_database) == 1
    await take(any_database, newer, galya)
    assert await told(any_database, EventTomorrow) == []


async def test_a_seat_of_somebody_erased_is_nobodys_to_give(
    any_database: Database, anna: Person, galya: Person, handed: Handed
) -> None:
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    with pytest.raises(SeatCodeUnknown):
        await take(any_database, handed, galya)


async def test_of_two_records_that_became_one_the_code_still_counts(
    any_database: Database, here: Town, anna: Person, galya: Person, handed: Handed, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        other = await town.settle(work, "Анна", here.school_5)
        session = work.events._session  # noqa: SLF001 - past the use cases
        await absorb(session, anna.id, into=other.id, at=work.now)
    await take(any_database, handed, galya)
    assert await standing(any_database, seminar, galya, other) == ["enrolled", "left"]


@pytest.mark.parametrize("words", ["4821 7735", "4821-7735", " 48217735 ", "seat-48217735"])
def test_a_code_is_read_however_it_is_written(words: str) -> None:
    assert read(words) == read("48217735")


@pytest.mark.parametrize("words", ["", "4821773", "482177355", "место", "٤٨٢١٧٧٣٥", "seat-"])
def test_what_is_no_code_is_said_to_be_none(words: str) -> None:
    with pytest.raises(SeatCodeUnclear):
        read(words)


class Unlocked(SqlEvents):
    """Leaves the event to others too, and both look at the seat before either takes it."""

    both_have_looked = asyncio.Barrier(2)

    async def hold(self, event: EventId) -> Event | None:
        return await self.get(event)

    async def with_ticket(self, event: EventId, ticket: int) -> Enrolment | None:
        found = await super().with_ticket(event, ticket)
        await self.both_have_looked.wait()
        return found


async def press_at_once(
    database: Database, code: str, people: list[Person], events: Callable[[SqlWork], SqlEvents]
) -> list[object]:
    async def press(me: Person) -> None:
        async with database.open_work() as work:
            work.events = events(work)  # type: ignore[assignment]  # in place of the part
            await substitution.take(work, read(code), me=me)

    return await asyncio.gather(*map(press, people), return_exceptions=True)


async def two_press(
    database: Database, here: Town, seminar: Event, handed: Handed, how: type[SqlEvents]
) -> tuple[int, list[object]]:
    async with database.open_work() as work:
        two = [await town.settle(work, name, here.school_5) for name in ("Галя", "Дина")]
    ends = await press_at_once(database, handed.code, two, lambda work: how(work.means.session))
    async with database.open_view() as work:
        enrolled = await work.events.of_event(seminar.id, [Standing.ENROLLED])
    return len(enrolled), ends


async def test_of_two_who_press_at_once_one_gets_the_seat(
    any_database: Database, here: Town, seminar: Event, handed: Handed
) -> None:
    enrolled, ends = await two_press(any_database, here, seminar, handed, SqlEvents)
    assert enrolled == 1
    assert sorted(type(one).__name__ for one in ends) == ["NoneType", "SeatCodeUnknown"]


async def test_the_twin_without_the_lock_seats_both(
    any_url: str, any_database: Database, here: Town, seminar: Event, handed: Handed
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    enrolled, _ = await two_press(any_database, here, seminar, handed, Unlocked)
    assert enrolled == 2
