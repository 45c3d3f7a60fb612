"""The post in a process of its own: `opora post`. It never imports aiogram."""

import asyncio
import gc
import signal
from contextlib import AsyncExitStack

import typer

from bot import carriers, post
from bot.election import POST, Leadership, name_of
from bot.hearing import heard
from bot.metrics import Metrics
from bot.ready import ready
from bot.saying import say
from bot.settings import Settings, SettingsError
from storage.database import is_sqlite
from texts import Texts

TICK = 0.5
"""Seconds between looks: every letter is put by another process."""


def run(settings: Settings) -> None:
    """Carry letters until told to stop; what is in hand then is finished."""
    if settings.is_demo:
        raise SettingsError(say("post-demo"))
    if is_sqlite(settings.database_url):
        raise SettingsError(say("post-sqlite"))
    gc.collect()
    gc.freeze()
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(ready(settings))
        ours = await stack.enter_async_context(carriers.opened(settings))
        leadership = Leadership(database, POST, name_of(settings, part="post"))
        office = post.put_together(
            database,
            ours,
            Texts(settings.time_zone),
            term=lambda: leadership.term,
            metrics=Metrics(),
        )
        if settings.post_listen is not None:
            door = heard(
                office.metrics, database, settings.post_listen, setting="OPORA_POST_LISTEN"
            )
            await stack.enter_async_context(door)
        await stack.enter_async_context(leadership.held())
        typer.echo(say("post-carries", messengers=", ".join(ours)))
        await office.carry(stop=stop, every=TICK)
