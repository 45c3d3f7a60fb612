"""A stand-in for Telegram's servers: quick valid answers, and updates as people would cause."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from bench.processes import free_address

TOKEN = "4200:bench"  # noqa: S105 - of nobody
SECRET = "bench"  # noqa: S105 - of nobody
PATIENCE = 30.0
"""Seconds for an answer of the bot."""

HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}

Json = dict[str, Any]


@dataclass(slots=True)
class Chat:
    """One person's private chat: the last card in it and what the bot has done since asked."""

    id: int
    card: Json = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    shown_at: list[float] = field(default_factory=list)
    """When each card came, since this was emptied."""

    def button(self, title: str | None = None) -> str | None:
        """The data of the card's button with this title, or of its first one."""
        buttons = [
            button for row in self.card["reply_markup"]["inline_keyboard"] for button in row
        ]
        return next(
            (one["callback_data"] for one in buttons if title in {None, one["text"]}), None
        )


class Telegram:
    """Both sides of it for any number of bots: takes their requests, brings them updates."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.url = url
        self._session = session
        self._numbers = count(int(time.time()))
        self._chats: dict[int, Chat] = {}
        self._asked: dict[str, Chat] = {}

    def chat(self, number: int) -> Chat:
        return self._chats.setdefault(number, Chat(number))

    async def write(self, to: str, chat: Chat, text: str) -> None:
        """The person writes; wait until the bot has shown something."""
        await self._bring(to, chat, self.written(chat, text), until={"shown"})

    async def press(self, to: str, chat: Chat, data: str | None) -> None:
        """The person presses; wait until the card is edited and the press answered."""
        await self._bring(to, chat, self.pressed(chat, data), until={"shown", "answered"})

    def written(self, chat: Chat, text: str) -> Json:
        """The update of a message."""
        message = self._message(chat, text) | {"from": _person(chat)}
        return {"update_id": next(self._numbers), "message": message}

    def pressed(self, chat: Chat, data: str | None) -> Json:
        """The update of a press of a button on the chat's card."""
        number = str(next(self._numbers))
        query = {
            "id": number,
            "from": _person(chat),
            "chat_instance": "1",
            "message": chat.card,
            "data": data,
        }
        self._asked[number] = chat
        return {"update_id": next(self._numbers), "callback_query": query}

    async def bring(self, to: str, update: Json) -> None:
        """Return when the bot has confirmed the update."""
        async with self._session.post(to, data=orjson.dumps(update), headers=HEADERS) as answer:
            answer.raise_for_status()
            self._reply(await answer.read())

    async def _bring(self, to: str, chat: Chat, update: Json, *, until: set[str]) -> None:
        chat.done.clear()
        async with asyncio.timeout(PATIENCE):
            await self.bring(to, update)
            while not until <= chat.done:
                chat.news.clear()
                await chat.news.wait()

    def _reply(self, body: bytes) -> None:
        """A bot may answer a press in its reply to the webhook."""
        reply = orjson.loads(body) if body else {}
        if reply.get("method", "").lower() == "answercallbackquery":
            self._happened(self._asked.pop(reply["callback_query_id"]), "answered")

    async def answer(self, request: web.Request) -> web.Response:
        """Whatever a bot asks. Stock aiogram sends a form, others JSON."""
        if request.content_type == "application/json":
            asked: Json = orjson.loads(await request.read())
        else:
            asked = dict(await request.post())
        result = self._result(request.match_info["method"].lower(), asked)
        body = orjson.dumps({"ok": True, "result": result})
        return web.Response(body=body, content_type="application/json")

    def _result(self, method: str, asked: Json) -> Any:
        if method == "answercallbackquery":
            self._happened(self._asked.pop(asked["callback_query_id"]), "answered")
            return True
        if not method.startswith(("sendmessage", "editmessage")):
            return True
        chat = self.chat(int(asked["chat_id"]))
        number = int(asked["message_id"]) if "message_id" in asked else None
        card = self._message(chat, asked.get("text", "-"), number)
        markup = asked.get("reply_markup")
        if markup:
            card["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        if method != "editmessagereplymarkup":
            chat.card = card
            chat.shown_at.append(time.perf_counter())
            self._happened(chat, "shown")
        return card

    @staticmethod
    def _happened(chat: Chat, what: str) -> None:
        chat.done.add(what)
        chat.news.set()

    def _message(self, chat: Chat, text: str, number: int | None = None) -> Json:
        return {
            "message_id": number or next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": chat.id, "type": "private", "first_name": "Bench"},
            "text": text,
        }


def _person(chat: Chat) -> Json:
    return {"id": chat.id, "is_bot": False, "first_name": "Bench", "language_code": "ru"}


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """Listens on a port of 127.0.0.1 for as long as it is open."""
    address = free_address()
    host, _, port = address.partition(":")
    async with aiohttp.ClientSession() as session:
        ours = Telegram(session, f"http://{address}")
        app = web.Application()
        app.add_routes([web.post("/bot{token}/{method}", ours.answer)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, int(port)).start()
            yield ours
        finally:
            await runner.cleanup()
