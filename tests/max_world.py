"""The small service of ``tests.world`` in MAX: the client speaks to a fake over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.max import marks_of
from bot.messengers.max import MESSENGER, incoming
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.reading import make_reader
from bot.messengers.max.session import MaxSession, make_bot
from storage.work import Database
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone
from tests.times import Clock
from tests.words import WITHDRAWN
from tests.world import World

SECRET = "a-secret-of-the-webhook"  # noqa: S105 - nobody else accepts it


@dataclass
class MaxWorld(World):
    fake: FakeMax = field(kw_only=True)
    polls: bool = field(kw_only=True)
    unread: list[None] = field(default_factory=list)

    def new_phone(self, number: int, name: str, messenger: str | None = None) -> MaxPhone:
        first, _, last = name.partition(" ")
        kind = PatientPhone if self.polls else MaxPhone
        return kind(self.fake, number, first, last)

    @property
    def session(self) -> MaxSession:
        assert isinstance(self.bot.session, MaxSession)
        return self.bot.session

    def count_unread(self) -> None:
        self.unread.append(None)


class PatientPhone(MaxPhone):
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
        await self._fake.settled(quiet=0.1)


@asynccontextmanager
async def max_world(database: Database, clock: Clock, *, polls: bool) -> AsyncIterator[MaxWorld]:
    """Updates come by a webhook with its secret, or by long polling."""
    pace = MaxPace(per_second=1000, per_chat=1000)
    async with (
        FakeMax() as fake,
        MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=pace) as carrier,
    ):
        fake.rates.per_chat = fake.rates.per_second = None
        bot = make_bot(TOKEN, api=fake.url, pace=pace, database=database)
        carriers, readers = {MESSENGER: carrier}, {MESSENGER: make_reader(TOKEN)}
        world = MaxWorld(
            database, clock, MESSENGER, bot, carriers, readers=readers, fake=fake, polls=polls
        )
        try:
            async with polling(world) if polls else webhook(world):
                yield world
        finally:
            await bot.session.close()
    assert fake.complaints == []


@asynccontextmanager
async def polling(world: MaxWorld) -> AsyncIterator[None]:
    stop = asyncio.Event()
    marks = marks_of(world.database, TOKEN)
    take, soon = world.service.inbox.take, timedelta(milliseconds=10)
    api, unread = world.session.max, world.count_unread
    bringing = incoming.poll(take, api, marks, unread, stop=stop, pause=soon, between=soon)
    async with asyncio.TaskGroup() as group:
        group.create_task(bringing)
        try:
            yield
        finally:
            stop.set()


@asynccontextmanager
async def webhook(world: MaxWorld) -> AsyncIterator[None]:
    app = web.Application(client_max_size=8 * 1024 * 1024)
    handler = incoming.make_webhook_handler(world.service.inbox.take, SECRET, world.count_unread)
    app.router.add_post("/max", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    await incoming.renew(world.session.max, f"http://{host}:{port}/max", SECRET)
    try:
        yield
    finally:
        await runner.cleanup()
    assert set(world.fake.updates.answers) <= {200}
