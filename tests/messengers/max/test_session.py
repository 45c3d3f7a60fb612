"""aiogram behind MAX: its methods arrive as MAX wants them, and messages change in place."""

from contextlib import suppress
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramRetryAfter,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from bot.messengers.max.pace import PER_CHAT
from bot.messengers.max.session import BOT_ID, MaxSession, make_bot
from tests.fakes.max import BOT, TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone
from tests.fakes.telegram import BOT as TELEGRAM_BOT

PLAN = BufferedInputFile(b"12345", "план.txt")
BOARD = BufferedInputFile(b"a board", "доска.jpg")


def buttons(*rows: int, url: str | None = None) -> InlineKeyboardMarkup:
    """Rows of so many buttons."""
    kind: dict[str, Any] = {"url": url} if url else {"callback_data": "menu"}
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=f"{row}.{number}", **kind) for number in range(length)]
            for row, length in enumerate(rows)
        ]
    )


async def test_words_arrive_as_they_were_marked_up(bot: Bot, anna: MaxPhone) -> None:
    sent = await bot.send_message(
        101, "Здравствуйте, <b>Анна</b> &amp; <a href='https://a.ru'>все</a>"
    )
    marks = [MessageEntity(type="italic", offset=0, length=4)]
    await bot.send_message(101, "Тест & <b>", entities=marks, parse_mode=None)
    await bot.send_message(101, "1 < 2 & <b>3", parse_mode=None)

    assert anna.messages == ["Здравствуйте, Анна & все", "Тест & <b>", "1 < 2 & <b>3"]
    assert sent.text == "Здравствуйте, Анна & все"
    assert (sent.chat.id, sent.chat.type) == (101, "private")


async def test_the_bot_s_number_is_not_one_of_telegram_s(bot: Bot) -> None:
    assert bot.id == BOT_ID
    assert bot.id not in (1, TELEGRAM_BOT["id"])
    assert (await bot.get_me()).id == BOT["user_id"]


async def test_long_rows_are_cut_into_equal_ones(bot: Bot, anna: MaxPhone) -> None:
    await bot.send_message(101, "Меню", reply_markup=buttons(2, 8))
    assert anna.screen == "Меню\n[0.0] [0.1]\n[1.0] [1.1] [1.2] [1.3]\n[1.4] [1.5] [1.6] [1.7]"

    await bot.send_message(101, "Ссылки", reply_markup=buttons(5, url="https://a.ru"))
    assert anna.screen == "Ссылки\n[0.0] [0.1]\n[0.2] [0.3] [0.4]"


async def test_more_buttons_than_max_takes_are_refused_aloud(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    with pytest.raises(TelegramBadRequest, match=r"proto\.payload"):
        await bot.send_message(101, "Много", reply_markup=buttons(*[1] * 31))
    fake.complaints.clear()


async def test_a_message_is_edited_in_place_with_its_new_buttons(bot: Bot, anna: MaxPhone) -> None:
    sent = await bot.send_message(101, "Было", reply_markup=buttons(1))
    edited = await sent.edit_text("<i>Стало</i>", reply_markup=buttons(2))

    assert anna.screen == "Стало\n[0.0] [0.1]"
    assert len(anna.messages) == 1
    assert not isinstance(edited, bool)
    assert (edited.message_id, edited.text) == (sent.message_id, "Стало")
    assert edited.reply_markup == buttons(2)


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, anna: MaxPhone) -> None:
    sent = await bot.send_message(101, "Было", reply_markup=buttons(1))
    await sent.edit_text("Стало")
    assert anna.screen == "Стало"


async def test_buttons_alone_change_and_the_words_and_files_stay(bot: Bot, anna: MaxPhone) -> None:
    words = await bot.send_message(101, "<b>Слова</b>", reply_markup=buttons(1))
    file = await bot.send_document(101, PLAN, caption="Файл", reply_markup=buttons(1))
    for message in (words, file):
        await message.edit_reply_markup(reply_markup=buttons(2))
    assert anna.all_screens == "Слова\n[0.0] [0.1]\n---\nФайл\n(план.txt)\n[0.0] [0.1]"

    edited = await file.edit_reply_markup()
    assert anna.screen == "Файл\n(план.txt)"
    assert not isinstance(edited, bool)
    assert edited.document is not None
    assert edited.caption == "Файл"


async def test_a_caption_changes_and_the_file_stays(bot: Bot, anna: MaxPhone) -> None:
    sent = await bot.send_document(101, PLAN, caption="Было", reply_markup=buttons(1))
    await sent.edit_caption(caption="<b>Стало</b>", reply_markup=buttons(1))
    assert anna.screen == "Стало\n(план.txt)\n[0.0]"


async def test_a_message_is_deleted_and_only_once(bot: Bot, anna: MaxPhone) -> None:
    sent = await bot.send_message(101, "Лишнее")
    await sent.delete()
    assert anna.messages == []
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await sent.delete()
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await sent.edit_text("Ещё")
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await sent.edit_reply_markup()


async def test_the_person_s_own_message_stays_theirs(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    await anna.say("Мой пароль")
    [message] = anna.history
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(101, message["message_id"])
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("Ваш пароль", chat_id=101, message_id=message["message_id"])


async def test_a_session_begun_anew_edits_what_was_said_before(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    sent = await bot.send_message(101, "Было")
    async with make_bot(TOKEN, api=fake.url).context() as after_restart:
        await after_restart.edit_message_text("Стало", chat_id=101, message_id=sent.message_id)
    assert anna.messages == ["Стало"]


async def test_groups_are_written_to_by_their_own_number(bot: Bot, fake: FakeMax) -> None:
    group = fake.chats.open_group(-70801090403050)
    sent = await bot.send_message(-70801090403050, "Всем")
    await sent.edit_text("Всем, всем")
    assert [message["body"]["text"] for message in group.messages.values()] == ["Всем, всем"]
    assert sent.chat.type == "group"


async def test_an_empty_answer_is_not_sent_and_words_are(
    bot: Bot, fake: FakeMax, anna: MaxPhone
) -> None:
    await bot.answer_callback_query("callback-1")
    assert fake.calls == []

    await anna.press_raw("menu")
    number = next(iter(fake.methods.callbacks))
    await bot.answer_callback_query(number, text="Готово")
    assert fake.calls_of("POST /answers")[0].body == {"notification": "Готово"}


@pytest.mark.parametrize(("whose", "refusals"), [(101, 0), (None, 1)])
async def test_answers_to_one_chat_are_paced_when_it_is_known_whose_they_are(
    fake: FakeMax, anna: MaxPhone, whose: int | None, refusals: int
) -> None:
    fake.rates.per_chat = PER_CHAT
    bot = make_bot(TOKEN, api=fake.url)
    assert isinstance(bot.session, MaxSession)
    for _ in range(PER_CHAT + 1):
        await anna.press_raw("menu")
    numbers = list(fake.methods.callbacks)
    async with bot.session:
        with suppress(TelegramRetryAfter):
            for number in numbers:
                if whose is not None:
                    bot.session.pressed(number, whose)
                await bot.answer_callback_query(number, text="Готово")

    assert fake.rates.refusals == refusals


async def test_the_person_sees_the_bot_type(bot: Bot, anna: MaxPhone) -> None:
    await bot.send_chat_action(101, "typing")
    await bot.send_chat_action(101, "upload_document")
    assert anna.actions == ["typing_on", "sending_file"]


async def test_commands_are_registered(bot: Bot, fake: FakeMax) -> None:
    await bot.set_my_commands([BotCommand(command="start", description="Начать")])
    assert fake.methods.commands == [{"name": "start", "description": "Начать"}]


async def test_a_reply_and_silence_are_passed_on(bot: Bot, fake: FakeMax, anna: MaxPhone) -> None:
    await anna.say("Вопрос")
    asked = anna.history[0]["message_id"]
    reply = ReplyParameters(message_id=asked)
    await bot.send_message(101, "Ответ", reply_parameters=reply, disable_notification=True)
    body = fake.calls_of("POST /messages")[-1].body
    assert body["notify"] is False
    assert body["link"]["mid"].endswith(f"{asked:016x}")


async def test_a_keyboard_below_the_chat_becomes_buttons_of_the_message(
    bot: Bot, anna: MaxPhone
) -> None:
    keys = [[KeyboardButton(text="Мой номер", request_contact=True), KeyboardButton(text="Нет")]]
    await bot.send_message(101, "Ваш телефон?", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
    await anna.press("Мой номер")
    await anna.press("Нет")
    assert anna.screen == "Ваш телефон?\n[Мой номер] [Нет]"
    assert [each["text"] for each in anna.history[1:]] == ["", "Нет"]
