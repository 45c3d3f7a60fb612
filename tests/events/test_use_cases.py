"""Events from the first draft to the last letter, on both databases."""

from datetime import timedelta

import pytest

from core.errors import NotYours
from core.events import organising, reminding, use_cases
from core.events.model import Change, Event, Form, Presence, Reminder
from core.events.notices import (
    EventAltered,
    EventCancelled,
    EventInAnHour,
    EventInAWeek,
    EventTomorrow,
    OfferLapsed,
    SeatOffered,
)
from core.events.refusals import EventOver, NoSuchPresence, OfferOver
from core.events.seats import Enrolment, Standing
from core.notices import Notice
from core.people import Person, PersonId, Role
from core.working_time import WorkingCalendar
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.times import ZONE, Clock
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "vera"]

ROOM, ONLINE = Presence.ROOM, Presence.ONLINE
CALENDAR = WorkingCalendar(ZONE)


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    """With one seat, opened by Boris for his district."""
    async with any_database.open_work() as work:
        return await town.event(work, here.district, boris.id, seats_room=1)


async def enrol(
    database: Database, event: Event, me: Person, presence: Presence = ROOM
) -> Enrolment:
    async with database.open_work() as work:
        return await use_cases.enrol(work, event.id, presence, me=me)


async def standing(database: Database, event: Event, *people: Person) -> list[Standing | None]:
    async with database.open_view() as work:
        found = [await work.events.enrolment(event.id, one.id) for one in people]
    return [one and one.standing for one in found]


async def told(database: Database, kind: type[Notice]) -> list[object]:
    return [one["to"] for one in await town.letters(database, kind)]


async def remind(database: Database) -> int:
    count = 0
    async with database.open_work() as work:
        due = await reminding.due(work)
    for number in due:
        async with database.open_work() as work:
            count += await reminding.remind(work, number)
    return count


async def test_a_seat_given_back_is_offered_to_the_next_and_taken(
    any_database: Database, seminar: Event, anna: Person, vera: Person
) -> None:
    await enrol(any_database, seminar, anna)
    await enrol(any_database, seminar, vera)
    assert await standing(any_database, seminar, anna, vera) == ["enrolled", "waiting"]
    async with any_database.open_view() as work:
        seen = await use_cases.look(work, seminar.id, me=vera)
    assert (seen.place, seen.seats[ROOM].free, seen.answers_for) == (1, 0, True)

    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=anna)
    assert await told(any_database, SeatOffered) == [vera.id]
    async with any_database.open_work() as work:
        await use_cases.accept(work, seminar.id, me=vera)
    assert await standing(any_database, seminar, anna, vera) == ["left", "enrolled"]


async def test_an_offer_nobody_answers_goes_on_and_is_over(
    any_database: Database, seminar: Event, here: Town, anna: Person, vera: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
    for person in (anna, vera, galya):
        await enrol(any_database, seminar, person)
    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=anna)
    clock.wait(hours=23)
    async with any_database.open_work() as work:
        assert await use_cases.expire(work) == 0
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        assert await use_cases.expire(work) == 1
    assert await standing(any_database, seminar, vera, galya) == ["lapsed", "offered"]
    assert await told(any_database, OfferLapsed) == [vera.id]
    assert await told(any_database, SeatOffered) == [galya.id], "the older offer is not sent"
    with pytest.raises(OfferOver):
        async with any_database.open_work() as work:
            await use_cases.accept(work, seminar.id, me=vera)
    async with any_database.open_work() as work:
        await use_cases.refuse(work, seminar.id, me=galya)
    assert await standing(any_database, seminar, galya) == ["declined"]


async def test_more_seats_go_to_those_who_wait(
    any_database: Database, seminar: Event, anna: Person, vera: Person, boris: Person, clock: Clock
) -> None:
    for person in (anna, vera):
        await enrol(any_database, seminar, person)
    async with any_database.open_work() as work:
        more = an_event(work.now, seats_room=2)
        assert await organising.change(work, seminar.id, more, me=boris) == []
    assert await standing(any_database, seminar, vera) == ["offered"]
    assert await told(any_database, EventAltered) == []


async def test_seats_of_a_hybrid_are_counted_apart(
    any_database: Database, here: Town, boris: Person, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        both = await town.event(
            work, here.district, boris.id, form=Form.HYBRID, seats_room=1, seats_online=1
        )
    await enrol(any_database, both, anna)
    await enrol(any_database, both, vera)
    after = await enrol(any_database, both, vera, ONLINE)
    assert (after.standing, after.presence) == (Standing.ENROLLED, ONLINE)


async def test_whoever_is_enrolled_hears_what_has_changed_and_why_it_is_cancelled(
    any_database: Database, seminar: Event, anna: Person, vera: Person, boris: Person
) -> None:
    for person in (anna, vera):
        await enrol(any_database, seminar, person)
    async with any_database.open_work() as work:
        other = an_event(work.now, seats_room=1, place="Школа № 1", form=Form.ROOM)
        assert await organising.change(work, seminar.id, other, me=boris) == [Change.PLACE]
    assert await told(any_database, EventAltered) == [anna.id, vera.id]

    async with any_database.open_work() as work:
        cancelled = await organising.cancel(work, seminar.id, "Болеет ведущий", me=boris)
    assert cancelled.sequence == 2
    letters = await town.letters(any_database, EventCancelled)
    assert [(one["to"], one["reason"]) for one in letters] == [
        (anna.id, "Болеет ведущий"),
        (vera.id, "Болеет ведущий"),
    ]
    with pytest.raises(EventOver):
        await enrol(any_database, seminar, boris)


async def test_whoever_came_to_the_room_is_online_when_there_is_no_room(
    any_database: Database, seminar: Event, anna: Person, boris: Person
) -> None:
    await enrol(any_database, seminar, anna)
    async with any_database.open_work() as work:
        online = an_event(work.now, form=Form.ONLINE, place="", link="https://a.example/1")
        await organising.change(work, seminar.id, online, me=boris)
        moved = await work.events.enrolment(seminar.id, anna.id)
    assert moved is not None
    assert (moved.presence, moved.standing) == (ONLINE, Standing.ENROLLED)
    with pytest.raises(NoSuchPresence):
        await enrol(any_database, seminar, boris)


async def test_reminders_come_once_each_and_not_to_those_who_wait(
    any_database: Database, seminar: Event, anna: Person, vera: Person, clock: Clock
) -> None:
    for person in (anna, vera):
        await enrol(any_database, seminar, person)
    for kind, before in (
        (EventInAWeek, timedelta(days=6, hours=23)),
        (EventTomorrow, timedelta(hours=23)),
        (EventInAnHour, timedelta(minutes=50)),
    ):
        clock.now = seminar.details.starts_at - before
        assert [await remind(any_database) for _ in range(3)] == [1, 0, 0]
        assert await told(any_database, kind) == [anna.id]
    clock.now = seminar.details.starts_at
    assert await remind(any_database) == 0


async def test_a_moved_event_is_reminded_of_anew_and_the_old_letters_do_not_leave(
    any_database: Database, seminar: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    await enrol(any_database, seminar, anna)
    clock.now = seminar.details.starts_at - timedelta(hours=20)
    assert await remind(any_database) == 1
    starts = seminar.details.starts_at + timedelta(days=5)
    async with any_database.open_work() as work:
        later = an_event(work.now, starts_at=starts, ends_at=starts + timedelta(hours=1))
        await organising.change(work, seminar.id, later, me=boris)
        moved = await work.events.get(seminar.id)
    assert await told(any_database, EventTomorrow) == []
    assert moved is not None
    assert moved.reminded is None
    clock.now = starts - timedelta(hours=20)
    assert await remind(any_database) == 1
    assert await told(any_database, EventTomorrow) == [anna.id]


async def test_a_reminder_whose_moment_was_missed_is_not_made_up_for(
    any_database: Database, here: Town, boris: Person, anna: Person, clock: Clock
) -> None:
    """An event opened five hours before it begins has no reminder of a day, but one of an hour."""
    async with any_database.open_work() as work:
        starts = work.now + timedelta(hours=5)
        soon = await town.event(
            work, here.district, boris.id, starts_at=starts, ends_at=starts + timedelta(hours=1)
        )
    assert soon.due_reminder(clock(), CALENDAR) is None
    assert soon.due_reminder(starts - timedelta(minutes=10), CALENDAR) is Reminder.HOUR


async def test_events_of_others_are_nobodys_business(
    any_database: Database, here: Town, seminar: Event, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.METHODIST])
        near = await town.settle(work, "Дина", here.district, roles=[Role.METHODIST])
        draft = await organising.draw_up(work, an_event(work.now), unit=here.district, me=boris)
    tries = (
        (far, lambda work: use_cases.look(work, seminar.id, me=far)),
        (far, lambda work: use_cases.enrol(work, seminar.id, ROOM, me=far)),
        (far, lambda work: organising.draw_up(work, draft.details, unit=here.district, me=far)),
        (anna, lambda work: use_cases.look(work, draft.id, me=anna)),
        (anna, lambda work: organising.guests(work, seminar.id, page=0, me=anna)),
        (near, lambda work: organising.cancel(work, seminar.id, "Так", me=near)),
        (near, lambda work: organising.change(work, seminar.id, draft.details, me=near)),
        (near, lambda work: organising.open_event(work, draft.id, me=near)),
        (near, lambda work: organising.guests(work, seminar.id, page=0, me=near)),
    )
    for _who, attempt in tries:
        with pytest.raises(NotYours):
            async with any_database.open_work() as work:
                await attempt(work)


async def test_a_seat_of_somebody_erased_goes_to_the_next(
    any_database: Database, seminar: Event, anna: Person, vera: Person
) -> None:
    for person in (anna, vera):
        await enrol(any_database, seminar, person)
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    async with any_database.open_work() as work:
        await use_cases.put_right(work)
    assert await standing(any_database, seminar, vera) == ["offered"]


async def test_two_records_of_one_person_keep_the_seat_and_give_back_the_place_in_line(
    any_database: Database, seminar: Event, anna: Person, vera: Person
) -> None:
    for person in (anna, vera):
        await enrol(any_database, seminar, person)
    async with any_database.open_work() as work:
        session = work.events._session  # noqa: SLF001 - past the use cases
        await absorb(session, anna.id, into=vera.id, at=work.now)
    async with any_database.open_view() as work:
        one = await work.events.enrolment(seminar.id, vera.id)
        assert await work.events.enrolment(seminar.id, PersonId(anna.id)) is None
    assert one is not None
    assert (one.standing, one.ticket) == (Standing.ENROLLED, 1)


async def test_the_same_people_asked_twice_on_one_day_is_seen(
    any_database: Database, here: Town, seminar: Event, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        day = seminar.details.starts_at + timedelta(hours=3)
        other = an_event(work.now, starts_at=day, ends_at=day + timedelta(hours=1))
        of_school = await organising.clashes(work, other, here.school_5)
        elsewhere = await organising.clashes(work, other, here.far_school)
        itself = await organising.clashes(work, other, here.district, but=seminar.id)
    assert ([one.id for one in of_school], elsewhere, itself) == ([seminar.id], [], [])
