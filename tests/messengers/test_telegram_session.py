"""Our session of aiogram: what it sends is understood, and its errors are aiogram's own."""

import logging
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.types import BufferedInputFile

from bot.connected import commands
from bot.messengers.telegram import incoming
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
