"""The service in Telegram: aiogram takes in, python-telegram-bot sends what leaves by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import web

from bot.app import Service, build
from bot.messengers.telegram import incoming
from bot.messengers.telegram.outgoing import TelegramCarrier
from bot.settings import Settings
from handlers.menu import COMMANDS
from storage.health import UNREACHABLE
from storage.work import Database
from texts import Texts

PATH = "/telegram"
"""Where a webhook is heard when the public URL names no path of its own."""

PER_SECOND = 25
"""Letters. Telegram allows 30; the rest is left to answers of the dialogs."""

LONGEST_PAUSE = timedelta(minutes=1)

LONGEST_STOP = 5.0
"""Seconds for saving what has come when the service stops; what is not saved comes again."""

logger = structlog.get_logger(__name__)


@asynccontextmanager
async def put_together(
    settings: Settings, database: Database, texts: Texts
) -> AsyncIterator[tuple[Service, Bot]]:
    """Nothing is asked of Telegram here: the service starts while Telegram is down."""
    assert settings.telegram_token is not None  # noqa: S101 - the runner has looked
    token = settings.telegram_token.get_secret_value()
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    redis = settings.redis.get_secret_value() if settings.redis else None
    bot = incoming.make_bot(token, api=settings.telegram_api, proxy=proxy)
    carrier = TelegramCarrier(
        token, base_url=settings.telegram_api, proxy=proxy, per_second=PER_SECOND
    )
    service = build(
        database,
        {incoming.MESSENGER: bot},
        {incoming.MESSENGER: carrier},
        texts,
        admins=settings.admins,
        redis=redis,
    )
    async with carrier:
        try:
            yield service, bot
        finally:
            await service.dispatcher.storage.close()
            await bot.session.close()


def routes(settings: Settings, service: Service) -> list[web.AbstractRouteDef]:
    if settings.telegram_webhook is None or settings.webhook_secret is None:
        return []
    secret = settings.webhook_secret.get_secret_value()
    path = urlsplit(webhook_url(settings.telegram_webhook)).path
    return [web.post(path, incoming.make_webhook_handler(service.inbox.take, secret))]


def webhook_url(public: str) -> str:
    """The whole public address of the webhook."""
    return public if urlsplit(public).path else public + PATH


async def take_in(settings: Settings, service: Service, bot: Bot, stop: asyncio.Event) -> None:
    """Until ``stop``: ask for updates, or let Telegram bring them."""
    async with asyncio.TaskGroup() as group:
        introducing = group.create_task(_introduce(settings, service, bot))
        if settings.telegram_webhook is None:
            polling = group.create_task(incoming.poll(service.inbox.take, bot, stop=stop))
            await stop.wait()
            await asyncio.wait([polling], timeout=LONGEST_STOP)
            polling.cancel()
        else:
            await stop.wait()
        introducing.cancel()


async def _introduce(settings: Settings, service: Service, bot: Bot) -> None:
    """Commands, webhook and the address of the bot, as soon as Telegram answers."""
    pause = timedelta(seconds=1)
    while True:
        try:
            await incoming.register_commands(
                bot, [(name, service.texts.raw(f"command-{name}")) for name in COMMANDS]
            )
            if settings.telegram_webhook and settings.webhook_secret:
                secret = settings.webhook_secret.get_secret_value()
                url = webhook_url(settings.telegram_webhook)
                await incoming.set_webhook(bot, url, secret)
            link = f"https://t.me/{(await bot.me()).username}"
            async with service.database.open_aside() as work:
                await work.carriage.remember_link(incoming.MESSENGER, link)
        except (AiogramError, OSError, *UNREACHABLE) as error:
            logger.warning("not introduced yet", error=type(error).__name__)
            await asyncio.sleep(pause.total_seconds())
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return
