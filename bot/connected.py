"""One messenger that the service is in: how it takes in, how it carries out, how it begins."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand
from aiohttp import web

from bot.app import Read, Service, as_brought
from bot.crossing import Carrier
from core.links import link_of
from handlers.menu import COMMANDS
from storage.health import UNREACHABLE
from texts import Texts

LONGEST_PAUSE = timedelta(minutes=1)

LONGEST_STOP = 5.0
"""Seconds for saving what has come when the service stops; what is not saved comes again."""

logger = structlog.get_logger(__name__)

TakeIn = Callable[[Service, asyncio.Event], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """``webhook`` is the public address; without one the messenger is asked for updates.

    ``take_in`` runs until its event is set. Nothing is asked of the messenger before: the
    service starts while the messenger is down, and others do not wait for it.
    """

    messenger: str
    bot: Bot
    carrier: Carrier
    webhook: str | None
    routes: Callable[[Service], Sequence[web.AbstractRouteDef]]
    take_in: TakeIn
    read: Read = as_brought


def commands(texts: Texts) -> list[BotCommand]:
    """The menu of commands, the same in every messenger."""
    return [
        BotCommand(command=name, description=texts.raw(f"command-{name}")) for name in COMMANDS
    ]


async def remember_link(service: Service, messenger: str, bot: Bot) -> None:
    """Where to go on for those who must not read something in another messenger."""
    link = link_of(messenger, (await bot.me()).username or "")
    async with service.database.open_aside() as work:
        await work.carriage.remember_link(messenger, link)


async def until_heard(messenger: str, introduce: Callable[[], Awaitable[None]]) -> None:
    """Introduce ourselves as soon as the messenger answers."""
    pause = timedelta(seconds=1)
    while True:
        try:
            await introduce()
        except (AiogramError, OSError, *UNREACHABLE) as error:
            logger.warning("not introduced yet", messenger=messenger, error=type(error).__name__)
            await asyncio.sleep(pause.total_seconds())
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


async def until_stopped(
    stop: asyncio.Event,
    *,
    introducing: Coroutine[Any, Any, None],
    bringing: Coroutine[Any, Any, None] | None = None,
) -> None:
    """Run both. What brings updates watches for ``stop`` itself and gets a moment after it."""
    async with asyncio.TaskGroup() as group:
        first = group.create_task(introducing)
        second = group.create_task(bringing) if bringing is not None else None
        await stop.wait()
        first.cancel()
        if second is not None:
            await asyncio.wait([second], timeout=LONGEST_STOP)
            second.cancel()
