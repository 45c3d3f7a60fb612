"""What comes from Telegram by a webhook that lets nobody else in."""

import asyncio
import http.client
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import pytest
from aiogram import Bot, Dispatcher
from aiohttp import web

from bot.messengers.door import LARGEST_BODY
from bot.messengers.telegram import incoming
from bot.messengers.telegram.incoming import SECRET_HEADER
from storage.inbox import Arrived
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.messengers.echo import SECRET, UPDATE, straight


@pytest.fixture
async def webhook(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher
) -> AsyncIterator[tuple[str, int]]:
    app = web.Application(client_max_size=8 * LARGEST_BODY)
    app.router.add_post("/hook", incoming.make_webhook_handler(straight(dispatcher, bot), SECRET))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    await incoming.set_webhook(bot, f"http://{host}:{port}/hook", SECRET)
    yield host, port
    await runner.cleanup()


async def test_a_conversation_by_webhook(
    fake: FakeTelegram, webhook: tuple[str, int], anna: FakePhone
) -> None:
    await anna.say("привет")
    await anna.press("Ещё")
    await anna.send_file("план.docx", b"1", caption="файл")
    await anna.block()
    assert anna.messages == ["Изменено", "файл"]
    assert fake.updates.answers == [200, 200, 200, 200]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "секрет", "\xff"])
async def test_who_does_not_know_the_secret_is_not_let_in(
    webhook: tuple[str, int], fake: FakeTelegram, secret: str | None
) -> None:
    fake.chats.open(101)
    headers = {} if secret is None else {SECRET_HEADER: secret.encode()}
    assert await knock(webhook, json.dumps(UPDATE).encode(), headers) == 401
    assert fake.calls_of("sendMessage") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps(UPDATE).encode(), 200),
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": 8, "message": {"message_id": "nonsense"}}', 200),
        (b'{"update_id": 9}', 200),
        (b" " * LARGEST_BODY + b"{}", 413),
    ],
)
async def test_a_body_is_answered_by_what_it_is(
    webhook: tuple[str, int], fake: FakeTelegram, body: bytes, status: int
) -> None:
    fake.chats.open(101)
    assert await knock(webhook, body, {SECRET_HEADER: SECRET.encode()}) == status


async def test_a_body_of_unknown_length_is_measured_while_it_is_read(
    webhook: tuple[str, int],
) -> None:
    assert await knock(webhook, [b" " * 65536] * 40, {SECRET_HEADER: SECRET.encode()}) == 413


async def test_what_cannot_be_saved_is_brought_again(
    fake: FakeTelegram, webhook: tuple[str, int], anna: FakePhone
) -> None:
    await anna.say("упади")
    assert fake.updates.answers == [503]


def test_a_webhook_without_a_secret_is_a_mistake() -> None:
    async def take(_: Sequence[Arrived]) -> None:
        return None

    with pytest.raises(ValueError, match="without a secret"):
        incoming.make_webhook_handler(take, "")


async def knock(
    address: tuple[str, int],
    body: bytes | list[bytes],
    headers: dict[str, bytes],
    path: str = "/hook",
) -> int:
    """A stranger's request with bytes in its headers that a polite client would not send."""

    def request() -> int:
        connection = http.client.HTTPConnection(*address, timeout=5)
        try:
            chunked = isinstance(body, list)
            content = iter(body) if isinstance(body, list) else body
            if chunked:
                headers["Transfer-Encoding"] = b"chunked"
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request("POST", path, content, headers, encode_chunked=chunked)
            return connection.getresponse().status
        finally:
            connection.close()

    return await asyncio.to_thread(request)
