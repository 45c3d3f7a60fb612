"""MAX's Bot API over real HTTP on this machine, as strict as its documents, failing on demand."""

import asyncio
import json
import re
import ssl
import time
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from tests.fakes.max_chats import Chats
from tests.fakes.max_faults import MaxFaults
from tests.fakes.max_limits import Rates, Refusal, wrong
from tests.fakes.max_methods import Call as Deed
from tests.fakes.max_methods import Methods
from tests.fakes.max_updates import Updates
from tests.fakes.telegram_faults import Fault
from tests.fakes.telegram_limits import Json

TOKEN = "a-token-of-the-fake-max"  # noqa: S105 - nobody else accepts it
BOT: Json = {
    "user_id": 777_000_777,
    "first_name": "Опора",
    "username": "id7700000000_bot",
    "is_bot": True,
    "last_activity_time": 1,
}


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came; ``at`` by the monotonic clock, ``refused`` if it was not done."""

    method: str
    query: Json
    body: Json
    at: float
    refused: bool = False


class FakeMax(MaxFaults):
    """Use it as an async context manager and point the client at ``url``.

    ``complaints`` holds what was wrong with the requests by our schema of them: tests assert
    that it is empty. ``trust`` makes it speak TLS.
    """

    def __init__(self, token: str = TOKEN, *, trust: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self.token = token
        self.calls: list[Call] = []
        self.downloads: list[str] = []
        """Tokens of files that were asked for."""
        self.complaints: list[str] = []
        self.rates = Rates()
        self.chats = Chats(BOT)
        self.methods = Methods(self.chats, self.rates, self.complaints)
        self.updates = Updates(self.complaints)
        self.methods.table |= {
            "GET /subscriptions": (self.updates.listed, set()),
            "POST /subscriptions": (self.updates.subscribe, set()),
            "DELETE /subscriptions": (self.updates.unsubscribe, {"url"}),
        }
        self._trust = trust
        self._busy = 0
        self._last_call = time.monotonic()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"{'https' if self._trust else 'http'}://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; after a ``stop`` on the same port again, with everything remembered."""
        self._closing.clear()
        self.updates.wake(closing=False)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/upload/{number}", self._upload)
        app.router.add_get("/files/{token}", self._download)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(
            self._runner, "127.0.0.1", self.port, reuse_address=True, ssl_context=self._trust
        )
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.chats.url = self.url

    async def stop(self) -> None:
        self._closing.set()
        self.updates.wake(closing=True)
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
        method, query = named(request)
        fault = self.take(method)
        number = len(self.calls)
        self.calls.append(Call(method, query, {}, time.monotonic(), refused=True))
        polls = method == "GET /updates"
        self._busy += not polls
        try:
            if fault is not None and not fault.after:
                return await self._fail(request, fault)
            body = await read(request)
            self.calls[number] = Call(method, query, body, self.calls[number].at, refused=True)
            result = await self._carry_out(request, method, query, body)
            self.calls[number] = Call(method, query, body, self.calls[number].at)
            if fault is not None:
                return await self._fail(request, fault)
            return web.json_response(result)
        except Refusal as refusal:
            return failed(refusal)
        finally:
            self._busy -= not polls
            if not polls:
                self._last_call = time.monotonic()

    async def _carry_out(
        self, request: web.Request, method: str, query: Json, body: Json
    ) -> object:
        if request.headers.get("Authorization") != self.token:
            raise Refusal(401, "verify.token", "Invalid access_token")
        self.rates.check_all()
        if method == "GET /updates":
            return await self.updates.get(query)
        if method not in self.methods.table:
            raise Refusal(404, "not.found", "Path not found")
        deed: Deed
        deed, known = self.methods.table[method]
        if unknown := set(query) - known:
            self.complaints.append(f"{method} with {sorted(unknown)}")
            raise wrong(f"unknown {sorted(unknown)}")
        return deed(query, body)

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hang:
            await self._closing.wait()
        if fault.hang or fault.disconnect:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if isinstance(fault.body, bytes):
            there = {"Location": "/me"} if 300 <= fault.status < 400 else None
            return web.Response(
                status=fault.status, body=fault.body, content_type="text/html", headers=there
            )
        return web.json_response(fault.body, status=fault.status)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Another host than the API's: the token is none of its business."""
        if "Authorization" in request.headers:
            self.complaints.append("the token was shown to the host of the files")
        fault = self.take("upload")
        if fault is not None:
            return await self._fail(request, fault)
        form = await request.post()
        [(field, given)] = form.items()
        assert isinstance(given, web.FileField)
        try:
            result = self.methods.uploaded(
                request.match_info["number"], field, given.filename, given.file.read()
            )
        except Refusal as refusal:
            return failed(refusal)
        if isinstance(result, str):
            return web.Response(text=result, content_type="text/html")
        return web.json_response(result)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if "Authorization" in request.headers:
            self.complaints.append("the token was shown to the host of the files")
        self.downloads.append(request.match_info["token"])
        fault = self.take("download")
        if fault is not None:
            return await self._fail(request, fault)
        try:
            file = self.chats.file(request.match_info["token"])
        except Refusal:
            return web.Response(status=404)
        return web.Response(body=file.data, content_type="application/octet-stream")


def named(request: web.Request) -> tuple[str, Json]:
    """The call by the name of its route, and its query with the parts of the path."""
    query: Json = dict(request.query)
    path = request.path
    for pattern, name, key in (
        (r"/messages/([^/]+)", "/messages/{mid}", "mid"),
        (r"/chats/([^/]+)/actions", "/chats/{chat_id}/actions", "chat_id"),
    ):
        if found := re.fullmatch(pattern, path):
            query[key], path = found[1], name
    return f"{request.method} {path}", query


def failed(refusal: Refusal) -> web.Response:
    if not refusal.code:
        return web.Response(status=refusal.status)
    body = {"code": refusal.code, "message": refusal.words}
    return web.json_response(body, status=refusal.status)


async def read(request: web.Request) -> Json:
    content = await request.read()
    if not content:
        return {}
    try:
        body = json.loads(content)
    except ValueError:
        raise wrong("not JSON") from None
    if not isinstance(body, dict):
        raise wrong("an object is expected")
    return body
