"""Two organisers decide at once, and somebody presses while the event closes its doors.

Each race has a twin without the guard, which loses: one reads under no lock, the other has looked
whether it may before it began to write.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from core.applications import deciding, settling
from core.applications.calls import Admission, Call
from core.applications.model import Application
from core.applications.refusals import DecidedAlready
from core.events import seats
from core.events import use_cases as events
from core.events.model import Event, EventId, Presence
from core.events.refusals import NeedsApplication
from core.events.seats import Seats, Standing
from core.people import Person, PersonId
from handlers.applications.one import seat_in
from storage.applications import SqlApplications
from storage.events import SqlEvents
from storage.work import Database, SqlWork
from tests import town
from tests.applications.applying import called, send
from tests.consultations.conftest import boris, here, vera
from tests.town import Town

__all__ = ["boris", "here", "vera"]

ROOM = Presence.ROOM
PEOPLE = 12


@dataclass
class Desk:
    """Everybody has applied for the only seat."""

    database: Database
    event: Event
    people: Sequence[Person]
    organisers: Sequence[Person]

    async def states(self) -> list[str]:
        async with self.database.open_view() as work:
            found = [await work.applications.of(self.event.id, one.id) for one in self.people]
        return [one.state for one in found if one is not None]

    async def enrolled(self) -> int:
        async with self.database.open_view() as work:
            return len(await work.events.of_event(self.event.id, [Standing.ENROLLED]))


@pytest.fixture
async def desk(any_database: Database, here: Town, boris: Person, vera: Person) -> Desk:
    async with any_database.open_work() as work:
        event = await called(work, here.district, boris.id, seats_room=1)
        people = [
            await town.settle(work, f"Учитель {number}", here.school_5) for number in range(PEOPLE)
        ]
    for one in people:
        await send(any_database, event, one)
    return Desk(any_database, event, people, (boris, vera))


def unlocked(work: SqlWork, all_have_read: asyncio.Barrier, *, at_the_seats: bool) -> None:
    """Reads the event and leaves it to everybody else as well.

    They wait for each other before the application is looked at, or before the seats are.
    """

    class Applications(SqlApplications):
        async def hold(self, event: int) -> Call | None:
            return await self.call(event)

        async def of(self, event: int, person: PersonId) -> Application | None:
            found = await super().of(event, person)
            if not at_the_seats:
                await all_have_read.wait()
            return found

    class Events(SqlEvents):
        async def hold(self, event: EventId) -> Event | None:
            return await self.get(event)

        async def seats(self, event: Event, presence: Presence) -> Seats:
            found = await super().seats(event, presence)
            if at_the_seats:
                await all_have_read.wait()
            return found

    work.applications = Applications(work.means.session)  # type: ignore[assignment]  # in place of the part
    work.events = Events(work.means.session)  # type: ignore[assignment]  # in place of the part


async def decide(
    desk: Desk,
    whom: Person,
    me: Person,
    barrier: asyncio.Barrier | None = None,
    *,
    at_the_seats: bool = False,
) -> object:
    """Says who was quicker, or whether a seat was given."""
    try:
        async with desk.database.open_work() as work:
            if barrier is not None:
                unlocked(work, barrier, at_the_seats=at_the_seats)
            return await deciding.approve(
                work, desk.event.id, whom.id, revision=1, seat=seat_in(work), me=me
            )
    except DecidedAlready as refusal:
        return refusal.facts["name"]


async def test_of_two_who_decide_at_once_one_hears_of_the_other(desk: Desk) -> None:
    whom = desk.people[0]
    ends = await asyncio.gather(*(decide(desk, whom, me) for me in desk.organisers))
    assert True in ends
    [name] = [one for one in ends if one is not True]
    assert name in {"Борис", "Вера"}
    assert await desk.enrolled() == 1


async def test_the_only_seat_goes_to_one_of_those_approved_at_once(desk: Desk) -> None:
    boris, vera = desk.organisers
    pairs = zip(desk.people, [boris, vera] * PEOPLE, strict=False)
    ends = await asyncio.gather(*(decide(desk, whom, me) for whom, me in pairs))
    assert sorted(ends, key=str) == [False] * (PEOPLE - 1) + [True]
    assert await desk.enrolled() == 1
    assert set(await desk.states()) == {"approved"}


async def test_the_twin_without_the_lock_gives_two_seats(any_url: str, desk: Desk) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    barrier = asyncio.Barrier(2)
    pairs = zip(desk.people, desk.organisers, strict=False)
    ends = await asyncio.gather(
        *(decide(desk, whom, me, barrier, at_the_seats=True) for whom, me in pairs)
    )
    assert ends == [True, True]
    assert await desk.enrolled() == 2


async def test_the_twin_without_the_lock_decides_twice(any_url: str, desk: Desk) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    barrier, whom = asyncio.Barrier(2), desk.people[0]
    ends = await asyncio.gather(*(decide(desk, whom, me, barrier) for me in desk.organisers))
    assert ends == [True, True]


@pytest.fixture
async def open_event(any_database: Database, here: Town, boris: Person) -> Desk:
    """Whoever likes may come still."""
    async with any_database.open_work() as work:
        event = await town.event(work, here.district, boris.id)
        people = [
            await town.settle(work, f"Учитель {number}", here.school_5) for number in range(PEOPLE)
        ]
    return Desk(any_database, event, people, (boris,))


async def switch(desk: Desk) -> int:
    """To approval; says how many had a seat at that moment."""
    async with desk.database.open_work() as work:
        await settling.admit_by(work, desk.event.id, Admission.APPROVAL, me=desk.organisers[0])
        return len(await work.events.of_event(desk.event.id, [Standing.ENROLLED]))


async def press(desk: Desk, me: Person) -> bool:
    try:
        async with desk.database.open_work() as work:
            await events.enrol(work, desk.event.id, ROOM, me=me)
    except NeedsApplication:
        return False
    return True


async def press_as_it_looked(desk: Desk, me: Person) -> bool:
    """The twin: whether it may was looked up before the door was closed."""
    async with desk.database.open_work() as work:
        taken = seats.enrol(
            None,
            event=desk.event.id,
            person=me.id,
            presence=ROOM,
            seats=await work.events.seats(desk.event, ROOM),
            ticket=await work.events.next_ticket(desk.event.id),
            starts_at=desk.event.details.starts_at,
            now=work.now,
        )
        await work.events.put(replace(taken, standing=Standing.ENROLLED))
    return True


async def test_nobody_slips_in_while_the_door_is_closed(open_event: Desk) -> None:
    early, late = open_event.people[:4], open_event.people[4:]
    tries = [*(press(open_event, one) for one in early), switch(open_event)]
    tries += [press(open_event, one) for one in late]
    ends = await asyncio.gather(*tries)
    had_a_seat = ends.pop(len(early))
    assert sum(ends) == had_a_seat == await open_event.enrolled()
    assert not await press(open_event, (await _somebody_out(open_event)))


async def _somebody_out(desk: Desk) -> Person:
    async with desk.database.open_view() as work:
        found = [await work.events.enrolment(desk.event.id, one.id) for one in desk.people]
    out = [one for one, has in zip(desk.people, found, strict=True) if has is None]
    return out[0] if out else desk.organisers[0]


async def test_the_twin_that_looked_before_slips_in(open_event: Desk) -> None:
    async with open_event.database.open_view() as work:
        assert await work.admissions.lets_in(open_event.event.id, open_event.people[0].id)
    had_a_seat = await switch(open_event)
    assert await press_as_it_looked(open_event, open_event.people[0])
    assert await open_event.enrolled() > had_a_seat
