"""Links that open the bot with a word to carry, as each messenger builds them."""

import asyncio
from collections.abc import Mapping

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from core.links import start_link

PATIENCE = 3.0
"""Seconds. A messenger that is down has no link; the others are not kept waiting for it."""

logger = structlog.get_logger(__name__)


async def link_to(bot: Bot, messenger: str, word: str) -> str | None:
    """``None`` while the messenger does not say what the bot is called there."""
    try:
        async with asyncio.timeout(PATIENCE):
            name = (await bot.me()).username
    except (AiogramError, TimeoutError) as error:
        logger.warning("no link", messenger=messenger, error=type(error).__name__)
        return None
    return start_link(messenger, name, word) if name else None


async def links_to(bots: Mapping[str, Bot], word: str) -> dict[str, str]:
    links = {name: await link_to(bot, name, word) for name, bot in bots.items()}
    return {name: link for name, link in links.items() if link is not None}
