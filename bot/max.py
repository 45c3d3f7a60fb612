"""The service in MAX: one client of its Bot API behind aiogram and behind letters."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from aiohttp import web

from bot.app import Service
from bot.connected import Connected, commands, until_heard, until_stopped
from bot.messengers.max import MESSENGER, incoming
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
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
    return KeptMarks(database, f"max-marker-{sha256(token.encode()).hexdigest()[:8]}")


@asynccontextmanager
async def connect(settings: Settings, database: Database) -> AsyncIterator[Connected]:
    assert settings.max_token is not None  # noqa: S101 - the runner has looked
    token = settings.max_token.get_secret_value()
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    webhook, base, ca, pace = (
        settings.max_webhook_url,
        settings.max_api,
        settings.max_ca,
        MaxPace(),
    )
    bot = make_bot(token, api=base, ca=ca, pace=pace, database=database)
    assert isinstance(bot.session, MaxSession)  # noqa: S101 - it was just made with one
    api = bot.session.max

    def routes(service: Service) -> Sequence[web.AbstractRouteDef]:
        if webhook is None:
            return ()
        handler = incoming.make_webhook_handler(service.inbox.take, secret, unread(service))
        return [web.post(urlsplit(webhook).path, handler)]

    async def take_in(service: Service, stop: asyncio.Event) -> None:
        async def introduce() -> None:
            await bot.set_my_commands(commands(service.texts))

        if webhook is None:
            take, marks = service.inbox.take, marks_of(database, token)
            bringing = incoming.poll(take, api, marks, unread(service), stop=stop)
        else:
            bringing = incoming.stay_subscribed(api, webhook, secret, stop=stop)
        introducing = until_heard(MESSENGER, introduce)
        await until_stopped(stop, introducing=introducing, bringing=bringing)

    async with MaxCarrier(token, base_url=base, ca=ca, pace=pace) as carrier:
        try:
            yield Connected(
                messenger=MESSENGER,
                bot=bot,
                carrier=carrier,
                webhook=webhook,
                routes=routes,
                take_in=take_in,
                read=make_reader(token),
            )
        finally:
            await bot.session.close()


def unread(service: Service) -> incoming.Unread:
    return lambda: service.metrics.unread(MESSENGER)
