"""Letters to Telegram: every failure told by its cause, and the pace kept over real HTTP."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.messengers.telegram.failures import WRONG_TOKEN_PAUSE
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.files import Attachment, FileKind
from core.letters import Button, Refused, Screen, TryLater, Uncertain, Undelivered, Unreachable
from core.people import Account
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.words import WITHDRAWN

ANNA = Account("telegram", 101)
HELLO = Screen("Здравствуйте, <b>Анна</b> &amp; все")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def anna(fake: FakeTelegram) -> FakePhone:
    return FakePhone(fake, ANNA.external, "Анна")


@pytest.fixture
async def carrier(fake: FakeTelegram) -> AsyncIterator[TelegramCarrier]:
    async with TelegramCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        yield carrier


async def failure(carrier: TelegramCarrier, screen: Screen = HELLO) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        await carrier.show(screen, to=ANNA)
    assert TOKEN not in str(caught.value)
    return caught.value


def test_letters_do_not_wait_for_aiogram_to_load() -> None:
    code = (
        "import sys, bot.messengers.telegram.outgoing\n"
        "sys.exit('aiogram' in sys.modules or 'aiohttp' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own line above


async def test_a_screen_arrives_with_its_buttons(
    carrier: TelegramCarrier, anna: FakePhone
) -> None:
    buttons = (Button("Открыть", "consultation:12"), Button("Меню", "menu"))
    await carrier.show(Screen(HELLO.text, buttons), to=ANNA)
    assert anna.screen == "Здравствуйте, Анна & все\n[Открыть]\n[Меню]"


async def test_a_long_text_comes_in_several_with_the_buttons_below_the_last(
    carrier: TelegramCarrier, anna: FakePhone
) -> None:
    text = "\n\n".join("<b>Слово 🙂 &amp;</b> " * 60 for _ in range(10))
    await carrier.show(Screen(text, (Button("Меню", "menu"),)), to=ANNA)

    assert len(anna.messages) == 2
    assert anna.buttons == ["Меню"]
    assert "".join(anna.messages).count("Слово 🙂 &") == 600


async def test_files_follow_the_text_one_by_one(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    files = [
        Attachment(
            kind=kind,
            messenger="telegram",
            file_id=fake.chats.keep(kind.value, f"{kind}.bin", b"1").file_id,
            name=f"{kind}.bin",
        )
        for kind in FileKind
    ]
    fake.chats.open(102)
    await carrier.show(Screen("Файлы", attachments=tuple(files[:2])), to=ANNA)
    await carrier.show(Screen("Ещё", attachments=tuple(files[2:4])), to=Account("telegram", 102))
    methods = [call.method for call in fake.calls if call.method != "sendMessage"]
    assert methods == ["sendDocument", "sendPhoto", "sendVoice", "sendVideo"]
    assert anna.messages == ["Файлы", "", ""]


async def test_a_screen_that_broke_off_goes_on_where_it_stopped(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    file_id = fake.chats.keep("document", "план.docx", b"1").file_id
    document = Attachment(
        kind=FileKind.DOCUMENT, messenger="telegram", file_id=file_id, name="план.docx"
    )
    screen = Screen("С файлом", attachments=(document,))
    fake.bad_gateway_next(method="sendDocument")
    assert isinstance(await failure(carrier, screen), TryLater)
    await carrier.show(screen, to=ANNA)
    assert anna.messages == ["С файлом", ""]


async def test_a_file_of_another_messenger_is_refused_before_anything_is_sent(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    file = Attachment(kind=FileKind.PHOTO, messenger="max", file_id="1", name="1")
    assert isinstance(await failure(carrier, Screen("Фото", attachments=(file,))), Refused)
    assert fake.calls == []


async def test_who_has_blocked_the_bot_is_unreachable(
    carrier: TelegramCarrier, anna: FakePhone
) -> None:
    await anna.block()
    assert isinstance(await failure(carrier), Unreachable)


async def test_who_has_never_been_here_is_unreachable(carrier: TelegramCarrier) -> None:
    assert isinstance(await failure(carrier), Unreachable)


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (403, "Forbidden: user is deactivated", Unreachable),
        (403, "Forbidden: bot was kicked from the group chat", Unreachable),
        (400, "Bad Request: USER_IS_DEACTIVATED: user is deactivated", Unreachable),
        (400, "Bad Request: PEER_ID_INVALID", Unreachable),
        (400, "Bad Request: message is too long", Refused),
        (400, "Bad Request: can't parse entities: Unsupported start tag", Refused),
        (409, "Conflict: something", TryLater),
        (413, "Request Entity Too Large", TryLater),
        (418, "I am a teapot", TryLater),
        (500, "Internal Server Error", TryLater),
        (503, "Service Unavailable", TryLater),
        (504, "Gateway Timeout", Uncertain),
    ],
)
async def test_a_refusal_is_told_by_its_cause(
    fake: FakeTelegram,
    carrier: TelegramCarrier,
    anna: FakePhone,
    status: int,
    words: str,
    expected: type[Undelivered],
) -> None:
    fake.fail_next(status, words)
    assert type(await failure(carrier)) is expected


async def test_what_the_network_did_may_be_tried_again(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    fake.bad_gateway_next()
    assert type(await failure(carrier)) is TryLater
    fake.disconnect_next()
    assert type(await failure(carrier)) is Uncertain
    fake.fail_next(200, b"<html>captive portal</html>")
    assert type(await failure(carrier)) is Uncertain
    await carrier.show(HELLO, to=ANNA)
    assert len(anna.messages) == 1


async def test_silence_is_not_waited_for_for_ever(fake: FakeTelegram, anna: FakePhone) -> None:
    async with TelegramCarrier(
        TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, patience=0.2
    ) as carrier:
        fake.hang_next()
        error = await failure(carrier)
    assert type(error) is Uncertain
    assert "TimedOut" in str(error)


async def test_a_group_that_moved_is_refused(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    body = {"ok": False, "description": "x", "parameters": {"migrate_to_chat_id": -100}}
    fake.fail_next(400, body)
    assert type(await failure(carrier)) is Refused


async def test_a_wrong_token_is_cried_out_without_being_named(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "42:wrong-token"
    async with TelegramCarrier(wrong, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        error = await failure(carrier)
    assert isinstance(error, TryLater)
    assert error.after == WRONG_TOKEN_PAUSE
    assert any(record.levelno == logging.CRITICAL for record in caplog.records)
    assert wrong not in caplog.text


async def test_after_a_flood_warning_nothing_leaves_until_it_ends(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    fake.fail_next(429, retry_after=1)
    error = await failure(carrier)
    refused_at = fake.calls[-1].at
    assert isinstance(error, TryLater)
    assert error.after == timedelta(seconds=1)
    for number in range(5):
        fake.chats.open(number + 1)
    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(carrier.show(HELLO, to=Account("telegram", number + 1)))
    assert len(fake.calls) == 6
    assert min(call.at for call in fake.calls[1:]) - refused_at >= 1.0


async def test_a_long_flood_warning_is_passed_on_without_asking_again(
    fake: FakeTelegram, carrier: TelegramCarrier, anna: FakePhone
) -> None:
    fake.fail_next(429, retry_after=300)
    await failure(carrier)
    again = await failure(carrier)
    assert isinstance(again, TryLater)
    assert again.after is not None
    assert again.after > timedelta(seconds=290)
    assert len(fake.calls) == 1


async def test_it_starts_while_telegram_is_down_and_delivers_when_it_is_back(
    anna: FakePhone, fake: FakeTelegram
) -> None:
    await fake.stop()
    async with TelegramCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        assert type(await failure(carrier)) is TryLater
        await fake.start()
        await carrier.show(HELLO, to=ANNA)
    assert len(anna.messages) == 1
    assert fake.calls_of("getMe") == []


async def test_the_limit_is_never_overstepped(
    fake: FakeTelegram, carrier: TelegramCarrier
) -> None:
    fake.rate.limit = 30
    for number in range(91):
        fake.chats.open(number + 1)
    async with asyncio.TaskGroup() as group:
        for number in range(91):
            group.create_task(carrier.show(HELLO, to=Account("telegram", number + 1)))
    assert fake.rate.refusals == 0
    assert len(fake.calls_of("sendMessage")) == 91
