"""The service under measurement: registered people, each with a half-filled form."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.echo import PATH
from bench.processes import OURS, Server, free_address, python, started
from bench.telegram import SECRET, TOKEN, Chat, Telegram
from bot.clock import utc_now
from core.catalogue import SubjectId
from core.people import Account
from core.registration.model import CONSENT_VERSION
from core.units import UnitId
from storage.migrations import migrate
from storage.work import Database, SqlWork
from texts import Texts

READY = 60.0
"""Seconds for a start."""

SERVICE = ("-m", "bot", "run")
"""As an operator starts it."""


class Asking:
    """Presses, in turn, a topic on the card of the form and «Другая тема» there."""

    def __init__(self, api: Telegram, to: str) -> None:
        self._api = api
        self._to = to
        self._change_topic = Texts().raw("button-topic")

    async def begin(self, chat: Chat) -> None:
        await self._api.write(self._to, chat, "/ask")
        await self._api.press(self._to, chat, chat.button())
        await self._api.write(self._to, chat, "Как оценивать проекты в седьмом классе?")

    async def step(self, chat: Chat) -> None:
        await self._api.press(self._to, chat, self.next_button(chat))

    def next_button(self, chat: Chat) -> str:
        data = chat.button(self._change_topic) or chat.button()
        if data is None:
            raise LookupError(f"the card of {chat.id} has no button")
        return data


@asynccontextmanager
async def serving(
    api: Telegram, folder: Path, numbers: Sequence[int], *, command: Sequence[str] = SERVICE
) -> AsyncIterator[tuple[Server, str]]:
    """The service on a database of its own in the folder, and the address of its webhook."""
    address = free_address()
    database = f"sqlite+aiosqlite:///{folder / address.rpartition(':')[2]}.db"
    await settle(database, numbers)
    to = f"http://{address}{PATH}"
    environment = {
        **OURS,
        "OPORA_DATABASE": database,
        "OPORA_TELEGRAM_TOKEN": TOKEN,
        "OPORA_TELEGRAM_API": api.url,
        "OPORA_TELEGRAM_WEBHOOK": to,
        "OPORA_WEBHOOK_SECRET": SECRET,
        "OPORA_LISTEN": address,
    }
    async with started(
        python(*command), url=f"http://{address}", folder=folder, environment=environment
    ) as server:
        await server.ready("/healthz", within=READY)
        yield server, to


async def settle(url: str, numbers: Sequence[int]) -> None:
    """Registered teachers of one school, past the dialogs."""
    database = Database(url, clock=utc_now, zone=ZoneInfo("Europe/Moscow"))
    try:
        await migrate(database.writer)
        async with database.open_work() as work:
            await work.catalogue.begin_with()
            school = await work.units.add(name="СОШ № 1", level="школа", parent=None)
            subjects = [subject.id for subject in await work.catalogue.subjects()][:2]
            for number in numbers:
                await _register(work, Account("telegram", number), school, subjects)
    finally:
        await database.close()


async def _register(
    work: SqlWork, account: Account, school: UnitId, subjects: Sequence[SubjectId]
) -> None:
    person = await work.registration.agree(account, version=CONSENT_VERSION, at=work.now)
    await work.registration.rename(person, f"Учитель {account.external}")
    await work.registration.place(person, school)
    await work.registration.employ(person, "учитель")
    await work.registration.teach(person, subjects)
    await work.registration.finish(person, at=work.now)
