"""Our session of aiogram: what it sends is understood, and its errors are aiogram's own."""

import logging
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import (
    EditMessageMedia,
    GetUpdates,
    SendDocument,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
)

from bot.connected import commands
from bot.messengers.telegram import incoming
from bot.messengers.telegram.session import LeanSession, as_json
from handlers.menu import COMMANDS
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.world import TEXTS


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


async def test_commands_are_registered(bot: Bot, fake: FakeTelegram) -> None:
    await bot.set_my_commands(commands(TEXTS))
    assert [command["command"] for command in fake.methods.commands] == list(COMMANDS)


async def test_files_go_up_and_come_down(bot: Bot, fake: FakeTelegram, anna: FakePhone) -> None:
    sent = await bot.send_document(
        101, BufferedInputFile(b"12345", "план.txt"), caption="<b>Да</b>"
    )
    assert sent.document is not None
    again = await bot.send_document(101, sent.document.file_id)
    assert again.document is not None
    loaded = await bot.download(again.document)
    assert loaded is not None
    assert loaded.read() == b"12345"
    assert anna.messages == ["Да", ""]


async def test_errors_of_the_session_are_aiogram_s_own_and_never_name_the_token(
    bot: Bot, fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.bad_gateway_next()
    with pytest.raises(ClientDecodeError):
        await bot.get_me()
    fake.disconnect_next()
    with pytest.raises(TelegramNetworkError) as caught:
        await bot.get_me()
    fake.hang_next()
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.get_me(request_timeout=0.1)  # type: ignore[arg-type]  # seconds need not be whole
    assert TOKEN not in str(caught.value) + caplog.text


BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Да", callback_data="yes"),
            InlineKeyboardButton(text="Сайт", url="https://example.org"),
        ]
    ]
)


@pytest.mark.parametrize(
    "method",
    [
        SendMessage(chat_id=1, text="Вопрос", reply_markup=BUTTONS),
        SendMessage(chat_id=1, text="без", parse_mode=None),
        GetUpdates(offset=1, allowed_updates=["message"]),
        SetMyCommands(commands=[BotCommand(command="menu", description="Меню")]),
        SendDocument(chat_id=1, document="id"),
    ],
    ids=lambda method: type(method).__name__,
)
def test_the_usual_requests_are_written_at_once_as_aiogram_would(
    bot: Bot, method: TelegramMethod[object]
) -> None:
    assert isinstance(bot.session, LeanSession)
    assert as_json(method, bot) == bot.session.as_json_with_care(method, bot) is not None


@pytest.mark.parametrize(
    "method",
    [
        SendDocument(chat_id=1, document=BufferedInputFile(b"1", "1.txt")),
        EditMessageMedia(media=InputMediaPhoto(media="id"), chat_id=1, message_id=2),
        SendMessage(chat_id=1, text="?", link_preview_options=LinkPreviewOptions(url="a")),
    ],
    ids=lambda method: type(method).__name__,
)
def test_what_has_a_file_or_a_choice_inside_is_left_to_aiogram(
    bot: Bot, method: TelegramMethod[object]
) -> None:
    assert as_json(method, bot) is None
