"""Running the service: what takes in, what sends out, what ticks, and an orderly stop."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    suppress,
)
from zoneinfo import ZoneInfo

import structlog
import typer
from aiohttp import web

from bot import demo, max, metrics, telegram  # noqa: A004 - the messenger is called so
from bot.app import Service, build
from bot.clock import MovableClock, utc_now
from bot.connected import Connected
from bot.logs import set_up
from bot.saying import Failed, say
from bot.settings import Listen, Settings
from notifications.schedule import make_schedule
from storage.migrations import migrate
from storage.work import Database
from texts import Texts

logger = structlog.get_logger(__name__)

COLLECTING = (20_000, 20, 100)
"""The collector looks at what is new this seldom: an update makes thousands of small objects that
die with it, and looking after every 700 of them took a tenth of the processor's time."""

LONGEST_STOP = 5.0
"""Seconds for requests in hand when the service is told to stop; then the inbox has its own."""


def run(settings: Settings) -> None:
    """Serve until told to stop. Everything imported by now is kept out of the collector's way."""
    set_up(settings.log_level, settings.secrets)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl+C comes as KeyboardInterrupt there
            loop.add_signal_handler(sign, stop.set)
    clock = MovableClock()
    database = Database(
        settings.database_url,
        clock=clock if settings.is_demo else utc_now,
        zone=ZoneInfo(settings.time_zone),
        days_off=settings.days_off,
        working_days=settings.working_days,
    )
    try:
        await prepare(database)
        if settings.is_demo:
            await _run_demo(settings, database, clock, stop)
        else:
            await _run_messengers(settings, database, stop)
    finally:
        await database.close()


async def prepare(database: Database) -> None:
    """Tables as they are today, and lists to start from."""
    await migrate(database.writer)
    async with database.open_work() as work:
        await work.catalogue.begin_with()


async def _run_demo(
    settings: Settings, database: Database, clock: MovableClock, stop: asyncio.Event
) -> None:
    texts = Texts(settings.time_zone)
    async with (
        demo.put_together(settings, database, clock, texts) as (service, routes, let_go),
        service.inbox.open(),
        heard(service, settings.listen, routes),
        _ticking(service),
    ):
        host, port = settings.listen
        typer.echo(say("run-demo", url=f"http://{host}:{port}"))
        await stop.wait()
        let_go()


async def _run_messengers(settings: Settings, database: Database, stop: asyncio.Event) -> None:
    async with database.open_view() as work:
        if await work.installation.is_demo():
            raise Failed(say("run-demo-database", database=settings.database_shown))
    async with AsyncExitStack() as stack:
        connected = [
            await stack.enter_async_context(one) for one in _messengers(settings, database)
        ]
        service = put_together(settings, database, connected)
        stack.push_async_callback(service.dispatcher.storage.close)
        routes = [route for one in connected for route in one.routes(service)]
        async with (
            service.inbox.open(),
            heard(service, settings.listen, routes),
            _ticking(service),
            asyncio.TaskGroup() as group,
        ):
            for one in connected:
                typer.echo(
                    say("run-messenger", messenger=one.messenger, webhook=one.webhook or "no")
                )
                group.create_task(one.take_in(service, stop))


def _messengers(
    settings: Settings, database: Database
) -> Iterator[AbstractAsyncContextManager[Connected]]:
    """Those that have a token."""
    if settings.telegram_token is not None:
        yield telegram.connect(settings)
    if settings.max_token is not None:
        yield max.connect(settings, database)


def put_together(
    settings: Settings, database: Database, connected: Sequence[Connected]
) -> Service:
    """One service in all of them: the same handlers, one inbox, one postman."""
    return build(
        database,
        {one.messenger: one.bot for one in connected},
        {one.messenger: one.carrier for one in connected},
        Texts(settings.time_zone),
        readers={one.messenger: one.read for one in connected},
        admins=settings.admins,
        redis=settings.redis.get_secret_value() if settings.redis else None,
        weekly_announcements=settings.weekly_announcements,
    )


@asynccontextmanager
async def heard(
    service: Service, listen: Listen, routes: Sequence[web.AbstractRouteDef]
) -> AsyncIterator[None]:
    """The one HTTP server of the process, with whatever is to be heard on it."""

    async def healthy() -> bool:
        async with service.database.open_view() as work:
            await work.people.count()
        return True

    app = web.Application(client_max_size=demo.LARGEST_UPLOAD)
    app.add_routes([*routes, *metrics.make_routes(service.metrics, healthy)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LONGEST_STOP)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, listen.host, listen.port).start()
        except OSError:
            raise Failed(say("run-port-taken", host=listen.host, port=str(listen.port))) from None
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _ticking(service: Service) -> AsyncIterator[None]:
    schedule = make_schedule(
        post=service.post,
        announcements=service.broadcasts.advance,
        reminders=service.reminders.put_due,
        sweep=service.sweep,
    )
    schedule.start()
    try:
        yield
    finally:
        schedule.shutdown(wait=True)
