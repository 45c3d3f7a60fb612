"""The page of the demo: phones in a browser, their orders to the bot, and the movable clock."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.clock import MovableClock
from bot.messengers.demo import limits, orders
from bot.messengers.demo.chats import Chats, keyboard
from bot.messengers.demo.guard import guarded
from bot.messengers.demo.people import Feed
from bot.messengers.demo.phones import Character, Phone, Phones, TooMany
from bot.messengers.demo.view import View, phone_json
from bot.messengers.demo.words import WORDS
from texts import Texts

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""The only types a browser may show by itself; all else is only downloaded."""

BEAT = 15.0
"""Seconds between signs of life; a page that is gone is noticed at the next one."""

START = re.compile(r"[A-Za-z0-9_-]{0,64}")

__all__ = ["Character", "make_routes"]


class Page:
    """Handlers of the page. What the bot makes of an order comes back through ``live`` only."""

    def __init__(
        self,
        chats: Chats,
        clock: MovableClock,
        phones: Phones,
        texts: Texts,
        after_move: Callable[[], Awaitable[None]],
    ) -> None:
        self._chats, self._clock, self._phones, self._texts = chats, clock, phones, texts
        self._after_move = after_move
        self._view = View(chats, phones, clock)

    async def index(self, request: web.Request) -> web.Response:
        return _static("index.html")

    async def static(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def state(self, request: web.Request) -> web.Response:
        """What does not change while the service runs, and the phones as they are now."""
        state = {
            "words": {key: self._texts.raw(key) for key in WORDS},
            "zone": str(self._texts.zone),
            "now": self._clock().isoformat(),
            "characters": [phone_json(phone) for phone in self._phones],
            "limits": {"text": limits.TEXT, "caption": limits.CAPTION, "file": limits.UPLOAD},
        }
        return web.json_response(state, headers={"Cache-Control": "no-store"})

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: at once everything, then what changes, for as long as it takes."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        seen = self._view.known(request.headers.get("Last-Event-ID", ""))
        try:
            await response.write(b"retry: 1000\n\n")
            while not self._chats.closed:
                changes, seen = self._view.changes(after=seen), self._chats.revision
                event = f"id: {self._view.mark(seen)}\ndata: {json.dumps(changes)}\n\n"
                await response.write(event.encode())
                await self._chats.wait(beyond=seen, seconds=BEAT)
        except ConnectionResetError:
            logger.debug("a page of the demo was closed")
        return response

    async def say(self, request: web.Request) -> web.Response:
        order = await orders.read_order(request)
        phone = self._phone(order.number("phone"))
        text = order.text("text", longest=limits.TEXT)
        return await self._tell(phone.chat.say(text))

    async def edit(self, request: web.Request) -> web.Response:
        """Only a message of one's own can be changed, and only what it says."""
        order = await orders.read_order(request)
        phone = self._phone(order.number("phone"))
        message = self._chats.message(phone.character.external, order.number("message"))
        if message is None or message.from_user is None or message.from_user.is_bot:
            return self._sorry("demo-page-not-editable", status=409)
        has_text = message.text is not None
        longest = limits.TEXT if has_text else limits.CAPTION
        text = order.text("text", longest=longest, required=has_text)
        return await self._tell(phone.chat.edit_on(message, text))

    async def press(self, request: web.Request) -> web.Response:
        """Only a button that is there can be pressed; the screen may have changed meanwhile."""
        order = await orders.read_order(request)
        phone = self._phone(order.number("phone"))
        data = order.text("data", longest=limits.DATA)
        message = self._chats.message(phone.character.external, order.number("message"))
        rows = keyboard(message).inline_keyboard if message else []
        if not any(button.callback_data == data for row in rows for button in row):
            return self._sorry("demo-page-changed", status=409)
        return await self._tell(phone.chat.press_raw(data, message))

    async def file(self, request: web.Request) -> web.Response:
        """A form with ``phone``, ``caption`` and ``kind`` before ``file``, which is read last."""
        if request.content_type != "multipart/form-data":
            raise orders.refusal("a file must come as multipart/form-data")
        fields = {"phone": "", "caption": "", "kind": "document"}
        form = await request.multipart()
        while (part := await form.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise orders.refusal("a form inside a form")
            if part.name == "file":
                return await self._attach(part, fields)
            if part.name not in fields:
                raise orders.refusal("the form has an unknown field")
            fields[part.name] = await orders.read_field(part, longest=limits.CAPTION)
        raise orders.refusal("there is no file in the form")

    async def _attach(self, part: BodyPartReader, fields: dict[str, str]) -> web.Response:
        order = orders.Order(fields)
        caption = order.text("caption", longest=limits.CAPTION, required=False)
        if not fields["phone"].isdecimal():
            raise orders.refusal("phone must be a whole number")
        phone = self._phone(int(fields["phone"]))
        kind: Literal["document", "photo"] = "photo" if fields["kind"] == "photo" else "document"
        data = await orders.read_bytes(part, most=limits.UPLOAD)
        if data is None:
            return self._sorry("demo-page-too-large", status=413)
        if not data:
            return self._sorry("demo-page-empty-file", status=400)
        name = orders.file_name(part.filename)
        return await self._tell(phone.chat.send_file(name, data, caption or None, kind=kind))

    async def download(self, request: web.Request) -> web.Response:
        file = self._chats.file(request.match_info["file_id"])
        if file is None:
            return self._sorry("demo-page-no-file", status=404)
        shown = file.mime if file.mime in PICTURES else "application/octet-stream"
        return web.Response(
            body=file.data,
            headers={
                "Content-Type": shown,
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
                "Cache-Control": "private, max-age=3600",
            },
        )

    async def clock(self, request: web.Request) -> web.Response:
        order = await orders.read_order(request)
        if ("hours" in order) == ("days" in order):
            raise orders.refusal("either hours or days, please")
        if "hours" in order:
            by = timedelta(hours=order.number("hours", most=1000))
        else:
            by = timedelta(days=order.number("days", most=366))
        self._clock.move(by)
        self._chats.touch()
        return await self._tell(self._after_move())

    async def newcomer(self, request: web.Request) -> web.Response:
        order = await orders.read_order(request)
        name = order.text("name", longest=60, required=False).strip()
        start = order.text("start", longest=64, required=False)
        if not START.fullmatch(start):
            raise orders.refusal("start may hold only latin letters, digits, _ and -")
        try:
            phone = self._phones.newcomer(name=name, start=start)
        except TooMany:
            return self._sorry("demo-page-too-many", status=409)
        return web.json_response(phone_json(phone))

    def _phone(self, external: int) -> Phone:
        phone = self._phones.get(external)
        if phone is None:
            raise orders.refusal(f"there is no phone {external}")
        return phone

    async def _tell(self, order: Awaitable[None]) -> web.Response:
        """Whatever the bot does with an order, the page stays alive and says so."""
        try:
            await order
        except Exception:
            logger.exception("the bot failed on an order of the demo page")
            return web.json_response({"failed": self._texts.raw("demo-page-failed")})
        return web.json_response({})

    def _sorry(self, key: str, *, status: int) -> web.Response:
        return web.json_response({"error": self._texts.raw(key)}, status=status)


def make_routes(
    chats: Chats,
    clock: MovableClock,
    characters: Sequence[Character],
    texts: Texts,
    feed: Feed,
    after_move: Callable[[], Awaitable[None]],
) -> list[web.RouteDef]:
    """The page and everything it asks for, each route guarded against other sites.

    ``after_move`` is awaited when the clock has been moved. Call ``chats.close()`` when the
    service stops, or open pages keep it waiting.
    """
    page = Page(chats, clock, Phones(chats, feed, characters, texts), texts, after_move)
    return [
        web.get("/", guarded(page.index)),
        web.get("/demo/static/{name}", guarded(page.static)),
        web.get("/demo/state", guarded(page.state)),
        web.get("/demo/live", guarded(page.live), allow_head=False),
        web.get("/demo/file/{file_id}", guarded(page.download)),
        web.post("/demo/file", guarded(page.file)),
        web.post("/demo/say", guarded(page.say)),
        web.post("/demo/edit", guarded(page.edit)),
        web.post("/demo/press", guarded(page.press)),
        web.post("/demo/clock", guarded(page.clock)),
        web.post("/demo/newcomer", guarded(page.newcomer)),
    ]


def _static(name: str) -> web.Response:
    """A file of the page by its name; the folder is small and nothing else can be asked for."""
    found = {path.name: path for path in STATIC.iterdir() if path.suffix in TYPES}.get(name)
    if found is None:
        raise web.HTTPNotFound
    return web.Response(
        body=found.read_bytes(),
        content_type=TYPES[found.suffix],
        charset="utf-8",
        headers={"Cache-Control": "no-cache"},
    )
