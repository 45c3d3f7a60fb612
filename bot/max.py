"""The service in MAX: one client of its Bot API behind aiogram and behind letters."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiohttp import web

from bot import carriers
from bot.app import Service
from bot.connected import Connected, commands, until_heard, until_stopped
from bot.messengers.max import MESSENGER, incoming
from bot.messengers.max.reading import make_reader
from bot.messengers.max.session import MaxSession, make_bot
from bot.settings import Settings
from storage.work import Database


@dataclass(frozen=True, slots=True)
class KeptMarks:
    """The place in MAX's queue, for one bot: another's would mean nothing there."""

    database: Database
    key: str

    async def get(self) -> int | None:
        async with self.database.open_view() as work:
            kept = await work.installation.get(self.key)
        return int(kept) if kept else None

    async def put(self, marker: int) -> None:
        async with self.database.open_aside() as work:
            await work.installation.put(self.key, str(marker))


def marks_of(database: Database, token: str) -> KeptMarks:
    return KeptMarks(database, f"max_marker:{sha256(token.encode()).hexdigest()[:8]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How updates of MAX come in: by ``webhook``, or by asking where there is none."""

    bot: Bot
    database: Database
    token: str
    webhook: str | None
    secret: str

    def routes(self, service: Service) -> Sequence[web.AbstractRouteDef]:
        if self.webhook is None:
            return ()
        take, count = service.inbox.take, unread(service)
        handler = incoming.make_webhook_handler(take, self.secret, count)
        return [web.post(urlsplit(self.webhook).path, handler)]

    async def take_in(self, service: Service, stop: asyncio.Event) -> None:
        async def introduce() -> None:
            await self.bot.set_my_commands(commands(service.texts))

        introducing = until_heard(MESSENGER, introduce)
        await until_stopped(stop, introducing=introducing, bringing=self._bringing(service, stop))

    def _bringing(self, service: Service, stop: asyncio.Event) -> Coroutine[Any, Any, None]:
        assert isinstance(self.bot.session, MaxSession)  # noqa: S101 - it was made with one
        api = self.bot.session.max
        if self.webhook is not None:
            return incoming.stay_subscribed(api, self.webhook, self.secret, stop=stop)
        marks = marks_of(self.database, self.token)
        return incoming.poll(service.inbox.take, api, marks, unread(service), stop=stop)


@asynccontextmanager
async def connect(settings: Settings, database: Database) -> AsyncIterator[Connected]:
    assert settings.max_token is not None  # noqa: S101 - the runner has looked
    token = settings.max_token.get_secret_value()
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    pace = carriers.pace_in_max(settings)
    webhook = settings.max_webhook_url
    bot = make_bot(token, api=settings.max_api, ca=settings.max_ca, pace=pace, database=database)
    door = Door(bot=bot, database=database, token=token, webhook=webhook, secret=secret)
    async with carriers.to_max(settings, pace) as carrier:
        try:
            yield Connected(
                messenger=MESSENGER,
                bot=bot,
                carrier=carrier,
                webhook=webhook,
                routes=door.routes,
                take_in=door.take_in,
                read=make_reader(token),
            )
        finally:
            await bot.session.close()


def unread(service: Service) -> incoming.Unread:
    return lambda: service.metrics.unread(MESSENGER)
