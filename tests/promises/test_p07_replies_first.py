"""P7: what somebody waits for does not wait for a broadcast."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from statistics import quantiles

import pytest

from bench.strict import StrictTelegram
from bot.clock import utc_now
from core.notices import Lane
from tests.promises.carrying import FIRST_CHAT, Office, going_on
from tests.promises.replicas import Replica, running
from tests.promises.results import Record
from tests.times import MONDAY

LIMIT = 30
SHORT, LONG = (180, 4), (10_000, 200)
"""Announcements that wait, and replies put meanwhile."""

BOUND = 1.0
"""Seconds until 95 of 100 replies have left."""

OFFSET = MONDAY - utc_now()


@pytest.fixture
async def telegram() -> AsyncIterator[StrictTelegram]:
    async with StrictTelegram(limit=LIMIT) as telegram:
        yield telegram


@pytest.fixture
async def office(postgres_url: str) -> AsyncIterator[Office]:
    database = going_on(postgres_url, OFFSET)
    yield Office(database)
    await database.close()


@dataclass(frozen=True, slots=True)
class Wait:
    """From the commit of a letter to its arrival."""

    seconds: float
    overtaken_by: int
    """Announcements that arrived meanwhile."""


async def waits(
    office: Office, telegram: StrictTelegram, url: str, counts: tuple[int, int], lane: Lane
) -> list[Wait]:
    announcements, replies = counts
    await office.put(announcements, Lane.ANNOUNCEMENTS)
    replica = Replica(
        url=url, api=telegram.url, number=1, per_second=LIMIT, offset=OFFSET.total_seconds()
    )
    with running(replica):
        async with asyncio.timeout(60):
            while len(telegram.arrivals) < LIMIT:  # noqa: ASYNC110 - the messenger tells nothing
                await asyncio.sleep(0.02)
        return [await _wait(office, telegram, lane) for _ in range(replies)]


async def _wait(office: Office, telegram: StrictTelegram, lane: Lane) -> Wait:
    chat = FIRST_CHAT + len(office.lanes)
    await office.put(1, lane)
    before, saved = len(telegram.arrivals), time.monotonic()
    async with asyncio.timeout(60):
        while chat not in telegram.came_at:  # noqa: ASYNC110 - the messenger tells nothing
            await asyncio.sleep(0.01)
    overtaken_by = sum(moment < telegram.came_at[chat] for moment in telegram.arrivals[before:])
    await asyncio.sleep(0.2)
    return Wait(max(0.0, telegram.came_at[chat] - saved), overtaken_by)


async def test_a_reply_leaves_within_a_second_of_letters(
    postgres_url: str, office: Office, telegram: StrictTelegram
) -> None:
    found = await waits(office, telegram, postgres_url, SHORT, Lane.REPLIES)

    assert max(wait.overtaken_by for wait in found) <= LIMIT
    assert telegram.refused == []


async def test_the_twin_without_a_lane_of_its_own_waits_for_them_all(
    postgres_url: str, office: Office, telegram: StrictTelegram
) -> None:
    announcements, _ = SHORT

    [wait] = await waits(office, telegram, postgres_url, (announcements, 1), Lane.ANNOUNCEMENTS)

    assert wait.overtaken_by > announcements / 2


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_two_hundred_replies_during_a_broadcast_to_ten_thousand(
    postgres_url: str, office: Office, telegram: StrictTelegram, record: Record
) -> None:
    announcements, replies = LONG

    found = await waits(office, telegram, postgres_url, LONG, Lane.REPLIES)

    p95 = quantiles([wait.seconds for wait in found], n=20)[-1]
    most = max(wait.overtaken_by for wait in found)
    assert telegram.refused == []
    record(
        f"{replies} replies while {announcements:,} announcements wait: p95 {p95:.2f} s, at most "
        f"{most} letters in between, 0 x 429",
        kept=p95 <= BOUND,
    )
