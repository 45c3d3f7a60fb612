"""The page's server with a bot that only writes down what it hears, and a browser's requests."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import MovableClock
from bot.messengers.demo.chats import Chats
from bot.messengers.demo.server import Character, make_routes
from bot.messengers.demo.session import BOT
from texts import Texts

ANNA = 101
CHARACTERS = [
    Character(external=ANNA, name="Анна Смирнова", title="Учитель", hint="Нажмите «Старт»."),
    Character(external=102, name="Борис", title="Методист", hint=""),
]


class Service:
    """The page's server with a bot that only writes down what it hears."""

    def __init__(self) -> None:
        self.clock = MovableClock()
        self.chats = Chats(self.clock)
        self.updates: list[Update] = []
        self.moves: list[timedelta] = []
        self.broken = False

    async def feed(self, update: Update) -> None:
        if self.broken:
            raise RuntimeError("the bot is broken")
        self.updates.append(update)

    async def after_move(self) -> None:
        self.moves.append(self.clock.offset)

    def app(self) -> web.Application:
        app = web.Application()
        after = self.after_move
        app.add_routes(make_routes(self.chats, self.clock, CHARACTERS, Texts(), self.feed, after))
        app.on_shutdown.append(self.stop)
        return app

    async def stop(self, _: web.Application) -> None:
        self.chats.close()

    def show(self, text: str, *data: str) -> int:
        """A message of the bot on Anna's phone."""
        rows = [[InlineKeyboardButton(text=each, callback_data=each)] for each in data]
        keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
        return self.chats.add(ANNA, BOT, text=text, reply_markup=keyboard).message_id


Client = TestClient[web.Request, web.Application]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def page(service: Service) -> AsyncIterator[Client]:
    async with TestClient(TestServer(service.app(), host="127.0.0.1")) as client:
        yield client
