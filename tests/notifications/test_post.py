"""The post at work: a letter leaves as soon as it is saved, and nothing stops it for good."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.post import Post
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import Screen, Shown
from core.people import Account, Person
from storage.work import Database
from tests.times import ZONE, Clock
from tests.world import DemoWorld

SELDOM = 60.0
SOON = 1.0


@dataclass
class Told:
    """``core.letters.Messenger`` that says when something has come."""

    came: asyncio.Event = field(default_factory=asyncio.Event)
    halted: timedelta = timedelta()
    slow: float = 0.0
    count: int = 0

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        await asyncio.sleep(self.slow)
        self.count += 1
        self.came.set()
        return Shown(to, ("1",))

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        raise NotImplementedError

    async def delete(self, shown: Shown) -> None:
        raise NotImplementedError


@dataclass
class Office:
    world: DemoWorld
    told: Told
    post: Post
    boris: Person
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def letter(self, number: int) -> ConsultationRated:
        return ConsultationRated(
            to=self.boris.id, consultation=number, teacher="Анна", outcome=Outcome.FULL
        )

    async def put(self, number: int, *, fails: bool = False) -> None:
        async with self.world.database.open_work() as work:
            await work.outbox.put(self.letter(number))
            if fails:
                raise LookupError

    @asynccontextmanager
    async def carrying(self, every: float) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            group.create_task(self.post.carry(stop=self.stop, every=every))
            await asyncio.sleep(0.2)
            try:
                yield
            finally:
                self.stop.set()

    async def arrives(self, within: float = SOON) -> float:
        began = time.monotonic()
        async with asyncio.timeout(within):
            await self.told.came.wait()
        self.told.came.clear()
        return time.monotonic() - began


@pytest.fixture
async def office(world: DemoWorld) -> Office:
    told = Told()
    postman = replace(world.service.postman, messengers={"demo": told})
    post = replace(world.service.post, postman=postman)
    return Office(world, told, post, await world.person("Громов Борис"))


async def test_a_letter_leaves_as_soon_as_it_is_saved(office: Office) -> None:
    async with office.carrying(SELDOM):
        for number in range(3):
            await office.put(number)
            await office.arrives()


async def test_a_letter_of_another_process_waits_for_the_tick(
    office: Office, sqlite_url: str, clock: Clock
) -> None:
    """The twin: nobody tells the post that it was put."""
    elsewhere = Database(sqlite_url, clock=clock, zone=ZONE)
    async with office.carrying(SELDOM):
        async with elsewhere.open_work() as work:
            await work.outbox.put(office.letter(1))
        with pytest.raises(TimeoutError):
            await office.arrives()
    await elsewhere.close()


async def test_what_was_not_saved_wakes_nobody(office: Office) -> None:
    with pytest.raises(LookupError):
        await office.put(1, fails=True)
    assert not office.world.database.letters.is_set()


async def test_what_becomes_due_later_leaves_at_a_tick(office: Office, clock: Clock) -> None:
    async with office.world.database.open_work() as work:
        later = work.now + timedelta(minutes=5)
        await work.outbox.put(office.letter(1), not_before=later)
    async with office.carrying(0.05):
        with pytest.raises(TimeoutError):
            await office.arrives(0.3)
        clock.wait(minutes=5)
        await office.arrives()


async def test_told_to_stop_it_finishes_what_is_in_hand(office: Office) -> None:
    office.told.slow = 0.3
    for number in range(20):
        await office.put(number)
    async with office.carrying(SELDOM):
        pass
    assert office.told.count == office.post.postman.in_hand


async def test_an_error_is_counted_and_the_next_tick_goes_on(office: Office) -> None:
    terms = iter([LookupError("the database is down")])

    def term() -> int:
        for error in terms:
            raise error
        return 1

    office.post = replace(office.post, postman=replace(office.post.postman, term=term))
    await office.put(1)
    async with office.carrying(0.05):
        await office.arrives()
    assert b'opora_errors_total{error="LookupError"} 1.0' in office.post.metrics.render()[0]
