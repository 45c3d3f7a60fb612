"""A Bot API over real HTTP on this machine, as strict as Telegram and failing on demand."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web
from telegram import Message

from tests.fakes.telegram_chats import Chats
from tests.fakes.telegram_faults import Fault, Faults, RateGuard
from tests.fakes.telegram_limits import Json, Refusal
from tests.fakes.telegram_methods import Methods, Upload
from tests.fakes.telegram_updates import Updates

TOKEN = "42:a-token-of-the-fake-telegram"  # noqa: S105 - nobody else accepts it
BOT: Json = {"id": 42, "is_bot": True, "first_name": "Опора", "username": "opora_test_bot"}
ABOUT_THE_BOT: Json = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}

NUMBERS = {"chat_id", "message_id", "offset", "limit", "timeout"}
NESTED = {
    "reply_markup",
    "commands",
    "allowed_updates",
    "entities",
    "link_preview_options",
    "media",
    "message_ids",
}
FLAGS = {"drop_pending_updates", "show_alert"}


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came; ``at`` by the monotonic clock, ``refused`` if a fault met it."""

    method: str
    payload: Json
    at: float
    refused: bool = False


class FakeTelegram(Faults):
    """Use it as an async context manager and point the libraries at ``url``.

    ``complaints`` holds what an independent reader of the Bot API could not read of the requests
    and of our own answers: tests assert that it is empty.
    """

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.calls: list[Call] = []
        self.uploaded: list[str] = []
        """Names of files that came as bytes, in the order they came."""
        self.complaints: list[str] = []
        self.rate = RateGuard()
        self.chats = Chats(BOT)
        self.methods = Methods(self.chats, self.complaints)
        self.methods.table["getMe"] = lambda _payload, _uploads: {**BOT, **ABOUT_THE_BOT}
        self.updates = Updates(self.methods)
        self._busy = 0
        self._last_call = time.monotonic()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen; after a ``stop`` on the same port again, with everything remembered."""
        self._closing.clear()
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{folder}/{file_id}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._closing.set()
        self.updates.wake()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def calls_of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    async def settled(self, *, quiet: float = 0.1, within: float = 5.0) -> None:
        """Wait until every update is confirmed and no request has come for a while."""
        async with asyncio.timeout(within):
            while not self._quiet_for(quiet):  # noqa: ASYNC110 - quiet is the absence of events
                await asyncio.sleep(0.01)

    def _quiet_for(self, seconds: float) -> bool:
        silence = time.monotonic() - self._last_call
        return not self.updates.pending and not self._busy and silence >= seconds

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        payload, uploads = await read(request)
        self.uploaded += [name for name, _ in uploads.values()]
        fault = self.take(method)
        late = method.startswith("send") and self.rate.refuses()
        refused = late or (fault is not None and not fault.after)
        self.calls.append(Call(method, payload, time.monotonic(), refused))
        if method == "getUpdates":
            return await self._outcome(request, method, payload, uploads, fault)
        self._busy += 1
        try:
            if late:
                parameters = {"retry_after": 1}
                return failed(Refusal(429, "Too Many Requests: retry after 1", parameters))
            return await self._outcome(request, method, payload, uploads, fault)
        finally:
            self._busy -= 1
            self._last_call = time.monotonic()

    async def _outcome(
        self,
        request: web.Request,
        method: str,
        payload: Json,
        uploads: Mapping[str, Upload],
        fault: Fault | None,
    ) -> web.StreamResponse:
        if fault is not None and not fault.after:
            return await self._fail(request, fault)
        try:
            result = await self._carry_out(request.match_info["token"], method, payload, uploads)
        except Refusal as refusal:
            return failed(refusal)
        if fault is not None:
            return await self._fail(request, fault)
        return web.json_response({"ok": True, "result": result})

    async def _carry_out(
        self, token: str, method: str, payload: Json, uploads: Mapping[str, Upload]
    ) -> object:
        if token != self.token:
            raise Refusal(401, "Unauthorized") if ":" in token else Refusal(404, "Not Found")
        if method == "getUpdates":
            return await self.updates.get(payload)
        if method not in self.methods.table:
            raise Refusal(404, "Not Found: method not found")
        result = self.methods.table[method](payload, uploads)
        for each in result if isinstance(result, list) else [result]:
            if isinstance(each, dict) and "message_id" in each:
                self.methods.read(each, Message)
        return result

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hang:
            await self._closing.wait()
        if fault.hang or fault.disconnect:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if isinstance(fault.body, bytes):
            return web.Response(status=fault.status, body=fault.body, content_type="text/html")
        return web.json_response(fault.body, status=fault.status)

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return failed(Refusal(401, "Unauthorized"))
        try:
            file = self.chats.file(request.match_info["file_id"])
        except Refusal:
            return failed(Refusal(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")


def failed(refusal: Refusal) -> web.Response:
    body: Json = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters and uploads of a request, whichever way its library sends them."""
    if request.content_type == "application/json":
        body = await request.read()
        payload = json.loads(body) if body else {}
        return {key: value for key, value in payload.items() if value is not None}, {}
    fields: dict[str, Any] = {**request.query, **await request.post()}
    uploads = {
        key: (value.filename, value.file.read())
        for key, value in fields.items()
        if isinstance(value, web.FileField)
    }
    return {
        key: _value(key, value) for key, value in fields.items() if isinstance(value, str)
    }, uploads


def _value(key: str, value: str) -> object:
    try:
        if key in NESTED:
            return json.loads(value)
        if key in NUMBERS:
            return int(value)
    except ValueError:
        return value
    return value.lower() == "true" if key in FLAGS else value
