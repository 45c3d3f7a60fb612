"""Takes a file out of Telegram, to be brought to another messenger. Never imports aiogram."""

import asyncio
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import ExtBot

from core.files import LARGEST
from core.letters import Refused

PATIENCE = 10.0
"""Seconds for the whole of it: a letter waits."""

AGAIN = "temporarily unavailable"
"""What a "Bad Request" says when the file is there and cannot be had now."""


async def fetch(bot: ExtBot[Any], file_id: str) -> bytes:
    """Raises ``Refused``, ``TelegramError``, or ``TimeoutError`` when it takes too long."""
    async with asyncio.timeout(PATIENCE):
        try:
            about = await bot.get_file(file_id)
        except Forbidden as error:
            raise Refused(error.message) from error
        except BadRequest as error:
            if AGAIN in error.message:
                raise TelegramError(error.message) from error
            raise Refused(error.message) from error
        if (about.file_size or 0) > LARGEST:
            raise Refused("the file is too big to be passed on")
        try:
            return bytes(await about.download_as_bytearray())
        # The library takes every 404 for a wrong token, and this token was right just now.
        except (BadRequest, Forbidden, InvalidToken) as error:
            raise Refused("the file is not there") from error
