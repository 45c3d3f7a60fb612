"""What comes from Telegram: polling that nothing ends, a webhook that lets nobody else in."""

import asyncio
import http.client
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from itertools import pairwise

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from aiohttp import web

from bot.messengers.telegram import incoming
from bot.messengers.telegram.incoming import LARGEST_BODY, SECRET_HEADER
from storage.inbox import Arrived
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_phone import FakePhone

SECRET = "a-secret-of-the-webhook"  # noqa: S105 - nobody else accepts it
BUTTON = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Ещё", callback_data="more")]]
)
CHAT = {"id": 101, "type": "private", "first_name": "Анна"}
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "chat": CHAT, "text": "эхо"},
}


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    bot = incoming.make_bot(TOKEN, api=fake.url)
    yield bot
    await bot.session.close()


@pytest.fixture
def anna(fake: FakeTelegram) -> FakePhone:
    return FakePhone(fake, 101, "Анна", "Смирнова")


@pytest.fixture
def dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.message.register(fall, F.text == "упади")
    dispatcher.message.register(echo)
    dispatcher.callback_query.register(more)
    dispatcher.my_chat_member.register(membership)
    return dispatcher


def straight(dispatcher: Dispatcher, bot: Bot) -> incoming.Take:
    """To the dispatcher without an inbox between; a handler that falls cannot be saved."""

    async def take(arrived: Sequence[Arrived]) -> None:
        for one in arrived:
            update = Update.model_validate_json(one.raw, context={"bot": bot})
            await dispatcher.feed_update(bot, update)

    return take


async def echo(message: Message) -> None:
    await message.answer(f"<i>{message.text or message.caption}</i>", reply_markup=BUTTON)


async def fall(_: Message) -> None:
    raise RuntimeError("a handler of this test falls")


async def more(query: CallbackQuery) -> None:
    await query.answer("Готово")
    if isinstance(query.message, Message):
        await query.message.edit_text("Изменено")


async def membership(_: ChatMemberUpdated) -> None:
    return None


@asynccontextmanager
async def polling(
    dispatcher: Dispatcher, bot: Bot, pause: float = 0.01
) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        first = timedelta(seconds=pause)
        group.create_task(incoming.poll(straight(dispatcher, bot), bot, stop=stop, pause=first))
        yield stop
        stop.set()


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


async def test_a_conversation_by_polling(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    async with polling(dispatcher, bot):
        await anna.say("привет")
        await fake.settled()
        assert anna.screen == "привет\n[Ещё]"
        await anna.press("Ещё")
        await fake.settled()
    assert anna.messages == ["Изменено"]
    assert anna.toasts == ["Готово"]


async def test_a_conversation_by_webhook(
    fake: FakeTelegram, webhook: tuple[str, int], anna: FakePhone
) -> None:
    await anna.say("привет")
    await anna.press("Ещё")
    await anna.send_file("план.docx", b"1", caption="файл")
    await anna.block()
    assert anna.messages == ["Изменено", "файл"]
    assert fake.updates.answers == [200, 200, 200, 200]


async def test_polling_survives_whatever_the_network_does(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    fake.disconnect_next(method="deleteWebhook")
    fake.bad_gateway_next(method="getUpdates")
    fake.disconnect_next(method="getUpdates")
    fake.fail_next(500, method="getUpdates")
    fake.fail_next(200, b"\xff\xfe nonsense", method="getUpdates")
    async with polling(dispatcher, bot):
        await anna.say("слышно?")
        await fake.settled()
    assert anna.messages == ["слышно?"]


async def test_an_update_that_cannot_be_read_does_not_hide_the_others(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    fake.updates.pending[0] = {"update_id": 0, "message": {"message_id": "nonsense"}}
    await anna.say("слышно?")
    async with polling(dispatcher, bot):
        await fake.settled()
    assert anna.messages == ["слышно?"]


async def test_a_conflict_is_explained_and_asked_about_more_and_more_seldom(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    fake.fail_next(409, "Conflict: terminated by other", times=4, method="getUpdates")
    async with polling(dispatcher, bot, pause=0.05):
        await asyncio.sleep(0.9)
    asked = [call.at for call in fake.calls_of("getUpdates")]
    pauses = [later - sooner for sooner, later in pairwise(asked[:4])]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 3 * pauses[0]
    assert "another copy of the bot" in caplog.text


async def test_telegram_s_wish_to_wait_is_respected(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher
) -> None:
    fake.fail_next(429, retry_after=1, method="getUpdates")
    async with polling(dispatcher, bot):
        await asyncio.sleep(1.1)
    first, second = fake.calls_of("getUpdates")[:2]
    assert second.at - first.at >= 1.0


async def test_a_webhook_left_behind_is_taken_away_first(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    await incoming.set_webhook(bot, "http://127.0.0.1:1/", SECRET)
    await anna.say("пока никого")
    assert fake.updates.answers == [0]
    async with polling(dispatcher, bot):
        await fake.settled()
    assert anna.messages == ["пока никого"]


async def test_the_end_is_prompt_and_what_was_taken_is_finished_and_confirmed(
    fake: FakeTelegram, bot: Bot, anna: FakePhone
) -> None:
    dispatcher, begun = Dispatcher(), asyncio.Event()

    async def slow(message: Message) -> None:
        begun.set()
        await asyncio.sleep(0.2)
        await message.answer("Успели")

    dispatcher.message.register(slow)
    async with polling(dispatcher, bot) as stop:
        await anna.say("успеете?")
        await begun.wait()
        stop.set()
    assert anna.messages == ["Успели"]
    assert not fake.updates.pending


async def test_a_long_poll_does_not_delay_the_end(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher
) -> None:
    async with polling(dispatcher, bot) as stop:
        while not fake.calls_of("getUpdates"):  # noqa: ASYNC110 - a server has no event for us
            await asyncio.sleep(0.01)
        stopped = time.monotonic()
        stop.set()
    assert time.monotonic() - stopped < 0.3


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


async def test_polling_asks_for_nothing_new_until_the_last_is_saved(
    fake: FakeTelegram, bot: Bot, anna: FakePhone
) -> None:
    tries = 0

    async def take(_: Sequence[Arrived]) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError("the disk is full")

    await anna.say("привет")
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(incoming.poll(take, bot, stop=stop, pause=timedelta(seconds=0.01)))
        await fake.settled()
        stop.set()
    assert tries == 3
    assert not fake.updates.pending


def test_a_webhook_without_a_secret_is_a_mistake() -> None:
    async def take(_: Sequence[Arrived]) -> None:
        return None

    with pytest.raises(ValueError, match="without a secret"):
        incoming.make_webhook_handler(take, "")


async def knock(
    address: tuple[str, int], body: bytes | list[bytes], headers: dict[str, bytes]
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
                connection.request("POST", "/hook", content, headers, encode_chunked=chunked)
            return connection.getresponse().status
        finally:
            connection.close()

    return await asyncio.to_thread(request)
