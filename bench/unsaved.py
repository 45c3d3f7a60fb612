"""``opora run`` with a webhook and no inbox: ``python -m bench.unsaved``, to compare with.

What comes is handled at once and confirmed meanwhile, as the stock webhook of aiogram does.
Nothing is saved before it is confirmed, and nothing is marked as done.
"""

import asyncio
import signal
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from aiohttp import web

from bench.echo import PATH
from bench.telegram import SECRET
from bot import telegram
from bot.app import Service
from bot.clock import utc_now
from bot.logs import set_up
from bot.messengers.door import Take
from bot.messengers.telegram import incoming
from bot.runners import (
    Offices,
    at_work,
    heard,
    prepare,
    put_together,
    spare_the_collector,
)
from bot.settings import Settings, load_settings
from storage.inbox import NOT_KEPT, Arrived, Taken
from storage.work import Database


def at_once(service: Service, group: asyncio.TaskGroup) -> Take:
    """The dispatcher itself keeps a chat's updates in order."""

    async def take(arrived: Sequence[Arrived]) -> None:
        for one in arrived:
            group.create_task(service.handle(Taken(id=NOT_KEPT, arrived=one)))

    return take


async def serve(settings: Settings, database: Database) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await prepare(database)
    async with telegram.connect(settings) as connected, asyncio.TaskGroup() as group:
        offices = Offices(settings, database)
        service = put_together(settings, database, [connected], term=offices.post_term)
        take = at_once(service, group)
        routes: list[web.AbstractRouteDef] = [
            web.post(PATH, incoming.make_webhook_handler(take, SECRET))
        ]
        async with heard(service, settings.listen, routes), at_work(service, offices, stop):
            await stop.wait()


async def main() -> None:
    settings = load_settings()
    set_up(settings.log_level, settings.secrets)
    spare_the_collector()
    zone = ZoneInfo(settings.time_zone)
    database = Database(settings.database_url, clock=utc_now, zone=zone)
    try:
        await serve(settings, database)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
