"""The small service of ``tests.world`` in Telegram: the libraries speak to a fake over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiohttp import web

from bot.app import Read
from bot.crossing import Carrier
from bot.messengers.telegram import incoming
from bot.messengers.telegram.outgoing import TelegramCarrier
from storage.work import Database
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.times import Clock
from tests.words import WITHDRAWN
from tests.world import World

SECRET = "a-secret-of-the-webhook"  # noqa: S105 - nobody else accepts it


@dataclass
class TelegramWorld(World):
    fake: FakeTelegram = field(kw_only=True)
    polls: bool = field(kw_only=True)

    def new_phone(self, number: int, name: str, messenger: str | None = None) -> FakePhone:
        first, _, last = name.partition(" ")
        kind = PatientPhone if self.polls else FakePhone
        return kind(self.fake, number, first, last)


class PatientPhone(FakePhone):
    """With polling nobody says when an update has been handled: wait until all is quiet."""

    async def say(self, text: str) -> None:
        await super().say(text)
        await self._settled()

    async def edit(self, *args: Any, **more: Any) -> None:
        await super().edit(*args, **more)
        await self._settled()

    async def send_file(self, *args: Any, **more: Any) -> None:
        await super().send_file(*args, **more)
        await self._settled()

    async def press_raw(self, data: str, message_id: int | None = None) -> None:
        await super().press_raw(data, message_id)
        await self._settled()

    async def _settled(self) -> None:
        await self._fake.settled(quiet=0.05)


@asynccontextmanager
async def telegram_world(
    database: Database,
    clock: Clock,
    *,
    polls: bool,
    beside: Mapping[str, tuple[Bot, Carrier]] | None = None,
    readers: Mapping[str, Read] | None = None,
) -> AsyncIterator[TelegramWorld]:
    """Updates come by a webhook with its secret, or by long polling.

    ``beside`` are bots and carriers of other messengers, with their ``readers``; whoever made
    them closes them.
    """
    others = beside or {}
    async with (
        FakeTelegram() as fake,
        TelegramCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier,
    ):
        bot = incoming.make_bot(TOKEN, api=fake.url, webhook=not polls)
        carriers = {"telegram": carrier, **{name: one for name, (_, one) in others.items()}}
        world = TelegramWorld(
            database,
            clock,
            "telegram",
            bot,
            carriers,
            readers=readers or {},
            beside={name: one for name, (one, _) in others.items()},
            fake=fake,
            polls=polls,
        )
        try:
            async with _polling(world) if polls else _webhook(world):
                yield world
        finally:
            await bot.session.close()
    assert fake.complaints == []
    assert fake.methods.queries == {}, "a button was pressed and still waits"


@asynccontextmanager
async def _polling(world: TelegramWorld) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(incoming.poll(world.service.inbox.take, world.bot, stop=stop))
        try:
            yield
        finally:
            stop.set()


@asynccontextmanager
async def _webhook(world: TelegramWorld) -> AsyncIterator[None]:
    app = web.Application()
    handler = incoming.make_webhook_handler(world.service.inbox.take, SECRET)
    app.router.add_post("/telegram", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    await incoming.set_webhook(world.bot, f"http://{host}:{port}/telegram", SECRET)
    try:
        yield
    finally:
        await runner.cleanup()
    assert set(world.fake.updates.answers) <= {200}
