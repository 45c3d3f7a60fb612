"""Buttons nobody was given, updates nobody serves, and failures of our own."""

import re
from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import QUESTION, begin, phone_of, tap
from tests.world import DemoWorld

OURS = "У нас не получилось"


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


def data_of(phone: DemoChat, title: str) -> str:
    for message in reversed(phone.history):
        for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
            for button in row:
                if button.text == title:
                    return str(button.callback_data)
    raise AssertionError(f"no button {title!r}")


@pytest.mark.parametrize("words", [" ", "\n\n", "\u00a0", "\t"])
async def test_blanks_are_no_question(anna: DemoChat, words: str) -> None:
    await anna.say("/ask")
    await anna.press("Аттестация")
    await anna.say(words)

    assert "Отправить" not in anna.buttons
    assert anna.buttons


async def test_an_empty_question_cannot_be_sent(anna: DemoChat) -> None:
    await anna.say("/ask")
    await anna.press("Аттестация")
    assert "Отправить" not in anna.buttons

    await anna.press_raw(data_of(anna, "Отмена").replace("cancel", "send"))
    assert "Напишите хотя бы несколько слов или приложите файл." in anna.messages
    assert anna.last.startswith("Аттестация, Математика")


FORGED = [
    "\x1d",
    "\x1d\x1d",
    "send",
    "abc123\x1dsend",
    "0\x1dtopic:0:4",
    "consultation:",
    "consultation:-1",
    "consultation:" + "9" * 40,
    "consultation:1.5",
    "consultation:٣",
    "mine:-5",
    "answer:999",
    "agree:" + "x" * 50,
    "not-now",
    "\u202emenu",
    "Ж" * 32,
    " ",
    "menu:5",
    "../../etc/passwd",
    "' OR 1=1 --",
    "\x00\x01\x7f",
]


async def test_forged_buttons_do_nothing_and_are_answered(
    world: DemoWorld, anna: DemoChat
) -> None:
    await begin(anna)
    for data in FORGED:
        before = len(anna.messages)
        await anna.press_raw(data)
        assert len(anna.messages) > before, repr(data)
        assert anna.buttons, repr(data)
    assert not any(OURS in said for said in anna.messages)

    await anna.say("/ask")
    assert QUESTION in anna.last


async def test_a_window_of_somebody_else_cannot_be_answered(
    world: DemoWorld, anna: DemoChat
) -> None:
    await begin(anna)
    olga = await phone_of(world, "Орлова Ольга")
    await olga.press_raw(data_of(anna, "Отправить"))

    assert olga.buttons
    assert not any("Вопрос № 1" in said or QUESTION in said for said in olga.messages)
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1")


async def test_a_choice_that_was_not_offered_asks_nothing(anna: DemoChat) -> None:
    await anna.say("/ask")
    intent = data_of(anna, "Аттестация").split("\x1d")[0]
    with capture_logs():
        await anna.press_raw(f"{intent}\x1dtopic:99")
        await anna.say("Что делать?")
        if "Отправить" in anna.buttons:
            await anna.press("Отправить")

    assert anna.buttons
    assert not any(said.startswith("Вопрос № 1") for said in anna.messages)


async def test_what_is_not_served_is_passed_over_in_silence(
    world: DemoWorld, anna: DemoChat
) -> None:
    user = User(id=anna.external, is_bot=False, first_name="Анна")
    group = Chat(id=-100, type="supergroup", title="Педсовет")
    own = Chat(id=anna.external, type="private")
    date = datetime.now(UTC)  # noqa: TID251 - a stamp of the messenger's
    said = Message(message_id=1, date=date, chat=group, from_user=user, text="/start")
    edited = Message(message_id=1, date=date, chat=own, from_user=user, text="правка", edit_date=1)
    pressed = CallbackQuery(
        id="1",
        from_user=user,
        chat_instance="1",
        data="menu",
        message=InaccessibleMessage(chat=group, message_id=1, date=0),
    )
    channel = Message(
        message_id=2, date=date, chat=Chat(id=-200, type="channel", title="Новости"), text="x"
    )
    for update in (
        {"message": said},
        {"edited_message": edited},
        {"callback_query": pressed},
        {"channel_post": channel},
        {"callback_query": pressed.model_copy(update={"message": None})},
    ):
        number = world.chats.next_update()
        await world.service.dispatcher.feed_update(world.bot, Update(update_id=number, **update))

    assert anna.messages == []
    assert world.chats.messages(-100) == []


async def test_a_failure_of_ours_is_admitted_and_the_form_is_still_there(
    world: DemoWorld, anna: DemoChat
) -> None:
    await phone_of(world, "Громов Борис", Role.METHODIST)
    await begin(anna)
    await rename(world, "outbox", "lost")
    with capture_logs() as logs:
        await anna.press("Отправить")
    failure = next(said for said in anna.messages if OURS in said)
    number = re.search(r"номер (\d+)\.$", failure)

    assert number
    assert (logs[-1]["event"], logs[-1]["update"]) == ("update set aside", int(number[1]))
    assert "То, что вы написали, сохранено." in failure
    assert anna.buttons == ["Меню"]

    await rename(world, "lost", "outbox")
    await tap(anna, "Меню", "✏️ Закончить вопрос")
    assert QUESTION in anna.last
    await anna.press("Отправить")
    assert any(said.startswith("Вопрос № 1") for said in anna.messages)


async def rename(world: DemoWorld, before: str, after: str) -> None:
    async with world.database.writer.begin() as connection:
        await connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))
