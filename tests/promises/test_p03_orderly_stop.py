"""P3: told to stop, the service finishes or leaves for the next start what it has in hand."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.messengers.telegram import incoming
from bot.turns import AT_ONCE
from storage.inbox import NOT_KEPT, Taken
from storage.work import Database
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.promises.crowd import Crowd, crowd, free_port
from tests.promises.results import Record
from tests.promises.serving import SLOW, Plan, put_together, running

IN_HAND = 60
LONGEST_STOP = 30.0
ROOT = Path(__file__).parents[2]


class SlowTelegram(FakeTelegram):
    """Takes its time over every card."""

    def __init__(self) -> None:
        super().__init__()
        self.delay = 0.0
        self.begun = 0

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] in {"editMessageText", "sendMessage"}:
            self.begun += 1
            await asyncio.sleep(self.delay)
        return await super()._answer(request)


@pytest.fixture
async def fake() -> AsyncIterator[SlowTelegram]:
    async with SlowTelegram() as fake:
        yield fake


@asynccontextmanager
async def opora_run(url: str, api: str, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command itself, in a process of its own."""
    settings = {
        "OPORA_DATABASE": url,
        "OPORA_TELEGRAM_TOKEN": TOKEN,
        "OPORA_TELEGRAM_API": api,
        "OPORA_LISTEN": f"127.0.0.1:{free_port()}",
        "PYTHONPATH": str(ROOT),
    }
    others = {key: value for key, value in os.environ.items() if not key.startswith("OPORA_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=others | settings
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def stopped_in_the_middle(
    them: Crowd, fake: SlowTelegram, url: str, folder: Path, *, delay: float
) -> float:
    """Seconds from SIGTERM to the end, with ``IN_HAND`` confirmed and as many begun as may be."""
    fake.delay = delay
    people = list(them.people)[:IN_HAND]
    async with opora_run(url, fake.url, folder) as process:
        for external in people:
            update = them.press(external)
            fake.updates.pending[update["update_id"]] = update
        async with asyncio.timeout(60):
            while fake.begun < AT_ONCE or fake.updates.pending:  # noqa: ASYNC110 - the fake tells nothing
                await asyncio.sleep(0.01)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), LONGEST_STOP) == 0
        return time.monotonic() - began


async def everybody_is_served_once(them: Crowd, fake: SlowTelegram, url: str) -> None:
    """After the next start, whose last person sends what they had typed before the stop."""
    fake.delay = 0
    last = list(them.people)[IN_HAND]
    with running(Plan(url=url, api=fake.url)):
        update = them.press(last)
        fake.updates.pending[update["update_id"]] = update
        fake.updates._news.set()  # noqa: SLF001 - what ``deliver`` does besides checking
        async with asyncio.timeout(30):
            while fake.updates.pending:  # noqa: ASYNC110 - the fake tells nothing
                await asyncio.sleep(0.01)
        await them.drained()
    effects = await them.effects()
    assert len(effects) == sum(effects.values()) == IN_HAND + 1
    assert (await them.aside(), await them.open_forms()) == (0, 0)
    for external in them.people:
        texts = [m.get("text", "") for m in fake.chats.get(external).messages.values()]
        assert any("Вопрос №" in text for text in texts)


async def test_sixty_in_hand_are_finished_before_the_end(
    sqlite_url: str, database: Database, fake: SlowTelegram, tmp_path: Path
) -> None:
    them = await crowd(database, fake, IN_HAND + 1)

    took = await stopped_in_the_middle(them, fake, sqlite_url, tmp_path, delay=1)

    assert took <= LONGEST_STOP / 3
    assert await them.waiting() == 0
    await everybody_is_served_once(them, fake, sqlite_url)


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_sixty_that_cannot_be_finished_are_done_after_the_restart(
    any_url: str, any_database: Database, fake: SlowTelegram, tmp_path: Path, record: Record
) -> None:
    them = await crowd(any_database, fake, IN_HAND + 1)

    took = await stopped_in_the_middle(them, fake, any_url, tmp_path, delay=600)

    assert took <= LONGEST_STOP
    assert await them.waiting() == IN_HAND
    await everybody_is_served_once(them, fake, any_url)
    record(f"a messenger that hangs, {IN_HAND} in hand: out in {took:.0f} s, all done after it")


async def test_the_twin_that_cancels_what_it_has_confirmed_loses_it(
    sqlite_url: str, database: Database, fake: SlowTelegram
) -> None:
    them = await crowd(database, fake, IN_HAND)
    service = put_together(Plan(url=sqlite_url, api=fake.url), database)
    arrived = [incoming.arrived_of(them.say(one, f"№ {SLOW}")) for one in them.people]

    async with asyncio.TaskGroup() as group:
        handling = [
            group.create_task(service.handle(Taken(id=NOT_KEPT, arrived=one)))
            for one in arrived
            if one is not None
        ]
        await asyncio.sleep(0.05)
        for task in handling:
            task.cancel()
    await service.bots["telegram"].session.close()

    assert len(await them.effects()) == 0
