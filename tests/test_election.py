"""Whether a process leads: what it believes, for how long, and how it stops."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.election import Leadership
from storage.work import Database
from tests.servers import sqlite_url
from tests.times import ZONE, Clock

TERM = timedelta(seconds=10)


class Seconds:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def standing(database: Database, name: str, seconds: Seconds) -> Leadership:
    return Leadership(database, "post", name, for_=TERM, clock=seconds)


async def test_one_leads_until_it_resigns(any_database: Database, seconds: Seconds) -> None:
    a, b = (standing(any_database, name, seconds) for name in "ab")
    assert (a.term, b.term) == (None, None)
    await a.stand()
    await b.stand()
    assert (a.term, b.term) == (1, None)
    await a.resign()
    assert a.term is None
    await b.stand()
    assert b.term == 2


async def test_who_has_fallen_leads_again_as_soon_as_it_stands(
    any_database: Database, seconds: Seconds
) -> None:
    await standing(any_database, "a", seconds).stand()
    again = standing(any_database, "a", seconds)
    await again.stand()
    assert again.term == 2


async def test_a_leader_believes_no_longer_than_it_was_promised(
    any_database: Database, seconds: Seconds
) -> None:
    """A machine that has slept does not go on as if nothing had been."""
    a = standing(any_database, "a", seconds)
    await a.stand()
    seconds.now += 8.9
    assert a.term == 1
    seconds.now += 0.2
    assert a.term is None
    await a.stand()
    assert a.term == 1, "nobody has taken it meanwhile"


async def test_a_leader_learns_that_another_was_elected(
    any_database: Database, seconds: Seconds
) -> None:
    a, b = (standing(any_database, name, seconds) for name in "ab")
    await a.stand()
    async with any_database.open_work() as work:
        await work.leaders.resign("post", "a", 1)
    await b.stand()
    await a.stand()
    assert (a.term, b.term) == (None, 2)


async def test_while_the_database_is_down_the_leader_steps_back_by_itself(
    tmp_path: object, seconds: Seconds
) -> None:
    """And nothing is raised: a database comes back."""
    broken = Database(sqlite_url(tmp_path / "empty.db"), clock=Clock(), zone=ZONE)  # type: ignore[operator]  # a path
    a = standing(broken, "a", seconds)
    await a.stand()
    assert a.term is None
    await a.resign()
    await broken.close()


@pytest.fixture
async def held(any_database: Database) -> AsyncIterator[Leadership]:
    leadership = Leadership(any_database, "post", "a", for_=timedelta(seconds=1))
    async with leadership.held():
        yield leadership


async def test_who_holds_an_office_renews_it_in_time(
    any_database: Database, held: Leadership, clock: Clock
) -> None:
    for _ in range(15):
        assert held.term == 1
        clock.wait(seconds=0.2)
        await asyncio.sleep(0.2)
    async with any_database.open_view() as work:
        found = await work.leaders.get("post")
    assert found
    assert (found.holder, found.is_over) == ("a", False)


async def test_at_an_orderly_stop_the_office_is_free_at_once(any_database: Database) -> None:
    async with Leadership(any_database, "post", "a").held():
        pass
    async with any_database.open_view() as work:
        found = await work.leaders.get("post")
    assert found
    assert found.is_over
