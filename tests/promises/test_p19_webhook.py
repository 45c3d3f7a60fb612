"""P19: only who knows the secret is heard, and whatever else comes is answered, never with 500."""

import asyncio
import http.client
import json
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web

from bot.messengers.door import LARGEST_BODY
from bot.messengers.telegram.incoming import SECRET_HEADER
from bot.runners import heard, put_together
from bot.settings import Settings
from bot.telegram import connect
from bot.values import Listen
from storage.inbox import Arrived
from storage.work import Database
from tests.fakes.telegram import TOKEN
from tests.promises.results import Record

SECRET = "a-secret_of-the-webhook-9"  # noqa: S105 - nobody else accepts it
NAME = "Анна Несоглашева"
CLOSED = "http://127.0.0.1:9"
"""Nobody listens: what is taken in is only counted here."""

ANNA = 734500919

Address = tuple[str, int]
Headers = Mapping[str, bytes]


class Door:
    """The server as it runs, and what it has let in."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.taken: list[Arrived] = []

    async def knock(
        self, body: bytes | list[bytes], headers: Headers, *, path: str = "/telegram"
    ) -> int:
        """The status of the answer to bytes that a polite client would not send."""
        return (await asyncio.to_thread(self._ask, "POST", path, body, headers))[0]

    async def look(self, path: str) -> tuple[int, str]:
        return await asyncio.to_thread(self._ask, "GET", path, b"", {})

    def _ask(
        self, method: str, path: str, body: bytes | list[bytes], headers: Headers
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection(*self.address, timeout=5)
        chunked = isinstance(body, list)
        more = {"Transfer-Encoding": b"chunked"} if chunked else {}
        content = iter(body) if isinstance(body, list) else body
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request(
                    method, path, content, {**headers, **more}, encode_chunked=chunked
                )
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
async def door(database: Database) -> AsyncIterator[Door]:
    async with open_door(database) as door:
        yield door


@asynccontextmanager
async def open_door(
    database: Database, *, secret: str = SECRET, forwarded: bool = False
) -> AsyncIterator[Door]:
    given = {
        "telegram_token": TOKEN,
        "telegram_api": CLOSED,
        "telegram_webhook": "https://bot.example.org",
        "webhook_secret": secret,
    }
    settings = Settings.model_validate(given)
    listen = Listen("127.0.0.1", free_port())
    async with connect(settings) as telegram:
        service = put_together(settings, database, [telegram])
        door = Door((listen.host, listen.port))

        async def take(arrived: Sequence[Arrived]) -> None:
            door.taken += arrived

        service.inbox.take = take  # type: ignore[method-assign]  # what it does then is P1's
        routes_ = telegram.routes(service)
        async with heard(service, listen, trusting(routes_) if forwarded else routes_):
            yield door


def trusting(routes_: Sequence[web.AbstractRouteDef]) -> list[web.AbstractRouteDef]:
    """The twin's server: whoever says they come from this machine is let in."""

    async def handle(request: web.Request) -> web.Response:
        known = request.headers.get("X-Forwarded-For") == "127.0.0.1"
        return web.Response(status=200 if known else 401)

    return [web.post("/telegram", handle)]


def update(number: int = 7) -> bytes:
    chat = {"id": ANNA, "type": "private", "first_name": NAME}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": chat, "text": NAME}
    return json.dumps({"update_id": number, "message": message}).encode()


RIGHT = {SECRET_HEADER: SECRET.encode()}

WRONG: dict[str, bytes | None] = {
    "absent": None,
    "empty": b"",
    "another": b"another",
    "longer": SECRET.encode() + b"x",
    "shorter": SECRET.encode()[:-1],
    "in capitals": SECRET.upper().encode(),
    "in Russian": "секрет".encode(),
    "latin-1": "s\xe9cret\xff".encode("latin-1"),
    "half a letter": b"\xd0",
    "four thousand signs": b"x" * 4000,
    "the right one twice": SECRET.encode() + b", " + SECRET.encode(),
}


@pytest.mark.parametrize("secret", WRONG.values(), ids=WRONG)
async def test_who_does_not_know_the_secret_gets_401(
    door: Door, secret: bytes | None, record: Record
) -> None:
    headers = {} if secret is None else {SECRET_HEADER: secret}

    assert await door.knock(update(), headers) == 401
    assert door.taken == []
    record("a wrong or absent secret: 401")


async def test_a_header_that_is_too_long_is_refused_before_it_is_read(door: Door) -> None:
    assert await door.knock(update(), {SECRET_HEADER: b"x" * 100_000}) in {400, 401, 431}
    assert await door.knock(update(), RIGHT) == 200


FORWARDED = [
    {"X-Forwarded-For": b"127.0.0.1"},
    {"X-Forwarded-For": b"149.154.167.220, 127.0.0.1"},
    {"X-Real-IP": b"149.154.167.220"},
    {"Forwarded": b"for=149.154.167.220;proto=https"},
    {"X-Forwarded-Host": b"localhost", "X-Forwarded-Proto": b"https"},
    {"X-Original-URL": b"/healthz", "X-HTTP-Method-Override": b"GET"},
    {"Host": b"localhost"},
]


@pytest.mark.parametrize("headers", FORWARDED, ids=lambda each: next(iter(each)))
async def test_what_headers_tell_of_the_way_changes_nothing(door: Door, headers: Headers) -> None:
    assert await door.knock(update(), headers) == 401
    assert await door.knock(update(), {**headers, SECRET_HEADER: b"wrong"}) == 401
    assert door.taken == []

    assert await door.knock(update(), {**headers, **RIGHT}) == 200
    assert [one.number for one in door.taken] == [7]


async def test_a_server_that_trusts_them_would_be_seen(database: Database) -> None:
    async with open_door(database, forwarded=True) as door:
        assert await door.knock(update(), FORWARDED[0]) == 200


async def test_a_body_of_more_than_a_mebibyte_gets_413(door: Door) -> None:
    spaces = b" " * LARGEST_BODY
    assert LARGEST_BODY == 1024 * 1024
    assert await door.knock(spaces + update(), RIGHT) == 413
    assert await door.knock([b" " * 65536] * 40, RIGHT) == 413
    assert await door.knock([spaces, update()], RIGHT) == 413
    assert door.taken == []

    fits = update() + b" " * (LARGEST_BODY - len(update()))
    assert await door.knock(fits, RIGHT) == 200
    assert await door.knock([update()[:9], update()[9:]], RIGHT) == 200


async def test_a_large_body_of_a_stranger_is_not_read(door: Door) -> None:
    assert await door.knock(b" " * LARGEST_BODY * 2, {}) == 401


GARBAGE = {
    "nothing": b"",
    "half": update()[:40],
    "not UTF-8": b"\xff\xfe{}",
    "half a pair": b'{"update_id": 7, "message": "\\ud800"}',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "no number": b"{}",
    "a number in words": b'{"update_id": "7"}',
    "a fraction": b'{"update_id": 7.5}',
    "deep": b'{"update_id":' * 5000,
    "deeper": b"[" * 100_000,
    "not a number": b'{"update_id": NaN}',
    "a form": b"update_id=7",
    "zeros": b"\x00" * 100,
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
async def test_garbage_gets_400(door: Door, body: bytes, record: Record) -> None:
    assert await door.knock(body, RIGHT) == 400
    assert door.taken == []
    record("a body that is no update: 400")


async def test_other_doors_are_closed(door: Door) -> None:
    assert await door.knock(update(), RIGHT, path="/") == 404
    assert await door.knock(update(), RIGHT, path="/telegram/../metrics") in {404, 405}
    assert (await door.look("/telegram"))[0] == 405


async def test_what_is_shown_without_a_secret_names_nobody(door: Door) -> None:
    await door.knock(update(), RIGHT)
    await door.knock(update(), {SECRET_HEADER: NAME.encode()})
    for path in ("/metrics", "/healthz"):
        status, page = await door.look(path)
        assert status == 200
        assert page
        assert not any(
            word in page for word in (NAME, "Анна", SECRET, TOKEN, TOKEN[3:], str(ANNA))
        )
