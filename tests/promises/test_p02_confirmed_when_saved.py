"""P2: a webhook says 200 when the update is committed, and not before."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.app import Service
from bot.messengers.telegram import incoming
from storage.inbox import KEPT
from storage.work import Database
from tests.fakes.telegram import FakeTelegram
from tests.promises.crowd import Crowd, Json, crowd, free_port
from tests.promises.results import Record
from tests.promises.serving import SECRET, Plan, put_together
from tests.times import Clock

SHORT, LONG = 300, 3000
CONNECTIONS = 40
REDELIVERED = 0.1

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def them(any_database: Database) -> AsyncIterator[Crowd]:
    async with FakeTelegram() as fake:
        yield await crowd(any_database, fake, 50)


@asynccontextmanager
async def open_door(them: Crowd) -> AsyncIterator[tuple[Service, str]]:
    """The service and the address of its webhook."""
    port = free_port()
    service = put_together(Plan(url="", api=them.fake.url), them.database)
    app = web.Application()
    app.router.add_post("/", incoming.make_webhook_handler(service.inbox.take, SECRET))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    async with service.inbox.open():
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield service, f"http://127.0.0.1:{port}/"
        await runner.cleanup()
    await service.bots["telegram"].session.close()


async def post(url: str, updates: Sequence[Json]) -> Counter[int]:
    """What was answered. How soon is measured by the benchmark of the door, from outside."""
    left, answers = list(reversed(updates)), Counter[int]()

    async def knock(session: ClientSession) -> None:
        while left:
            update = left.pop()
            async with session.post(url, json=update, headers=HEADERS) as answer:
                answers[answer.status] += 1

    async with ClientSession() as session, asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(knock(session))
    return answers


def with_redelivered(updates: Sequence[Json]) -> list[Json]:
    """Every tenth comes again a little later."""
    chance = random.Random(2)  # noqa: S311 - an order, not a secret
    whole = list(updates)
    for again in chance.sample(whole, int(len(whole) * REDELIVERED)):
        whole.insert(min(len(whole), whole.index(again) + chance.randrange(1, 60)), again)
    return whole


async def every_effect_once(them: Crowd, count: int, clock: Clock) -> None:
    people = list(them.people)
    updates = [them.say(people[one % len(people)], f"№ {one}") for one in range(count)]
    posts = with_redelivered(updates)
    async with open_door(them) as (_, url):
        assert await post(url, posts) == {200: len(posts)}
        await them.drained()
        clock.wait(days=8)
        assert await post(url, updates[:50]) == {200: 50}
        await them.drained()
    effects = await them.effects()
    assert sum(effects.values()) == len(effects) == count


async def test_what_comes_twice_also_after_eight_days_is_done_once(
    them: Crowd, clock: Clock
) -> None:
    await every_effect_once(them, SHORT, clock)


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_three_thousand_posts_are_done_once(
    them: Crowd, clock: Clock, record: Record
) -> None:
    await every_effect_once(them, LONG, clock)
    record(f"{LONG:,} posts, {REDELIVERED:.0%} brought again, also 8 days later: effects = unique")


async def test_a_number_is_new_again_when_it_was_swept(them: Crowd, clock: Clock) -> None:
    """Nothing brings an update after nine days: a messenger forgets it in one."""
    update = them.say(next(iter(them.people)), "№ 1")
    async with open_door(them) as (service, url):
        for times in (1, 2):
            await post(url, [update])
            await them.drained()
            assert sum((await them.effects()).values()) == times
            clock.wait(seconds=KEPT.total_seconds() + 1)
            await service.sweep()


FULL = {
    "sqlite": (
        "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END",
        "DROP TRIGGER full",
    ),
    "postgresql": (
        "ALTER TABLE inbox ADD CONSTRAINT disk_is_full CHECK (id < 0) NOT VALID",
        "ALTER TABLE inbox DROP CONSTRAINT disk_is_full",
    ),
}


async def turn(database: Database, statement: str) -> None:
    async with database.writer.begin() as connection:
        await connection.execute(text(statement))


async def test_what_cannot_be_saved_is_not_confirmed_and_arrives_afterwards(
    them: Crowd,
) -> None:
    full, empty = FULL[them.database.writer.dialect.name]
    updates = [them.say(external, "№ 1") for external in them.people]
    async with open_door(them) as (_, url):
        await turn(them.database, full)
        with capture_logs():
            assert await post(url, updates) == {503: len(updates)}
        assert await them.waiting() == 0
        await turn(them.database, empty)

        assert await post(url, updates) == {200: len(updates)}
        await them.drained()
    assert sum((await them.effects()).values()) == len(updates)


async def test_a_database_out_of_order_stops_nothing_that_was_taken(them: Crowd) -> None:
    """Handlers fail and so does counting their failures: everything waits until it is over."""
    statements = {
        "sqlite": (
            "CREATE TRIGGER full BEFORE UPDATE ON inbox BEGIN SELECT RAISE(ABORT, 'full'); END",
            "DROP TRIGGER full",
        ),
        "postgresql": (
            "ALTER TABLE inbox ADD CONSTRAINT full_ CHECK (saved_at IS NULL AND attempts = 0"
            " AND done_at IS NULL) NOT VALID",
            "ALTER TABLE inbox DROP CONSTRAINT full_",
        ),
    }
    full, empty = statements[them.database.writer.dialect.name]
    updates = [them.say(external, "№ 1") for external in them.people]
    async with open_door(them) as (_, url):
        await turn(them.database, full)
        with capture_logs():
            assert await post(url, updates) == {200: len(updates)}
            await asyncio.sleep(1)
            assert await them.waiting() == len(updates)
            await turn(them.database, empty)
            await them.drained()
    assert sum((await them.effects()).values()) == len(updates)
    assert await them.aside() == 0
