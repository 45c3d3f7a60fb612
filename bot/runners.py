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

from bot import badges, demo, feeds, hearing, max, telegram, verifying  # noqa: A004 - the messenger is called so
from bot.app import Service, build
from bot.clock import MovableClock, utc_now
from bot.connected import Connected
from bot.election import POST, SCHEDULE, Leadership, name_of
from bot.logs import set_up
from bot.post import Term
from bot.saying import Failed, say
from bot.settings import Settings
from bot.values import Listen
from notifications.schedule import Schedule
from storage import grammar
from storage.migrations import migrate
from storage.work import Database
from texts import Texts

logger = structlog.get_logger(__name__)

COLLECTING = (20_000, 20, 100)
"""The collector looks at what is new this seldom: an update makes thousands of small objects that
die with it, and looking after every 700 of them took a tenth of the processor's time."""


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    set_up(settings.log_level, settings.secrets)
    spare_the_collector()
    asyncio.run(_run(settings))


def spare_the_collector() -> None:
    """Everything that is there by now stays for ever: it is kept out of the collector's way."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)


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
    offices = Offices(settings, database)
    async with (
        demo.put_together(settings, database, clock, texts, term=offices.post_term) as (
            service,
            routes,
            let_go,
        ),
        service.inbox.open(),
        heard(service, settings.listen, routes),
        at_work(service, offices, stop),
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
        offices = Offices(settings, database)
        service = put_together(settings, database, connected, term=offices.post_term)
        stack.push_async_callback(service.dispatcher.storage.close)
        routes = [route for one in connected for route in one.routes(service)]
        routes += verifying.make_routes(database, service.texts)
        routes += feeds.make_routes(database, service.texts)
        routes += badges.make_routes({one.messenger: one.bot for one in connected}, service.texts)
        async with (
            service.inbox.open(),
            heard(service, settings.listen, routes),
            at_work(service, offices, stop),
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
    settings: Settings,
    database: Database,
    connected: Sequence[Connected],
    *,
    term: Term = lambda: 1,
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
        term=term,
        weekly_announcements=settings.weekly_announcements,
        site=settings.public_url,
    )


@asynccontextmanager
async def heard(
    service: Service, listen: Listen, routes: Sequence[web.AbstractRouteDef]
) -> AsyncIterator[None]:
    async with hearing.heard(service.metrics, service.database, listen, routes):
        yield


class Offices:
    """What this process stands for: the schedule, and the post unless that is apart."""

    def __init__(self, settings: Settings, database: Database) -> None:
        name = name_of(settings)
        self._schedule = Leadership(database, SCHEDULE, name)
        self._post = None if settings.post_is_apart else Leadership(database, POST, name)

    def schedule_term(self) -> int | None:
        return self._schedule.term

    def post_term(self) -> int | None:
        return self._post.term if self._post is not None else None

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._schedule.held())
            if self._post is not None:
                await stack.enter_async_context(self._post.held())
            yield


@asynccontextmanager
async def at_work(service: Service, offices: Offices, stop: asyncio.Event) -> AsyncIterator[None]:
    """Carry letters and keep the schedule, as far as this process is elected to.

    The dictionary is loaded when everybody is heard already: nobody waits for it at the start.
    """
    schedule = Schedule(
        announcements=service.broadcasts.advance,
        reminders=service.reminders.put_due,
        sweep=service.sweep,
        term=offices.schedule_term,
        clock=utc_now,
    )
    async with offices.held(), asyncio.TaskGroup() as group:
        ticking = group.create_task(schedule.keep())
        group.create_task(service.post.carry(stop=stop))
        group.create_task(grammar.load())
        try:
            yield
        finally:
            ticking.cancel()
            stop.set()
