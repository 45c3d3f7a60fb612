"""Seats kept for units from the first quota to the day of release, on both databases."""

from datetime import date, datetime

import pytest

from core.errors import NotYours
from core.events import keeping, organising, substitution, use_cases
from core.events.keeping import Keeping
from core.events.model import Event, Form, Presence
from core.events.notices import SeatOffered
from core.events.refusals import (
    EventOver,
    NotSoManyKept,
    QuotaForAll,
    ReleaseTooFar,
    SeatsUnlimited,
    TooFewSeats,
)
from core.events.seats import Enrolment, Quota, Standing
from core.people import Person
from core.tokens import fingerprint
from core.units import UnitId
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import standing, told
from tests.times import ZONE, Clock
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "vera"]

ROOM, ONLINE = Presence.ROOM, Presence.ONLINE


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    """Of the district, with three seats."""
    async with any_database.open_work() as work:
        return await town.event(work, here.district, boris.id, seats_room=3)


async def keep(
    database: Database, event: Event, me: Person, unit: UnitId, seats: int, way: Presence = ROOM
) -> None:
    async with database.open_work() as work:
        quota = Quota(presence=way, unit=unit, seats=seats)
        await keeping.keep(work, event.id, quota, me=me)


async def looked(database: Database, event: Event, me: Person) -> Keeping:
    async with database.open_view() as work:
        return await keeping.look(work, event.id, me=me)


async def enrol(
    database: Database, event: Event, me: Person, presence: Presence = ROOM
) -> Enrolment:
    async with database.open_work() as work:
        return await use_cases.enrol(work, event.id, presence, me=me)


async def people(database: Database, unit: UnitId, count: int) -> list[Person]:
    async with database.open_work() as work:
        return [await town.settle(work, f"№ {one} {unit}", unit) for one in range(count)]


async def tick(database: Database) -> None:
    async with database.open_work() as work:
        await use_cases.put_right(work)


async def test_a_school_has_its_seats_and_the_others_what_is_left(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 2)
    fives = await people(any_database, here.school_5, 4)
    others = await people(any_database, here.school_15, 2)
    async with any_database.open_view() as work:
        of_five = await use_cases.look(work, seminar.id, me=fives[0])
        of_other = await use_cases.look(work, seminar.id, me=others[0])
    assert (of_five.units, of_other.units) == ((here.school_5,), ())
    assert (of_other.seats[ROOM].free, of_other.seats[ROOM].common) == (1, 1)

    assert (await enrol(any_database, seminar, others[0])).kept_for is None
    assert (await enrol(any_database, seminar, others[1])).standing is Standing.WAITING
    taken = [await enrol(any_database, seminar, one) for one in fives[:2]]
    assert [one.kept_for for one in taken] == [here.school_5] * 2
    assert (await enrol(any_database, seminar, fives[2])).standing is Standing.WAITING

    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=fives[0])
    assert await standing(any_database, seminar, others[1], fives[2]) == ["waiting", "offered"]
    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=others[0])
    assert await standing(any_database, seminar, others[1]) == ["offered"]


async def test_a_quota_of_a_district_is_for_all_its_schools(
    any_database: Database, here: Town, boris: Person
) -> None:
    async with any_database.open_work() as work:
        inna = await town.methodist(work, "Инна", here.region)
        meeting = await town.event(work, here.region, inna.id, seats_room=2)
    await keep(any_database, meeting, inna, here.district, 1)
    await keep(any_database, meeting, inna, here.far_school, 1)
    (far,) = await people(any_database, here.far_school, 1)
    (five,) = await people(any_database, here.school_5, 1)
    (fifteen,) = await people(any_database, here.school_15, 1)
    assert (await enrol(any_database, meeting, fifteen)).kept_for == here.district
    assert (await enrol(any_database, meeting, five)).standing is Standing.WAITING
    assert (await enrol(any_database, meeting, far)).kept_for == here.far_school


async def test_on_the_day_of_release_those_who_wait_are_offered_what_is_left(
    any_database: Database, here: Town, seminar: Event, boris: Person, clock: Clock
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 2)
    others = await people(any_database, here.school_15, 3)
    for one in others:
        await enrol(any_database, seminar, one)
    assert (await looked(any_database, seminar, boris)).until == date(2026, 9, 14)
    clock.now = datetime(2026, 9, 13, 23, 59, tzinfo=ZONE)
    await tick(any_database)
    assert await told(any_database, SeatOffered) == []
    clock.now = datetime(2026, 9, 14, 0, 0, tzinfo=ZONE)
    await tick(any_database)
    assert await told(any_database, SeatOffered) == [one.id for one in others[1:]]
    keeps = await looked(any_database, seminar, boris)
    assert (keeps.is_released, keeps.halls[ROOM].seats.taken) == (True, 3)
    (late,) = await people(any_database, here.school_5, 1)
    assert (await enrol(any_database, seminar, late)).standing is Standing.WAITING


async def test_the_day_is_said_by_the_organiser_and_taken_back(
    any_database: Database, here: Town, seminar: Event, boris: Person, clock: Clock
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 3)
    (other,) = await people(any_database, here.school_15, 1)
    await enrol(any_database, seminar, other)
    for day in (date(2026, 9, 6), date(2026, 9, 18)):
        with pytest.raises(ReleaseTooFar):
            async with any_database.open_work() as work:
                await keeping.release_on(work, seminar.id, day, me=boris)
    async with any_database.open_work() as work:
        await keeping.release_on(work, seminar.id, date(2026, 9, 7), me=boris)
    assert await standing(any_database, seminar, other) == ["offered"], "today is today"
    async with any_database.open_work() as work:
        await keeping.release_on(work, seminar.id, date(2026, 9, 16), me=boris)
    keeps = await looked(any_database, seminar, boris)
    assert (keeps.until, keeps.is_released) == (date(2026, 9, 16), False)
    async with any_database.open_work() as work:
        await keeping.release_on(work, seminar.id, None, me=boris)
    assert (await looked(any_database, seminar, boris)).until == date(2026, 9, 14)


async def test_more_than_there_is_cannot_be_kept(
    any_database: Database, here: Town, seminar: Event, boris: Person, anna: Person, clock: Clock
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 2)
    with pytest.raises(NotSoManyKept) as refused:
        await keep(any_database, seminar, boris, here.school_15, 2)
    assert refused.value.facts == {"left": 1}
    await keep(any_database, seminar, boris, here.school_15, 1)
    await keep(any_database, seminar, boris, here.school_5, 1)
    fewer = an_event(clock.now, seats_room=1)
    with pytest.raises(TooFewSeats) as few:
        async with any_database.open_work() as work:
            await organising.change(work, seminar.id, fewer, me=boris)
    assert few.value.facts == {"kept": 2}
    for unit in (here.district, here.region, here.far_school):
        with pytest.raises(QuotaForAll):
            await keep(any_database, seminar, boris, unit, 1)
    with pytest.raises(SeatsUnlimited):
        await keep(any_database, seminar, boris, here.school_5, 1, ONLINE)
    with pytest.raises(NotYours):
        await keep(any_database, seminar, anna, here.school_5, 1)


async def test_as_many_as_like_come_and_nothing_is_kept(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    """The quota sleeps while seats are not limited, and counts when they are again."""
    await keep(any_database, seminar, boris, here.school_5, 2)
    (other,) = await people(any_database, here.school_15, 1)
    async with any_database.open_work() as work:
        await organising.change(work, seminar.id, an_event(work.now), me=boris)
    assert (await looked(any_database, seminar, boris)).halls == {}
    assert (await enrol(any_database, seminar, other)).kept_for is None
    async with any_database.open_work() as work:
        await organising.change(work, seminar.id, an_event(work.now, seats_room=3), me=boris)
        seen = await use_cases.look(work, seminar.id, me=other)
    assert seen.seats[ROOM].free == 0


async def test_those_of_the_school_who_are_in_are_counted_in(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    five, other, next_five = [
        *await people(any_database, here.school_5, 1),
        *await people(any_database, here.school_15, 1),
        *await people(any_database, here.school_5, 1),
    ]
    for one in (five, other):
        await enrol(any_database, seminar, one)
    await keep(any_database, seminar, boris, here.school_5, 2)
    keeps = await looked(any_database, seminar, boris)
    assert [(one.seats, one.taken) for one in keeps.halls[ROOM].kept] == [(2, 1)]
    assert (await enrol(any_database, seminar, next_five)).kept_for == here.school_5


async def test_nobody_loses_a_seat_when_quotas_change_or_they_move_to_another_school(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 2)
    fives = await people(any_database, here.school_5, 2)
    for one in fives:
        await enrol(any_database, seminar, one)
    async with any_database.open_work() as work:
        await work.registration.place(fives[0].id, here.school_15)
    await keep(any_database, seminar, boris, here.school_5, 1)
    await keep(any_database, seminar, boris, here.school_15, 1)
    assert await standing(any_database, seminar, *fives) == ["enrolled", "enrolled"]
    keeps = await looked(any_database, seminar, boris)
    assert [(one.unit, one.taken) for one in keeps.halls[ROOM].kept] == [
        (here.school_5, 2),
        (here.school_15, 0),
    ]
    async with any_database.open_work() as work:
        await keeping.drop(work, seminar.id, ROOM, here.school_5, me=boris)
        await keeping.drop(work, seminar.id, ROOM, here.school_5, me=boris)
        seats = (await use_cases.look(work, seminar.id, me=boris)).seats[ROOM]
    assert await standing(any_database, seminar, *fives) == ["enrolled", "enrolled"]
    assert (seats.taken, seats.free, seats.common) == (2, 0, 2)


async def test_what_is_not_kept_any_more_goes_to_those_who_wait(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 3)
    others = await people(any_database, here.school_15, 2)
    for one in others:
        await enrol(any_database, seminar, one)
    await keep(any_database, seminar, boris, here.school_5, 2)
    assert await standing(any_database, seminar, *others) == ["offered", "waiting"]
    async with any_database.open_work() as work:
        await keeping.drop(work, seminar.id, ROOM, here.school_5, me=boris)
    assert await standing(any_database, seminar, *others) == ["offered", "offered"]


async def test_a_seat_that_passes_to_a_colleague_stays_the_one_it_was(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    await keep(any_database, seminar, boris, here.school_5, 1)
    giver, taker = await people(any_database, here.school_5, 2)
    await enrol(any_database, seminar, giver)
    async with any_database.open_work() as work:
        handed = await substitution.hand(work, seminar.id, me=giver)
    async with any_database.open_work() as work:
        await substitution.take(work, fingerprint(handed.code), me=taker)
        mine = await work.events.enrolment(seminar.id, taker.id)
    assert mine is not None
    assert (mine.standing, mine.kept_for) == (Standing.ENROLLED, here.school_5)


async def test_quotas_of_the_room_and_online_are_apart(
    any_database: Database, here: Town, boris: Person
) -> None:
    async with any_database.open_work() as work:
        both = await town.event(
            work, here.district, boris.id, form=Form.HYBRID, seats_room=1, seats_online=1
        )
    await keep(any_database, both, boris, here.school_5, 1, ONLINE)
    other, next_other = await people(any_database, here.school_15, 2)
    assert (await enrol(any_database, both, other)).standing is Standing.ENROLLED
    assert (await enrol(any_database, both, next_other, ONLINE)).standing is Standing.WAITING
    assert set((await looked(any_database, both, boris)).halls) == {ROOM, ONLINE}
    async with any_database.open_work() as work:
        room = an_event(work.now, seats_room=2)
        await organising.change(work, both.id, room, me=boris)
    assert await standing(any_database, both, next_other) == ["offered"]


async def test_nothing_is_kept_when_it_has_begun(
    any_database: Database, here: Town, seminar: Event, boris: Person, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at
    with pytest.raises(EventOver):
        await keep(any_database, seminar, boris, here.school_5, 1)
