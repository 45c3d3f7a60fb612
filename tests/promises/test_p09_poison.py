"""P9: an update that nobody can handle is set aside, everybody else goes on in order."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.inbox import Inbox
from bot.messengers.telegram import incoming
from bot.tries import MOST_TRIES
from storage.work import Database
from tests.fakes.telegram import FakeTelegram
from tests.promises.crowd import Crowd, Json, crowd
from tests.promises.results import Record
from tests.promises.serving import BAD, FATAL, SLOW, Plan, put_together, running
from tests.times import ZONE, Clock

SHORT, LONG = (150, 15), (1000, 50)
"""Updates and chats."""

LEASE = timedelta(seconds=1)
SLOW_WORDS = " ".join(["№", *[SLOW] * 8])
SOON_KILLED = 0.3
"""Seconds that a process lives: less than the words take, enough to begin with them."""

SOON = 1.0
"""Seconds that others may wait because of one."""


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def base(any_url: str) -> AsyncIterator[Database]:
    database = Database(any_url, clock=Clock(), zone=ZONE)
    yield database
    await database.close()


def words(them: Crowd, external: int) -> str:
    """Everything the person was told."""
    messages = them.fake.chats.get(external).messages.values()
    return "\n".join(message.get("text", "") for message in messages)


async def test_what_no_handler_survives_is_set_aside_and_nobody_waits_for_it(
    any_url: str, base: Database, fake: FakeTelegram
) -> None:
    them = await crowd(base, fake, 12)
    first, *others = them.people
    service = put_together(Plan(url=any_url, api=fake.url), base)
    poison = them.say(first, BAD)
    after = [them.say(first, f"№ {number}") for number in range(3)]
    inbox = service.inbox

    with capture_logs() as logs:
        async with inbox.open():
            await take(inbox, [poison, *after])
            began = time.monotonic()
            await take(inbox, [them.say(external, "№ 1") for external in others])
            async with asyncio.timeout(10):
                while len(await them.effects()) < len(others):  # noqa: ASYNC110 - rows tell nothing
                    await asyncio.sleep(0.02)
            delay = time.monotonic() - began
            assert await them.said_by(first) == [], "the rest of the chat waits its turn"
            await them.drained()
    await service.bots["telegram"].session.close()

    assert delay <= SOON
    assert await them.said_by(first) == ["№ 0", "№ 1", "№ 2"]
    assert await them.aside() == 1
    [alarm] = [line for line in logs if line["log_level"] == "error"]
    assert (alarm["event"], alarm["update"]) == ("update set aside", poison["update_id"])
    assert f"номер {poison['update_id']}" in words(them, first)
    assert b"opora_set_aside_total 1.0" in service.metrics.render()[0]
    assert (
        f'opora_errors_total{{error="LookupError"}} {MOST_TRIES}.0'.encode()
        in (service.metrics.render()[0])
    )


async def take(inbox: Inbox, updates: Sequence[Json]) -> None:
    found = map(incoming.arrived_of, updates)
    await inbox.take([one for one in found if one is not None])


async def test_what_brings_the_process_down_is_set_aside_after_a_few_falls(
    any_url: str, base: Database, fake: FakeTelegram
) -> None:
    them = await crowd(base, fake, 12)
    first, *others = them.people
    plan = Plan(url=any_url, api=fake.url, takes_in=False, lease=LEASE / 2)
    fatal = them.say(first, f"№ {FATAL}")
    await them.put([fatal, them.say(first, "№ 1")])
    await them.put([them.say(external, "№ 1") for external in others])

    falls = 0
    async with asyncio.timeout(60):
        while await them.waiting():
            with running(plan) as process:
                while process.is_alive() and await them.waiting():  # noqa: ASYNC110 - another process tells nothing
                    await asyncio.sleep(0.02)
                falls += not process.is_alive()

    assert 1 <= falls <= MOST_TRIES
    assert await them.aside() == 1
    assert await them.said_by(first) == ["№ 1"]
    assert [await them.said_by(external) for external in others] == [["№ 1"]] * len(others)
    assert f"номер {fatal['update_id']}" in words(them, first)


async def killed_while_it_is_in_hand(plan: Plan, them: Crowd) -> None:
    """Again and again, soon after each start; the last process is let be."""
    [external] = them.people
    await them.put([them.say(external, SLOW_WORDS)])
    for _ in range(MOST_TRIES + 3):
        with running(plan):
            await asyncio.sleep(SOON_KILLED)
    with running(plan):
        await them.drained()


async def test_whoever_kills_the_process_makes_no_poison_of_what_it_has_in_hand(
    any_url: str, base: Database, fake: FakeTelegram
) -> None:
    them = await crowd(base, fake, 1)
    plan = Plan(url=any_url, api=fake.url, takes_in=False, lease=LEASE / 10)

    await killed_while_it_is_in_hand(plan, them)

    assert await them.aside() == 0
    assert await them.said_by(next(iter(them.people))) == [SLOW_WORDS]


async def test_the_twin_that_tries_it_at_once_after_each_start_counts_it_out(
    sqlite_url: str, database: Database, fake: FakeTelegram
) -> None:
    them = await crowd(database, fake, 1)
    plan = Plan(url=sqlite_url, api=fake.url, takes_in=False, hurried=True)

    await killed_while_it_is_in_hand(plan, them)

    assert await them.aside() == 1


async def three_replicas(
    url: str, base: Database, fake: FakeTelegram, updates: int, chats: int, *, kill: bool = False
) -> None:
    them = await crowd(base, fake, chats)
    plan = Plan(url=url, api=fake.url, takes_in=False, lease=LEASE)
    turns = updates // chats
    slow = f" {SLOW}" if kill else ""
    with ExitStack() as stack:
        replicas = [stack.enter_context(running(plan)) for _ in range(3)]
        for turn in range(turns):
            await them.put([them.say(external, f"№ {turn}{slow}") for external in them.people])
            if kill and turn == turns // 2:
                await asyncio.sleep(0.3)
                replicas[0].kill()
        await them.drained(60 + updates / 10)

    for external in them.people:
        assert await them.said_by(external) == [f"№ {turn}{slow}" for turn in range(turns)]
    assert await them.aside() == 0


async def test_three_replicas_keep_the_order_of_every_chat(
    postgres_url: str, postgres_database: Database, fake: FakeTelegram
) -> None:
    await three_replicas(postgres_url, postgres_database, fake, *SHORT)


async def test_what_a_killed_replica_had_in_hand_the_others_do(
    postgres_url: str, postgres_database: Database, fake: FakeTelegram
) -> None:
    await three_replicas(postgres_url, postgres_database, fake, *SHORT, kill=True)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kill", [False, True], ids=["in-peace", "one-killed"])
async def test_three_replicas_serve_a_thousand_updates_in_order(
    postgres_url: str,
    postgres_database: Database,
    fake: FakeTelegram,
    record: Record,
    *,
    kill: bool,
) -> None:
    await three_replicas(postgres_url, postgres_database, fake, *LONG, kill=kill)
    updates, chats = LONG
    how = ", one of them killed" if kill else ""
    record(f"{updates:,} updates, {chats} chats, 3 replicas{how}: order 100 %, each once")
