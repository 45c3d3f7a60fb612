"""Carriers of letters in processes of their own, and a messenger that counts what arrives."""

import asyncio
import gc
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any, Self

from aiohttp import web
from sqlalchemy import func, select

import notifications.consultations
from bot.clock import utc_now
from bot.election import POST, Leadership
from bot.logs import set_up
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.letters import LetterState
from core.notices import Lane
from notifications.delivery import Postman
from storage.letter_rows import LetterRow
from storage.people import AccountRow, PersonRow
from storage.work import Database
from tests.fakes.telegram import TOKEN
from tests.promises.killing import SERVER
from tests.times import ZONE
from tests.world import TEXTS

TERM = timedelta(seconds=5)
FIRST_CHAT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How one process carries; ``elected`` and ``gives_back`` off are the twins."""

    url: str
    api: str
    offset: timedelta
    name: str = "post"
    elected: bool = True
    gives_back: bool = True


class Counting:
    """A Bot API that takes ``sendMessage`` at once and answers a moment later."""

    def __init__(self) -> None:
        self.copies: Counter[int] = Counter()
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/sendMessage", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        chat = int((await request.post())["chat_id"])  # type: ignore[arg-type]  # a field, no file
        self.copies[chat] += 1
        number = self.copies.total()
        await asyncio.sleep(random.uniform(0, 0.02))  # noqa: S311 - when an answer comes
        result = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}}
        return web.json_response({"ok": True, "result": result})


@dataclass
class Office:
    """A database with letters to people of Telegram, one each."""

    database: Database
    lanes: dict[int, Lane] = field(default_factory=dict)

    async def put(self, letters: int, lane: Lane) -> None:
        first = FIRST_CHAT + len(self.lanes)
        chats = range(first, first + letters)
        self.lanes |= dict.fromkeys(chats, lane)
        now = self.database._clock()  # noqa: SLF001 - the moment the letters are put
        people = [{"id": one, "name": f"№ {one}", "folded": ""} for one in chats]
        accounts = [
            {"messenger": "telegram", "external": one, "person_id": one, "joined_at": now}
            for one in chats
        ]
        rows = [_letter(one, lane) | {"put_at": now, "due_at": now} for one in chats]
        async with self.database.writer.begin() as connection:
            for row, values in ((PersonRow, people), (AccountRow, accounts), (LetterRow, rows)):
                await connection.execute(row.__table__.insert(), values)

    async def states(self) -> Counter[tuple[Lane, str, str | None]]:
        columns = (LetterRow.lane, LetterRow.state, LetterRow.failure)
        async with self.database.reader.connect() as connection:
            found = await connection.execute(select(*columns, func.count()).group_by(*columns))
            return Counter({(Lane(lane), state, why): count for lane, state, why, count in found})

    async def settled(self) -> bool:
        open_ = {LetterState.DUE, LetterState.LEASED}
        return not any(state in open_ for _, state, _ in await self.states())


def _letter(to: int, lane: Lane) -> dict[str, Any]:
    payload = {"consultation": to, "teacher": "Анна", "outcome": "full"}
    return {
        "once": f"letter/{to}",
        "to_id": to,
        "kind": "ConsultationRated",
        "payload": payload,
        "lane": lane,
        "state": LetterState.DUE,
        "attempts": 0,
        "doubts": 0,
        "errand": "show",
    }


def going_on(url: str, offset: timedelta) -> Database:
    """Its time goes on, so far from ours: announcements wait for an hour of work."""
    return Database(url, clock=lambda: utc_now() + offset, zone=ZONE)


def carry(round_: Round, says: Connection) -> None:
    gc.freeze()
    set_up("CRITICAL", ())
    asyncio.run(_carry(round_, says))


async def _carry(round_: Round, says: Connection) -> None:
    database = going_on(round_.url, round_.offset)
    leadership = Leadership(database, POST, round_.name, for_=TERM, every=timedelta(seconds=0.05))
    async with (
        TelegramCarrier(TOKEN, base_url=round_.api, per_second=10_000, withdrawn="") as carrier,
        leadership.held(),
    ):
        postman = Postman(
            database.open_work,
            {"telegram": carrier},
            notifications.consultations.wordings,
            TEXTS,
            term=_term(round_, leadership),
        )
        says.send_bytes(b"ready")
        while True:
            await postman.deliver_all()
            await asyncio.sleep(0.02)


def _term(round_: Round, leadership: Leadership) -> Callable[[], int | None]:
    if not round_.elected:
        return lambda: int(round_.name[-1])
    if not round_.gives_back:
        return lambda: 1
    return lambda: leadership.term


@contextmanager
def carrying(round_: Round) -> Iterator[Any]:
    """The process, at work; killed in the end."""
    hears, says = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=carry, args=(round_, says), daemon=True)
    process.start()
    says.close()
    try:
        with hears:
            assert hears.poll(60), "nobody carries"
            assert hears.recv_bytes() == b"ready"
        yield process
    finally:
        process.kill()
        process.join()
        process.close()
