"""The whole service in a process of its own, to be killed at any moment and started anew."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

from aiogram import F, Router
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.methods.base import Response
from aiogram.types import Message
from aiohttp import web
from sqlalchemy.orm import configure_mappers

from bot.app import Service, build
from bot.clock import utc_now
from bot.inbox import Inbox
from bot.logs import set_up
from bot.messengers.door import Take
from bot.messengers.telegram import incoming
from bot.quarantine import Quarantine
from core.catalogue import TopicId
from core.consultations.model import Question, Words
from core.people import Person
from core.work import OpenWork
from handlers.access import REGISTERED, allowed
from storage.inbox import LEASE, Arrived, in_hand
from storage.work import Database, SqlWork
from tests.fakes.telegram import TOKEN
from tests.promises.killing import SERVER
from tests.times import ZONE
from tests.world import TEXTS

SECRET = "a-secret-of-the-webhook"  # noqa: S105 - nobody else accepts it

FATAL, BAD, SLOW = "конец", "ошибка", "долго"
"""Words that bring the process down, words that no handler survives, words that take a while."""

WARM = [
    Response[method.__returning__]  # type: ignore[name-defined]  # known at run time
    for method in (SendMessage, EditMessageText, AnswerCallbackQuery)
]
"""Models that the first answer would build in each process that is started."""

configure_mappers()

LONG = 0.2
"""Seconds that the last kind takes, for each time it is said."""

SLOW_DISK = 0.03
"""Seconds that a twin is late with what it should have done before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``port`` is the webhook's, zero asks for updates; without ``takes_in`` only the inbox."""

    url: str
    api: str
    port: int = 0
    takes_in: bool = True
    lease: timedelta = LEASE
    hasty: bool = False
    torn: bool = False
    hurried: bool = False


class Torn(Database):
    """The twin: the effect is committed first and the mark after it, in a work of its own."""

    @asynccontextmanager
    async def open_work(self) -> AsyncIterator[SqlWork]:
        async with self.open_aside() as work:
            yield work
        await asyncio.sleep(SLOW_DISK)
        if hand := in_hand.get():
            async with self.open_aside() as work:
                await work.inbox.save_effect(hand.id)
            hand.saved = True


async def note(message: Message, me: Person, open_work: OpenWork[SqlWork]) -> None:
    """One row for one update: what is done twice is seen twice, and in which order."""
    text = message.text or ""
    if FATAL in text:
        os._exit(9)
    if SLOW in text:
        await asyncio.sleep(LONG * text.count(SLOW))
    assert me.unit is not None
    async with open_work() as work:
        await work.consultations.open(
            Question(topic=TopicId(1), subject=None, words=Words(text)),
            teacher=me.id,
            unit=me.unit,
            methodist=None,
            at=work.now,
            due_at=work.now,
        )
    if BAD in text:
        raise LookupError(BAD)


async def bad(message: Message) -> None:
    raise LookupError(BAD)


def noting() -> Router:
    router = Router(name=__name__)
    router.message.register(bad, F.text.startswith(BAD), flags=allowed(REGISTERED))
    router.message.register(note, F.text.startswith("№"), flags=allowed(REGISTERED))
    return router


def put_together(plan: Plan, database: Database) -> Service:
    bot = incoming.make_bot(TOKEN, api=plan.api)
    service = build(database, {"telegram": bot}, {}, TEXTS)
    routers = service.dispatcher.sub_routers
    service.dispatcher.include_router(noting())
    routers.insert(2, routers.pop())  # behind errors and repeats, before everything else
    return service


def serve(plan: Plan, says: Connection) -> None:
    gc.freeze()
    set_up("ERROR", ())
    asyncio.run(_serve(plan, says))


async def _serve(plan: Plan, says: Connection) -> None:
    database = (Torn if plan.torn else Database)(plan.url, clock=utc_now, zone=ZONE)
    service = put_together(plan, database)
    inbox = Inbox(database, service.inbox._tries, lease=plan.lease)  # noqa: SLF001 - a shorter lease
    if plan.hurried:
        inbox._quarantine = Quarantine(pauses=(0.0,))  # noqa: SLF001 - the twin
    async with inbox.open(), asyncio.TaskGroup() as group:
        take = late(inbox, group) if plan.hasty else inbox.take
        if plan.port:
            await _hear(plan.port, incoming.make_webhook_handler(take, SECRET))
        says.send_bytes(b"ready")
        if plan.takes_in and not plan.port:
            bot = service.bots["telegram"]
            pause = timedelta(milliseconds=20)
            await incoming.poll(take, bot, stop=asyncio.Event(), pause=pause)
        await asyncio.Event().wait()


def late(inbox: Inbox, group: asyncio.TaskGroup) -> Take:
    """The twin: the update is confirmed, then it is saved."""

    async def save(arrived: Sequence[Arrived]) -> None:
        await asyncio.sleep(SLOW_DISK)
        await inbox.take(arrived)

    async def take(arrived: Sequence[Arrived]) -> None:
        group.create_task(save(arrived))

    return take


async def _hear(port: int, handle: Any) -> None:
    app = web.Application()
    app.router.add_post("/telegram", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()


@contextmanager
def running(plan: Plan) -> Iterator[Any]:
    """The process, ready; it is killed in the end if it lives still."""
    hears, says = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=serve, args=(plan, says), daemon=True)
    process.start()
    says.close()
    try:
        with hears:
            assert hears.poll(60), "the service does not start"
            assert hears.recv_bytes() == b"ready"
        yield process
    finally:
        process.kill()
        process.join()
        process.close()
