"""P4: kill -9 at any moment of carrying loses no letter, and doubles few."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest

from bot.clock import utc_now
from core.letters import Failure, LetterState
from core.notices import Lane
from notifications.delivery import IN_HAND
from storage.work import Database
from tests.promises.carrying import Counting, Office, Round, carrying, going_on
from tests.promises.results import Record
from tests.times import MONDAY

SHORT, LONG = (600, 8), (10_000, 200)
"""Letters and kills."""

BOUND = 90.0
"""Seconds for the full count."""

OFFSET = MONDAY - utc_now()


@pytest.fixture
async def messenger() -> AsyncIterator[Counting]:
    async with Counting() as messenger:
        yield messenger


@pytest.fixture
async def office(any_database: Database, any_url: str) -> AsyncIterator[Office]:
    database = going_on(any_url, OFFSET)
    yield Office(database)
    await database.close()


@dataclass(frozen=True, slots=True)
class Toll:
    """What the kills have cost."""

    lost: int
    doubled: int
    most: int
    unknown: int


async def killed_again_and_again(
    office: Office, rounds: Sequence[Round], *, kills: int, longest: float
) -> None:
    """One of the processes at a time, each started anew at once; the last are let be."""
    chance = random.Random(4)  # noqa: S311 - when to kill, not a secret
    stacks = [ExitStack() for _ in rounds]
    try:
        for stack, round_ in zip(stacks, rounds, strict=True):
            stack.enter_context(carrying(round_))
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(0, longest))
            number = chance.randrange(len(rounds))
            await asyncio.to_thread(stacks[number].close)
            again = carrying(rounds[number])
            await asyncio.to_thread(stacks[number].enter_context, again)
        async with asyncio.timeout(120):
            while not await office.settled():  # noqa: ASYNC110 - rows of others tell nothing
                await asyncio.sleep(0.05)
    finally:
        for stack in stacks:
            stack.close()


async def toll(office: Office, messenger: Counting, lane: Lane) -> Toll:
    copies = [messenger.copies[chat] for chat, of in office.lanes.items() if of is lane]
    states = await office.states()
    return Toll(
        lost=copies.count(0),
        doubled=sum(count - 1 for count in copies if count > 1),
        most=max(copies),
        unknown=states[lane, LetterState.FAILED, Failure.UNKNOWN],
    )


async def put_and_kill(
    office: Office, messenger: Counting, rounds: Sequence[Round], *, letters: int, kills: int
) -> tuple[Toll, Toll]:
    """Half of the letters are important, half announcements."""
    for lane in (Lane.REPLIES, Lane.ANNOUNCEMENTS):
        await office.put(letters // 2, lane)
    longest = 0.5 if kills < 100 else 0.25
    await killed_again_and_again(office, rounds, kills=kills, longest=longest)
    return (
        await toll(office, messenger, Lane.REPLIES),
        await toll(office, messenger, Lane.ANNOUNCEMENTS),
    )


def within_bounds(important: Toll, announced: Toll, *, kills: int) -> None:
    assert important.lost == 0
    assert important.most <= 2
    assert important.doubled <= kills * IN_HAND
    assert announced.most <= 1
    assert announced.lost <= announced.unknown <= kills * IN_HAND, "all lost ones are reported"


def rounds_of(url: str, messenger: Counting, workers: int) -> list[Round]:
    one = Round(url=url, api=messenger.url, offset=OFFSET)
    return [replace(one, name=f"post {number}") for number in range(workers)]


async def test_a_carrier_killed_again_and_again_loses_nothing(
    any_url: str, office: Office, messenger: Counting
) -> None:
    letters, kills = SHORT
    rounds = rounds_of(any_url, messenger, 1)

    tolls = await put_and_kill(office, messenger, rounds, letters=letters, kills=kills)

    within_bounds(*tolls, kills=kills)


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.xdist_group("killed many times")
@pytest.mark.parametrize("workers", [1, 3])
async def test_carriers_killed_many_times_lose_nothing(
    any_url: str, office: Office, messenger: Counting, workers: int, record: Record
) -> None:
    """Three beside each other need PostgreSQL: with SQLite one process works, by its lock."""
    if workers > 1 and any_url.startswith("sqlite"):
        pytest.skip("with SQLite one process carries")
    letters, kills = LONG
    rounds = rounds_of(any_url, messenger, workers)
    began = time.monotonic()

    important, announced = await put_and_kill(
        office, messenger, rounds, letters=letters, kills=kills
    )

    took = time.monotonic() - began
    within_bounds(important, announced, kills=kills)
    record(
        f"{letters:,} letters, {kills} kills, {workers} at work: lost 0, doubled"
        f" {important.doubled} (≤ {kills * IN_HAND:,}), most copies {important.most};"
        f" announcements unknown {announced.unknown}, doubled 0; {took:.0f} s",
        kept=took <= BOUND,
    )


async def test_three_at_once_on_one_database_leave_the_letters_to_one(
    postgres_url: str, postgres_database: Database, messenger: Counting
) -> None:
    letters, kills = SHORT
    office = Office(going_on(postgres_url, OFFSET))
    rounds = rounds_of(postgres_url, messenger, 3)

    tolls = await put_and_kill(office, messenger, rounds, letters=letters, kills=kills)

    within_bounds(*tolls, kills=kills)
    await office.database.close()


@pytest.mark.timeout(300)
async def test_the_twin_without_an_election_doubles_without_any_kill(
    postgres_url: str, postgres_database: Database, messenger: Counting
) -> None:
    office = Office(going_on(postgres_url, OFFSET))
    rounds = [replace(each, elected=False) for each in rounds_of(postgres_url, messenger, 3)]

    important, announced = await put_and_kill(office, messenger, rounds, letters=600, kills=0)

    assert important.doubled + announced.doubled + announced.unknown > 0
    await office.database.close()


async def test_the_twin_that_gives_nothing_back_never_ends(
    sqlite_url: str, database: Database, messenger: Counting
) -> None:
    office = Office(going_on(sqlite_url, OFFSET))
    rounds = [replace(each, gives_back=False) for each in rounds_of(sqlite_url, messenger, 1)]
    await office.put(100, Lane.REPLIES)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(12):
            await killed_again_and_again(office, rounds, kills=3, longest=0.3)

    states = await office.states()
    assert states[Lane.REPLIES, LetterState.LEASED, None] > 0
    assert states[Lane.REPLIES, LetterState.DUE, None] == 0
    await office.database.close()
