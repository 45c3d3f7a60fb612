"""P28: no token, phone, name or word of people in logs, figures and errors, at any level.

A real ``opora run`` is led through a whole scenario, failures included, with canaries in all that
people and the messenger say; then its output, its figures and its doctor are searched.
"""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest
from aiohttp import ClientSession

from bot.clock import utc_now
from core.people import Account, Role
from storage.work import Database
from tests import town
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_limits import Json
from tests.fakes.telegram_phone import FakePhone
from tests.promises.canaries import ANNA, BORIS, QUESTION, TOKEN, found
from tests.promises.results import Record


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class WaitingPhone(FakePhone):
    """The service is another process: a person waits for a button before pressing it."""

    async def press(self, title: str) -> None:
        await asyncio.sleep(0.15)
        await self._fake.settled(quiet=0.1)
        async with asyncio.timeout(10):
            while f"[{title}]" not in self.all_screens:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.05)
        await super().press(title)


@dataclass
class Running:
    """``opora run`` with its two streams kept, and the fake it speaks to."""

    fake: FakeTelegram
    env: dict[str, str]
    port: int
    output: Path

    async def page(self) -> str:
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/metrics") as answer,
        ):
            return await answer.text()

    async def opora(self, *words: str) -> str:
        """Another verb, with its output."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words,
            env=self.env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await process.communicate()
        return said.decode()

    async def until(self, sign: str, *, within: float = 30) -> str:
        """The page of figures as soon as the sign is on it."""
        async with asyncio.timeout(within):
            while sign not in (page := await self.page()):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.2)
        return page


@asynccontextmanager
async def running(database: str, folder: Path) -> AsyncIterator[Running]:
    port, output = free_port(), folder / "output.log"
    theirs = {name: value for name, value in os.environ.items() if not name.startswith("OPORA_")}
    async with FakeTelegram(TOKEN) as fake:
        env = theirs | {
            "OPORA_DATABASE": database,
            "OPORA_TELEGRAM_TOKEN": TOKEN,
            "OPORA_TELEGRAM_API": fake.url,
            "OPORA_LISTEN": f"127.0.0.1:{port}",
            "OPORA_LOG_LEVEL": "DEBUG",
        }
        with output.open("wb") as stream:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=env, stdout=stream, stderr=stream
            )
            try:
                async with asyncio.timeout(60):
                    while not fake.calls_of("getUpdates"):
                        assert process.returncode is None, output.read_text(encoding="utf-8")
                        await asyncio.sleep(0.1)
                yield Running(fake, env, port, output)
            finally:
                process.terminate()
                await asyncio.wait_for(process.wait(), 30)


async def settle(address: str) -> None:
    """A district with Boris, its methodist."""
    database = Database(address, clock=utc_now, zone=ZoneInfo("Europe/Moscow"))
    here = await town.build(database)
    async with database.open_work() as work:
        await town.settle(
            work,
            "Борис Канарейкин",
            here.district,
            account=Account("telegram", BORIS),
            subjects=[here.maths],
            roles=[Role.METHODIST],
        )
    await database.close()


async def live(service: Running) -> None:
    """Registration, a question with a file, an answer; then everything that can go wrong."""
    anna = WaitingPhone(service.fake, ANNA, "Анна", "Канарейкина Kanareikina")
    boris = WaitingPhone(service.fake, BORIS, "Борис")
    await anna.say("/start q7canary")
    await anna.say("/start")
    await anna.press("Согласен(на)")
    await anna.say("Канарейкина Kanareikina Анна")
    await anna.say("СОШ 5")
    for title in ("МБОУ СОШ № 5", "Учитель", "Математика", "Готово"):
        await anna.press(title)
    await anna.say("/ask")
    await anna.press("Аттестация")
    await anna.say(QUESTION)
    await anna.send_file("q7canary Канарейкина.docx", b"1", caption=QUESTION)
    await anna.press("Отправить")
    await service.until('opora_letters_total{result="delivered"} 1.0')
    await boris.press("Ответить")
    await boris.say(QUESTION)
    quoting = f'Bad Request: can\'t parse entities: unsupported start tag "{QUESTION}"'
    service.fake.fail_next(400, quoting, method="sendMessage", times=1)
    service.fake.disconnect_next(method="sendMessage")
    await boris.press("Отправить")
    await anna.say("/privacy")
    await anna.press("Получить копию")
    await poison(service, anna)


async def poison(service: Running, anna: WaitingPhone) -> None:
    """An update that cannot be read: its error quotes all of it."""
    message = dict(anna.history[-1])
    person: Json = {"id": ANNA, "first_name": "q7canary", "is_bot": "q7canary"}
    number = 900_001
    broken: Json = {
        "update_id": number,
        "message": {**message, "from": person, "text": QUESTION, "date": "q7canary"},
    }
    service.fake.updates.pending[number] = broken
    service.fake.updates.wake()
    await service.until("opora_set_aside_total 1.0")


@pytest.mark.timeout(180)
async def test_a_whole_run_leaves_no_word_of_people_anywhere(
    sqlite_url: str, tmp_path: Path, record: Record
) -> None:
    await settle(sqlite_url)
    async with running(sqlite_url, tmp_path) as service:
        await live(service)
        page = await service.page()
        doctor = await service.opora("doctor")
        table = tmp_path / "people.csv"
        table.write_text("ФИО;Школа\nКанарейкина Kanareikina;q7canary\n", encoding="utf-8")
        refused = await service.opora("import", "people", str(table))
        await asyncio.sleep(0)
    output = service.output.read_text(encoding="utf-8")

    assert found(output) == found(page) == found(doctor) == {}
    assert found(refused) == {}, "somebody works with the database: nothing is read of the file"
    told_by_number(output)
    figures_are_right(page)
    assert "1 обновление отложено после пяти попыток: номера 900001" in doctor
    assert "ValidationError (1)" in doctor
    record("a whole run at DEBUG, `/metrics` and `doctor`: 0 hits")


def told_by_number(output: str) -> None:
    """Lines about an update carry its number and messenger, those of libraries too."""
    lines = [orjson.loads(line) for line in output.splitlines() if line.startswith("{")]
    failed = [line for line in lines if line["event"] in {"update failed", "update set aside"}]
    about = [line for line in failed if line["update"] == 900_001]

    assert [line["event"] for line in about] == [*4 * ["update failed"], "update set aside"]
    assert {line["messenger"] for line in failed} == {"telegram"}
    assert "ValidationError" in about[-1]["exception"]
    assert "model_validate_json" in about[-1]["exception"], "where it happened is told"


def figures_are_right(page: str) -> None:
    figures = {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in page.splitlines())
        if not name.startswith("#")
    }
    handled = figures['opora_handling_seconds_count{messenger="telegram"}']
    messages = figures['opora_updates_total{kind="message",messenger="telegram"}']
    presses = figures['opora_updates_total{kind="callback_query",messenger="telegram"}']

    assert handled >= messages + presses >= 15
    assert 0 < figures['opora_handling_seconds_sum{messenger="telegram"}'] < 60
    assert figures["opora_set_aside_total"] == 1
    assert figures['opora_errors_total{error="ValidationError"}'] == 5
    assert figures['opora_letters_total{result="delivered"}'] >= 1
    for name in ("inbox_updates", "inbox_oldest_seconds", "outbox_letters"):
        assert figures[f"opora_{name}"] >= 0
    assert figures["opora_outbox_oldest_seconds"] >= 0
