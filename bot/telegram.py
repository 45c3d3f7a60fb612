"""The service in Telegram: aiogram takes in, python-telegram-bot sends what leaves by itself."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiogram import Bot
from aiohttp import web

from bot import carriers
from bot.app import Service
from bot.connected import Connected, commands, remember_link, until_heard, until_stopped
from bot.messengers.telegram import incoming
from bot.settings import Settings


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Connected]:
    assert settings.telegram_token is not None  # noqa: S101 - the runner has looked
    token = settings.telegram_token.get_secret_value()
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    webhook = settings.telegram_webhook_url
    bot = incoming.make_bot(
        token, api=settings.telegram_api, proxy=proxy, webhook=webhook is not None
    )
    carrier = carriers.to_telegram(settings)

    def routes(service: Service) -> Sequence[web.AbstractRouteDef]:
        if webhook is None:
            return ()
        handler = incoming.make_webhook_handler(service.inbox.take, secret)
        return [web.post(urlsplit(webhook).path, handler)]

    async def take_in(service: Service, stop: asyncio.Event) -> None:
        polling = incoming.poll(service.inbox.take, bot, stop=stop) if webhook is None else None
        introducing = _introduce(service, bot, webhook, secret)
        await until_stopped(stop, introducing=introducing, bringing=polling)

    async with carrier:
        try:
            yield Connected(
                messenger=incoming.MESSENGER,
                bot=bot,
                carrier=carrier,
                webhook=webhook,
                routes=routes,
                take_in=take_in,
            )
        finally:
            await bot.session.close()


async def _introduce(service: Service, bot: Bot, webhook: str | None, secret: str) -> None:
    """Commands and webhook, as soon as Telegram answers."""

    async def introduce() -> None:
        await bot.set_my_commands(commands(service.texts))
        if webhook is not None:
            await incoming.set_webhook(bot, webhook, secret)
        await remember_link(service, incoming.MESSENGER, bot)

    await until_heard(incoming.MESSENGER, introduce)
