"""What MAX refuses or has nothing for, as aiogram's callers know it from Telegram."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendPoll
from aiogram.types import (
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
)

from bot.messengers.max.errors import NotSupported
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone

PLAN = BufferedInputFile(b"12345", "план.txt")
BOARD = BufferedInputFile(b"a board", "доска.jpg")


async def test_what_max_would_not_show_is_refused_aloud(bot: Bot) -> None:
    with pytest.raises(NotSupported, match="alert"):
        await bot.answer_callback_query("callback-1", text="Нельзя", show_alert=True)
    with pytest.raises(NotSupported, match="SendPoll"):
        await bot(SendPoll(chat_id=101, question="?", options=["1", "2"]))
    with pytest.raises(NotSupported, match="Markdown"):
        await bot.send_message(101, "*", parse_mode="Markdown")
    with pytest.raises(NotSupported, match="some of the people"):
        await bot.set_my_commands([], scope=BotCommandScopeAllGroupChats())
    with pytest.raises(NotSupported, match="channel"):
        await bot.send_message("@channel", "Всем")


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "proto.payload", TelegramBadRequest),
        (401, "verify.token", TelegramUnauthorizedError),
        (403, "chat.denied", TelegramForbiddenError),
        (403, "access.denied", TelegramForbiddenError),
        (404, "chat.not.found", TelegramBadRequest),
        (413, "too.large", TelegramEntityTooLarge),
        (500, "internal.error", TelegramServerError),
        (502, b"<html>Bad Gateway</html>", TelegramServerError),
        (200, b"<html>captive portal</html>", TelegramNetworkError),
        (429, b"", TelegramRetryAfter),
    ],
)
async def test_refusals_are_aiogram_s_own_and_never_name_the_token(
    bot: Bot, fake: FakeMax, anna: MaxPhone, status: int, code: Any, expected: type
) -> None:
    fake.fail_next(status, code)
    with pytest.raises(TelegramAPIError) as caught:
        await bot.send_message(101, "Слова")
    assert type(caught.value) is expected
    assert TOKEN not in str(caught.value)


async def test_an_edit_that_is_wrong_in_itself_is_not_taken_for_one_that_came_too_late(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    """aiogram-dialog sends anew what cannot be edited: as wrong as before, and twice."""
    sent = await bot.send_message(101, "Было")
    fake.fail_next(400, "proto.payload", method="PUT /messages")
    with pytest.raises(TelegramBadRequest) as wrong:
        await sent.edit_text("Стало")
    assert "can't be edited" not in str(wrong.value)

    fake.fail_next(200, {"success": False, "message": "too old"}, method="PUT /messages")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await sent.edit_text("Стало")


async def test_who_has_blocked_the_bot_is_told_apart_from_a_message_that_is_gone(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    sent = await bot.send_message(101, "Было")
    await anna.block()
    with pytest.raises(TelegramForbiddenError):
        await sent.edit_text("Стало")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(101, "Вы здесь?")
