"""A stock aiogram bot to compare with: ``python -m bench.echo ADDRESS API [DATABASE]``.

It says back what it hears. With a database it also reads and writes one row for that.
"""

import sys
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.telegram import SECRET, TOKEN

PATH = "/telegram"


class Base(DeclarativeBase):
    pass


class Heard(Base):
    __tablename__ = "heard"

    chat: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    times: Mapped[int] = mapped_column(default=0)


async def echo(message: Message) -> None:
    await message.answer(message.text or "-")


def remembering(engine: AsyncEngine) -> Any:
    sessions = async_sessionmaker(engine)

    async def echo_and_remember(message: Message) -> None:
        async with sessions.begin() as session:
            heard = await session.get(Heard, message.chat.id)
            if heard is None:
                heard = Heard(chat=message.chat.id, times=0)
                session.add(heard)
            heard.times += 1
        await message.answer(message.text or "-")

    return echo_and_remember


def durable(engine: AsyncEngine) -> None:
    """The same promises that the service makes."""

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")


def make_app(api: str, database: str | None) -> web.Application:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    app = web.Application()
    if database is None:
        dispatcher.message.register(echo)
    else:
        engine = create_async_engine(database, pool_size=1, max_overflow=0)
        durable(engine)
        dispatcher.message.register(remembering(engine))

        async def create_tables(_: web.Application) -> None:
            async with engine.begin() as connection:
                await connection.run_sync(Base.metadata.create_all)

        app.on_startup.append(create_tables)
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token=SECRET
    )
    handler.register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)

    async def healthy(_: web.Request) -> web.Response:
        return web.Response()

    app.add_routes([web.get("/healthz", healthy)])
    return app


def main(address: str, api: str, database: str | None = None) -> None:
    host, _, port = address.partition(":")
    web.run_app(make_app(api, database), host=host, port=int(port), print=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
