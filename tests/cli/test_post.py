"""`opora post`: a small process of its own, without aiogram, that starts and stops in order."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
import pytest

from bot.clock import utc_now
from core.notices import Lane
from storage.work import Database
from tests.cli.typing_in import ROOT, typed
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.promises.carrying import Office
from tests.promises.crowd import free_port
from tests.times import ZONE

MOST_MEMORY = 130
"""MiB."""

LETTERS = 60
WATCHED = """
import sys
sys.argv = ["opora", "post"]
sys.modules["cryptography"] = None  # it comes with the tools of developers, a server has none
from bot.cli import main
try:
    main()
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    heavy = loaded & {"aiogram", "aiogram_dialog", "pymorphy3"}
    print("heavy:", *sorted(heavy), flush=True)
"""


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def office(postgres_url: str) -> AsyncIterator[Office]:
    database = Database(postgres_url, clock=utc_now, zone=ZONE)
    yield Office(database)
    await database.close()


@dataclass(frozen=True, slots=True)
class Posting:
    process: asyncio.subprocess.Process
    log: Path
    url: str

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    async def answer(self, path: str) -> str:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            assert answer.status == 200
            return await answer.text()

    async def ready(self) -> None:
        async with asyncio.timeout(60):
            while "Мессенджеры: telegram" not in self.said:
                assert self.process.returncode is None, self.said
                await asyncio.sleep(0.1)

    async def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            return await self.process.wait()


@asynccontextmanager
async def posting(
    tmp_path: Path, settings: Mapping[str, str], *, name: str = "post"
) -> AsyncIterator[Posting]:
    log, port = tmp_path / f"{name}.log", free_port()
    clean = {key: value for key, value in os.environ.items() if not key.startswith("OPORA_")}
    ours = {"PYTHONPATH": str(ROOT), "OPORA_POST_LISTEN": f"127.0.0.1:{port}", **settings}
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WATCHED, cwd=tmp_path, env=clean | ours, stdout=out, stderr=out
        )
    try:
        yield Posting(process, log, f"http://127.0.0.1:{port}")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def settings_of(url: str, fake: FakeTelegram) -> dict[str, str]:
    return {
        "OPORA_DATABASE": url,
        "OPORA_TELEGRAM_TOKEN": TOKEN,
        "OPORA_TELEGRAM_API": fake.url,
        "OPORA_POST": "apart",
    }


async def settled(office: Office, *, within: float = 60) -> None:
    async with asyncio.timeout(within):
        while not await office.settled():  # noqa: ASYNC110 - another process tells nothing
            await asyncio.sleep(0.1)


def open_chats(fake: FakeTelegram, office: Office) -> None:
    for chat in office.lanes:
        fake.chats.open(chat, first_name="Анна")


async def test_it_carries_letters_without_aiogram_and_stays_small(
    postgres_url: str, fake: FakeTelegram, office: Office, tmp_path: Path
) -> None:
    await office.put(LETTERS, Lane.REPLIES)
    open_chats(fake, office)
    async with posting(tmp_path, settings_of(postgres_url, fake)) as post:
        await post.ready()
        await settled(office)
        memory = psutil.Process(post.process.pid).memory_info().rss / 1024 / 1024
        assert await post.answer("/healthz") == "ok"
        figures = await post.answer("/metrics")
        assert await post.stop() == 0

    assert len(fake.calls_of("sendMessage")) == LETTERS
    assert fake.complaints == []
    assert f'opora_letters_total{{result="delivered"}} {LETTERS}.0' in figures
    assert post.said.rstrip().endswith("heavy:"), post.said
    assert memory <= MOST_MEMORY


def test_a_check_that_sees_aiogram(tmp_path: Path) -> None:
    """The twin: the same look at a process that has it."""
    watched = WATCHED.replace("from bot.cli import main", "import aiogram; main = lambda: None")
    said = subprocess.check_output(  # noqa: S603 - our own words
        [sys.executable, "-c", watched], cwd=tmp_path, text=True
    )
    assert said.rstrip() == "heavy: aiogram"


async def test_it_starts_while_telegram_is_down_and_goes_on_when_it_is_there(
    postgres_url: str, fake: FakeTelegram, office: Office, tmp_path: Path
) -> None:
    await office.put(1, Lane.REPLIES)
    open_chats(fake, office)
    await fake.stop()
    async with posting(tmp_path, settings_of(postgres_url, fake)) as post:
        await post.ready()
        await asyncio.sleep(1)
        await fake.start()
        await settled(office)
        assert await post.stop() == 0
    assert len(fake.calls_of("sendMessage")) == 1


async def test_of_two_one_carries_and_the_other_goes_on_when_it_stops(
    postgres_url: str, fake: FakeTelegram, office: Office, tmp_path: Path
) -> None:
    settings = settings_of(postgres_url, fake)
    async with posting(tmp_path, settings, name="one") as one:
        await one.ready()
        async with posting(tmp_path, settings, name="other") as other:
            await other.ready()
            await office.put(2, Lane.REPLIES)
            open_chats(fake, office)
            await settled(office)
            assert "delivered" in await one.answer("/metrics")
            assert 'result="delivered"' not in await other.answer("/metrics")

            assert await one.stop() == 0
            await office.put(2, Lane.REPLIES)
            open_chats(fake, office)
            await settled(office, within=8)
    assert len(fake.calls_of("sendMessage")) == 4


async def test_what_is_in_hand_at_an_orderly_stop_is_finished(
    postgres_url: str, fake: FakeTelegram, office: Office, tmp_path: Path
) -> None:
    await office.put(LETTERS, Lane.REPLIES)
    open_chats(fake, office)
    async with posting(tmp_path, settings_of(postgres_url, fake)) as post:
        await post.ready()
        async with asyncio.timeout(30):
            while not fake.calls_of("sendMessage"):  # noqa: ASYNC110 - the fake tells nothing
                await asyncio.sleep(0.01)
        assert await post.stop() == 0
    states = {state for _, state, _ in await office.states()}
    assert "leased" not in states
    sent = len(fake.calls_of("sendMessage"))
    assert (await office.states())[Lane.REPLIES, "delivered", None] == sent < LETTERS


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"OPORA_DATABASE": "sqlite+aiosqlite:///x.db", "OPORA_TELEGRAM_TOKEN": TOKEN}, "SQLite"),
        ({"OPORA_DATABASE": "postgresql+asyncpg://x@127.0.0.1/x"}, "без токена"),
    ],
)
def test_what_it_cannot_do_it_says_in_one_line(
    settings: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    result = typed("post")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


def test_without_tables_it_says_which_command_makes_them(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPORA_DATABASE", "postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv("OPORA_TELEGRAM_TOKEN", TOKEN)
    result = typed("post")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "не отвечает" in result.stderr
