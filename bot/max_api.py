"""Asks MAX a question or two from the command line, without a bot around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.messengers.max.api import MaxApi
from bot.settings import Settings

PATIENCE = 5.0
"""Seconds."""


@asynccontextmanager
async def asking(settings: Settings) -> AsyncIterator[MaxApi]:
    token = settings.max_token.get_secret_value() if settings.max_token else ""
    async with MaxApi(token, base=settings.max_api, ca=settings.max_ca, timeout=PATIENCE) as api:
        yield api
