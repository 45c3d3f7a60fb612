"""The demo: a made-up region in the browser, with everybody's phone on one table."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.types import Update, User
from aiohttp import web

from bot import feeds, verifying
from bot.app import Service, build
from bot.clock import MovableClock
from bot.connected import commands
from bot.messengers.demo import region
from bot.messengers.demo.chats import Chats
from bot.messengers.demo.outgoing import DemoCarrier
from bot.messengers.demo.server import make_routes
from bot.messengers.demo.session import BOT, DemoSession
from bot.post import Term
from bot.saying import Failed, say
from bot.settings import Settings
from storage.inbox import Arrived
from storage.installation import CLOCK
from storage.work import Database
from texts import Texts

Routes = list[web.AbstractRouteDef]


@asynccontextmanager
async def put_together(
    settings: Settings,
    database: Database,
    clock: MovableClock,
    texts: Texts,
    *,
    term: Term = lambda: 1,
) -> AsyncIterator[tuple[Service, Routes, Callable[[], None]]]:
    """The service as ever, with the demo messenger as its only one.

    The third lets go of the open pages: before the server stops, or it waits for them.
    """
    try:
        await region.settle(database)
    except region.RealPeople:
        raise Failed(say("run-demo-real", database=settings.database_shown)) from None
    await _restore(database, clock)
    chats = Chats(clock, first_id=int(clock().timestamp()))
    bot = make_bot(chats)
    await bot.set_my_commands(commands(texts))
    service = build(
        database,
        {region.MESSENGER: bot},
        {region.MESSENGER: DemoCarrier(chats, withdrawn=texts("letter-withdrawn"))},
        texts,
        admins=settings.admins,
        term=term,
        weekly_announcements=settings.weekly_announcements,
        site=settings.public_url,
    )
    cast = await region.characters(database, texts)
    moved = _after_move(service, clock)
    routes = make_routes(chats, clock, cast, texts, feeding(service), moved)
    pages = [*feeds.make_routes(database, texts), *verifying.make_routes(database, texts)]
    try:
        yield service, [*routes, *pages], chats.close
    finally:
        chats.close()
        await bot.session.close()


def make_bot(chats: Chats, me: User = BOT) -> Bot:
    return Bot(
        f"{me.id}:demo",
        session=DemoSession(chats, me),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


def feeding(
    service: Service, messenger: str = region.MESSENGER
) -> Callable[[Update], Awaitable[None]]:
    async def feed(update: Update) -> None:
        event = (
            update.callback_query
            or update.message
            or update.edited_message
            or update.my_chat_member
        )
        if event is None or event.from_user is None:
            return
        arrived = Arrived(
            messenger=messenger,
            number=update.update_id,
            chat=event.from_user.id,
            raw=update.model_dump_json(by_alias=True, exclude_none=True),
        )
        await service.inbox.take([arrived])
        await service.inbox.served(messenger, event.from_user.id)

    return feed


async def _restore(database: Database, clock: MovableClock) -> None:
    """The clock stays where it was moved: what is in the database has happened."""
    async with database.open_view() as work:
        offset = await work.installation.get(CLOCK)
    if offset:
        clock.move(timedelta(seconds=float(offset)))


def _after_move(service: Service, clock: MovableClock) -> Callable[[], Awaitable[None]]:
    async def moved() -> None:
        async with service.database.open_work() as work:
            await work.installation.put(CLOCK, str(clock.offset.total_seconds()))
        await service.reminders.put_due()
        await service.post.deliver()

    return moved
