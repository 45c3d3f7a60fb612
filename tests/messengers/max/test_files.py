"""Files through the session of MAX: brought there, shown again, loaded."""

from itertools import pairwise

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
)
from aiogram.types import (
    BufferedInputFile,
)

from bot.messengers.max.errors import NotSupported
from core.files import LARGEST
from tests.fakes.max import FakeMax
from tests.fakes.max_phone import MaxPhone

PLAN = BufferedInputFile(b"12345", "план.txt")
BOARD = BufferedInputFile(b"a board", "доска.jpg")


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "video", "audio"])
async def test_files_of_every_kind_go_up_come_down_and_are_shown_again(
    bot: Bot, fake: FakeMax, anna: MaxPhone, kind: str
) -> None:
    send = getattr(bot, f"send_{kind}")
    sent = await send(101, PLAN, caption="<b>Да</b>")
    assert anna.last == "Да"
    file = sent.photo[-1] if sent.photo else sent.document or sent.video or sent.audio
    loaded = await bot.download(file)
    assert loaded is not None
    assert loaded.read() == b"12345"

    again = await send(101, file.file_id)
    assert again.message_id != sent.message_id
    assert len(fake.calls_of("POST /uploads")) == 1


async def test_a_photo_may_be_fetched_by_max_itself(bot: Bot, anna: MaxPhone) -> None:
    await bot.send_photo(101, "https://example.org/board.jpg", caption="Доска")
    assert anna.last == "Доска"
    with pytest.raises(NotSupported, match="document"):
        await bot.send_document(101, "https://example.org/plan.pdf")


async def test_a_name_that_would_break_the_form_arrives_without_harm(
    bot: Bot, anna: MaxPhone
) -> None:
    name = 'План "8 класс"\r\nX: 1.txt'
    await bot.send_document(101, BufferedInputFile(b"1", name))
    assert anna.screen == '\n(План "8 класс"X: 1.txt)'


async def test_a_file_that_is_not_ready_is_waited_for(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    fake.chats.not_ready = 2
    await bot.send_photo(101, BOARD)
    calls = fake.calls_of("POST /messages")
    assert [call.refused for call in calls] == [True, True, False]
    pauses = [later.at - call.at for call, later in pairwise(calls)]
    assert pauses[1] > pauses[0] > 0.2


async def test_an_upload_refused_within_a_200_is_seen(bot: Bot, anna: MaxPhone) -> None:
    with pytest.raises(TelegramBadRequest, match="BAD_REQUEST"):
        await bot.send_document(101, BufferedInputFile(b"", "пусто.txt"))
    assert anna.messages == []


async def test_a_file_too_heavy_to_pass_on_is_not_loaded_to_the_end(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    heavy = fake.chats.keep("file", "том.pdf", bytes(LARGEST + 1))
    with pytest.raises(TelegramBadRequest, match="too big"):
        await bot.download(f"{heavy.token} {fake.url}/files/{heavy.token}")


async def test_a_file_without_an_address_cannot_be_loaded(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="not downloaded"):
        await bot.get_file("only-a-token")
