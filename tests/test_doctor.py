"""The doctor finds what is wrong and says what to do; it leaves nothing behind."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import utc_now
from bot.doctor import BAD, OK, WARNING, Line, examine
from bot.settings import Settings, load_settings
from storage.installation import DEMO
from storage.work import Database

TOKEN = "12345:" + 7 * "AAEex"


class Telegram:
    """Two answers of the Bot API, as the test wants them."""

    def __init__(self) -> None:
        self.status = 200
        self.date = ""
        self.webhook: dict[str, Any] = {"url": "", "pending_update_count": 0}
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        assert request.match_info["token"] == TOKEN
        headers = {"Date": self.date} if self.date else {}
        if self.status != 200:
            body = {"ok": False, "error_code": self.status, "description": "Unauthorized"}
            return web.json_response(body, status=self.status, headers=headers)
        method = request.match_info["method"]
        result = {"id": 1, "username": "opora_bot"} if method == "getMe" else self.webhook
        return web.json_response({"ok": True, "result": result}, headers=headers)


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Telegram]:
    fake = Telegram()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", fake.answer)
    async with TestServer(app) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("OPORA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"OPORA_{name}", value)
    return load_settings()


def marks(lines: list[Line], word: str) -> list[str]:
    return [line.mark for line in lines if word in line.words]


def test_a_fresh_folder_is_well_and_stays_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = asyncio.run(examine(settings(monkeypatch)))

    assert BAD not in {line.mark for line in lines}
    assert marks(lines, "opora migrate") == [WARNING]
    assert list(tmp_path.iterdir()) == []


async def test_everything_in_order(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram, sqlite_url: str
) -> None:
    lines = await examine(
        settings(monkeypatch, DATABASE=sqlite_url, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url)
    )

    assert {line.mark for line in lines[:-1]} == {OK}, "the disk of the machine is its own"
    assert marks(lines, "@opora_bot") == [OK]
    assert TOKEN not in "".join(map(str, lines))


async def test_a_token_taken_back_is_told(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram
) -> None:
    telegram.status = 401

    lines = await examine(settings(monkeypatch, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url))

    assert marks(lines, "Токен не принят") == [BAD]


@pytest.mark.parametrize("status", [500, 502])
async def test_telegram_that_is_ill_is_told(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram, status: int
) -> None:
    telegram.status = status

    lines = await examine(settings(monkeypatch, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url))

    assert marks(lines, "Telegram не отвечает") == [BAD]


async def test_without_a_network_the_rest_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = await examine(
        settings(monkeypatch, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API="http://127.0.0.1:9")
    )

    assert marks(lines, "Telegram не отвечает") == [BAD]
    assert marks(lines, "диск") + marks(lines, "диске") != []
    assert TOKEN not in "".join(map(str, lines))


@pytest.mark.parametrize(
    ("ours", "theirs", "mark"),
    [
        ("", {"url": "http://other/hook"}, WARNING),
        ("http://our", {"url": ""}, WARNING),
        ("http://our", {"url": "http://other/hook"}, WARNING),
        ("http://our", {"url": "http://our/hook", "pending_update_count": 3}, OK),
        (
            "http://our",
            {
                "url": "http://our/hook",
                "pending_update_count": 3,
                "last_error_message": "SSL error",
            },
            BAD,
        ),
    ],
)
async def test_the_webhook_is_compared(
    monkeypatch: pytest.MonkeyPatch,
    telegram: Telegram,
    ours: str,
    theirs: dict[str, Any],
    mark: str,
) -> None:
    telegram.webhook = theirs

    lines = await examine(
        settings(
            monkeypatch,
            TELEGRAM_TOKEN=TOKEN,
            TELEGRAM_API=telegram.url,
            TELEGRAM_WEBHOOK=ours,
            WEBHOOK_SECRET=7 * "s",
        )
    )

    assert lines[3].mark == mark, lines[3]


async def test_a_clock_that_is_wrong_is_told(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram
) -> None:
    telegram.date = "Mon, 23 Nov 2020 00:00:00 GMT"

    lines = await examine(settings(monkeypatch, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url))

    assert marks(lines, "NTP") == [WARNING]


async def test_a_database_that_is_not_ours_or_silent_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    lines = await examine(settings(monkeypatch, DATABASE=f"sqlite+aiosqlite:///{broken}"))
    assert lines[1].mark == BAD

    silent = "postgresql+asyncpg://opora:dbpass@127.0.0.1:9/opora"
    lines = await examine(settings(monkeypatch, DATABASE=silent))
    assert lines[1].mark == BAD
    assert "dbpass" not in str(lines[1])


async def test_the_database_of_the_demo_is_not_for_a_real_bot(
    monkeypatch: pytest.MonkeyPatch, telegram: Telegram, sqlite_url: str
) -> None:
    database = Database(sqlite_url, clock=utc_now, zone=ZoneInfo("Europe/Moscow"))
    async with database.open_work() as work:
        await work.installation.put(DEMO, "yes")
    await database.close()

    lines = await examine(
        settings(monkeypatch, DATABASE=sqlite_url, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url)
    )

    assert lines[1].mark == BAD
