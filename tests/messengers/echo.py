"""A bot of two answers behind the fake Telegram, for tests of what comes in."""

from collections.abc import AsyncIterator, Sequence

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

from bot.messengers.door import Take
from bot.messengers.telegram import incoming
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


def straight(dispatcher: Dispatcher, bot: Bot) -> Take:
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
