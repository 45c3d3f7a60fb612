"""What comes from MAX by polling: nothing of the network ends it, and no batch is lost."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.max import marks_of
from bot.messengers.door import Take
from bot.messengers.max import incoming
from bot.messengers.max.api import MaxApi
from storage.inbox import Arrived
from storage.work import Database
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone

SOON = timedelta(milliseconds=10)


@dataclass
class Notebook:
    """Takes what comes; ``fails`` times it cannot."""

    fails: int = 0
    taken: list[Arrived] = field(default_factory=list)

    async def take(self, arrived: Sequence[Arrived]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        self.taken += arrived


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def api(fake: FakeMax) -> AsyncIterator[MaxApi]:
    async with MaxApi(TOKEN, base=fake.url) as api:
        yield api


@pytest.fixture
def anna(fake: FakeMax) -> MaxPhone:
    return MaxPhone(fake, 101, "Анна", "Смирнова")


@asynccontextmanager
async def polling(
    take: Take, api: MaxApi, database: Database, unread: list[None] | None = None
) -> AsyncIterator[asyncio.Event]:
    stop, marks = asyncio.Event(), marks_of(database, TOKEN)
    count = (unread if unread is not None else []).append

    def unreadable() -> None:
        count(None)

    async with asyncio.TaskGroup() as group:
        group.create_task(
            incoming.poll(take, api, marks, unreadable, stop=stop, pause=SOON, between=SOON)
        )
        yield stop
        stop.set()


async def test_polling_survives_whatever_the_network_does(
    fake: FakeMax, api: MaxApi, database: Database, anna: MaxPhone
) -> None:
    fake.disconnect_next(method="GET /subscriptions")
    for status in (500, 502):
        fake.fail_next(status, b"<html>", method="GET /updates")
    fake.disconnect_next(method="GET /updates")
    fake.fail_next(200, b"\xff nonsense", method="GET /updates")
    book = Notebook()

    async with polling(book.take, api, database):
        await anna.say("слышно?")
        await fake.settled()
    assert [one.chat for one in book.taken] == [101]


async def test_webhooks_left_behind_are_taken_away_first(
    fake: FakeMax, api: MaxApi, database: Database, anna: MaxPhone
) -> None:
    await api.subscribe("http://127.0.0.1:9/old", "a-secret", ())
    await anna.say("пока никого")
    book = Notebook()
    async with polling(book.take, api, database):
        await fake.settled()

    assert fake.updates.subscriptions == {}
    assert len(book.taken) == 1


async def test_the_place_in_the_queue_is_kept_over_a_restart(
    fake: FakeMax, api: MaxApi, database: Database, anna: MaxPhone
) -> None:
    book = Notebook()
    async with polling(book.take, api, database):
        await anna.say("раз")
        await fake.settled()
    for words in ("два", "три", "четыре"):
        await anna.say(words)
    async with polling(book.take, api, database):
        await fake.settled()

    assert [one.number for one in book.taken] == list(
        dict.fromkeys(one.number for one in book.taken)
    )
    assert len(book.taken) == 4, "without the marker MAX tells only the latest"


async def test_the_marker_stays_until_the_batch_is_saved(
    fake: FakeMax, api: MaxApi, database: Database, anna: MaxPhone
) -> None:
    marks, book = marks_of(database, TOKEN), Notebook(fails=1_000_000)
    await anna.say("привет")
    async with polling(book.take, api, database):
        while book.fails > 999_998:  # noqa: ASYNC110 - it tries when it tries
            await asyncio.sleep(0.01)
        assert await marks.get() is None
        assert len(fake.calls_of("GET /updates")) == 1, "nothing new is asked for"
    assert await marks.get() is None

    book.fails = 0
    async with polling(book.take, api, database):
        await fake.settled()
    assert len(book.taken) == 1
    assert await marks.get() is not None


async def test_one_update_that_cannot_be_read_does_not_hide_the_others(
    fake: FakeMax, api: MaxApi, database: Database, anna: MaxPhone
) -> None:
    book, unread = Notebook(), list[None]()
    await marks_of(database, TOKEN).put(1)
    await anna.send_voice_that_max_loses()
    await anna.say("слышно?")
    async with polling(book.take, api, database, unread):
        await fake.settled()

    assert len(unread) == 1
    assert len(book.taken) == 1


async def test_max_s_wish_for_rest_is_respected(
    fake: FakeMax, api: MaxApi, database: Database
) -> None:
    fake.too_fast_next(method="GET /updates")
    async with polling(Notebook().take, api, database):
        async with asyncio.timeout(10):
            while len(fake.calls_of("GET /updates")) < 2:  # noqa: ASYNC110 - no event for us
                await asyncio.sleep(0.01)
    first, second = fake.calls_of("GET /updates")[:2]
    assert second.at - first.at >= 1.0


async def test_a_long_poll_does_not_delay_the_end(
    fake: FakeMax, api: MaxApi, database: Database
) -> None:
    async with polling(Notebook().take, api, database) as stop:
        while not fake.calls_of("GET /updates"):  # noqa: ASYNC110 - a server has no event for us
            await asyncio.sleep(0.01)
        stopped = time.monotonic()
        stop.set()
    assert time.monotonic() - stopped < incoming.LONG_POLL / 5
