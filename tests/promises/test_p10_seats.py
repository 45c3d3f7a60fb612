"""P10: seats are never oversold: a thousand press at once, the first hundred get one.

The others wait in the order of their coming, and whoever gives a seat back gives it to exactly
one of them. Two twins oversell: one that does not lock the event, and one that has looked how
many seats are free before it began to write.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest

from bot.turns import AT_ONCE
from core.events import use_cases
from core.events.model import Event, EventId, Presence
from core.events.seats import CONCERNED, Enrolment, Standing, enrol
from core.people import Person, PersonId
from storage.events import SqlEvents
from storage.people import PersonRow
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.town import Town

ROOM = Presence.ROOM
FIRST_ID = 10_000

COUNTS = [
    pytest.param(200, 20, id="short"),
    pytest.param(1000, 100, id="full", marks=pytest.mark.long),
]

Press = Callable[["Crowd", Person], Awaitable[None]]


class Unlocked(SqlEvents):
    """Reads the event and leaves it to everybody else as well."""

    async def hold(self, event: EventId) -> Event | None:
        return await self.get(event)


@dataclass
class Crowd:
    database: Database
    event: Event
    people: Sequence[Person]
    have_looked: asyncio.Barrier
    door: asyncio.Semaphore
    """As many are let in at once as the service lets in; the others wait outside."""

    async def press(self, how: Press) -> None:
        await asyncio.gather(*(how(self, one) for one in self.people))

    async def standing(self, *which: Standing) -> Sequence[Enrolment]:
        async with self.database.open_view() as work:
            return await work.events.of_event(self.event.id, which or CONCERNED)


async def crowd(database: Database, people: int, seats: int) -> Crowd:
    here = await town.build(database)
    async with database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        event = await town.event(work, here.district, boris.id, seats_room=seats)
    ids = range(FIRST_ID, FIRST_ID + people)
    rows = [{"id": one, "name": f"№ {one}", "folded": "", "unit_id": here.school_5} for one in ids]
    async with database.writer.begin() as connection:
        await connection.execute(PersonRow.__table__.insert(), rows)
    teachers = [_teacher(here, one) for one in ids]
    return Crowd(database, event, teachers, asyncio.Barrier(people), asyncio.Semaphore(AT_ONCE))


def _teacher(here: Town, number: int) -> Person:
    return Person(id=PersonId(number), name=f"№ {number}", unit=here.school_5)


async def guarded(crowd: Crowd, me: Person) -> None:
    async with crowd.door, crowd.database.open_work() as work:
        await use_cases.enrol(work, crowd.event.id, ROOM, me=me)


async def unlocked(crowd: Crowd, me: Person) -> None:
    async with crowd.door, crowd.database.open_work() as work:
        work.events = Unlocked(work.means.session)  # type: ignore[assignment]  # in place of the part
        await use_cases.enrol(work, crowd.event.id, ROOM, me=me)


async def looked_before(crowd: Crowd, me: Person) -> None:
    async with crowd.database.open_view() as work:
        seats = await work.events.seats(crowd.event, ROOM)
    await crowd.have_looked.wait()
    async with crowd.database.open_work() as work:
        await work.events.put(
            enrol(
                None,
                event=crowd.event.id,
                person=me.id,
                presence=ROOM,
                seats=seats,
                ticket=await work.events.next_ticket(crowd.event.id),
                starts_at=crowd.event.details.starts_at,
                now=work.now,
            )
        )


@pytest.mark.parametrize(("people", "seats"), COUNTS)
async def test_the_first_get_a_seat_and_the_others_wait_in_their_order(
    any_database: Database, people: int, seats: int, record: Record
) -> None:
    here = await crowd(any_database, people, seats)
    await here.press(guarded)

    enrolled = await here.standing(Standing.ENROLLED)
    waiting = await here.standing(Standing.WAITING)
    assert [one.ticket for one in enrolled] == list(range(1, seats + 1))
    assert [one.ticket for one in waiting] == list(range(seats + 1, people + 1))
    assert len({one.person for one in (*enrolled, *waiting)}) == people
    record(
        f"{people} pressed at once for {seats} seats: {len(enrolled)} enrolled, "
        f"{len(waiting)} waiting in their order"
    )


@pytest.mark.parametrize(("people", "seats"), COUNTS)
async def test_a_seat_given_back_goes_to_exactly_one_of_those_who_wait(
    any_database: Database, people: int, seats: int, record: Record
) -> None:
    here = await crowd(any_database, people, seats)
    await here.press(guarded)
    known = {one.id: one for one in here.people}
    leaving = [known[one.person] for one in (await here.standing(Standing.ENROLLED))[::2]]

    async def leave(me: Person) -> None:
        async with here.door, here.database.open_work() as work:
            await use_cases.leave(work, here.event.id, me=me)

    await leave(leaving[0])
    assert [one.ticket for one in await here.standing(Standing.OFFERED)] == [seats + 1]

    await asyncio.gather(*map(leave, leaving[1:]))
    offered = [one.ticket for one in await here.standing(Standing.OFFERED)]
    assert offered == list(range(seats + 1, seats + 1 + len(leaving)))
    record(f"{len(leaving)} seats given back at once: the next {len(offered)} were offered one")


@pytest.mark.parametrize("how", [looked_before, unlocked])
async def test_the_twin_oversells(any_url: str, any_database: Database, how: Press) -> None:
    if how is unlocked and any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    here = await crowd(any_database, 60, 5)
    await here.press(how)

    assert len(await here.standing(Standing.ENROLLED)) > 5
