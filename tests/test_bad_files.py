"""Files that are too heavy or too many, and what cannot be passed on at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Chat, Contact, Dice, Location, Message, Sticker, Update, User

from bot.messengers.demo.people import DemoChat
from tests.walks import QUESTION, begin, phone_of
from tests.world import DemoWorld


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def send(world: DemoWorld, phone: DemoChat, **content: Any) -> None:
    """A message of a kind the phone of the demo has no button for."""
    user = User(id=phone.external, is_bot=False, first_name="Соколова", last_name="Анна")
    message = Message(
        message_id=9000,
        date=datetime.now(UTC),  # noqa: TID251 - a stamp of the messenger's
        chat=Chat(id=phone.external, type="private"),
        from_user=user,
        **content,
    )
    update = Update(update_id=world.chats.next_update(), message=message)
    await world.service.dispatcher.feed_update(world.bot, update)


async def test_a_heavy_file_is_refused_and_the_draft_kept(anna: DemoChat) -> None:
    await begin(anna)
    await anna.send_file("фильм <b>.mp4", b"a film", size=30 * 1024 * 1024)
    assert (
        "Файл «фильм <b>.mp4» слишком большой: помещается 20 МБ. Он не добавлен, "
        "остальное сохранено. Сожмите его или пришлите ссылку."
    ) in anna.messages

    assert QUESTION in anna.last
    assert "фильм" not in anna.last
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1")


async def test_the_file_too_many_is_refused_and_thirty_are_kept(anna: DemoChat) -> None:
    await begin(anna)
    for number in range(31):
        await anna.send_file(f"план-{number}.docx", b"a plan")
    assert "Можно приложить 30 файлов. Последний не добавлен, остальное сохранено." in (
        anna.messages
    )

    assert "план-29.docx" in anna.last
    assert "план-30.docx" not in anna.last
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1")


@pytest.mark.parametrize("size", [0, 1, 20 * 1024 * 1024])
async def test_files_that_fit_are_taken(anna: DemoChat, size: int) -> None:
    await anna.say("/ask")
    await anna.press("Аттестация")
    await anna.send_file("план.docx", b"a plan", size=size)

    assert "Ваш вопрос:\nбез текста\n\nФайлы: план.docx" in anna.last
    assert "Отправить" in anna.buttons


CANNOT_READ = (
    "Стикер передать не получится: ",
    "Место на карте передать не получится: ",
    "Контакт передать не получится: ",
    "Игру или кубик передать не получится: ",
)
PAW = {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
OTHER: list[dict[str, Any]] = [
    {"sticker": Sticker(file_id="s", file_unique_id="s", **PAW)},
    {"location": Location(latitude=55.7, longitude=37.6)},
    {"contact": Contact(phone_number="+79990000000", first_name="Ольга")},
    {"dice": Dice(emoji="🎲", value=3)},
]


@pytest.mark.parametrize("where", ["nowhere", "menu", "question", "name", "position", "unit"])
async def test_what_cannot_be_passed_on_is_answered_in_words(
    world: DemoWorld, anna: DemoChat, where: str
) -> None:
    if where == "question":
        await begin(anna)
    elif where != "nowhere":
        await anna.say("/profile")
    fields = {
        "name": "Изменить имя",
        "position": "Другая должность",
        "unit": "Другое место работы",
    }
    if where in fields:
        await anna.press(fields[where])
    before = anna.screen
    for said, content in zip(CANNOT_READ, OTHER, strict=True):
        await send(world, anna, **content)

        reasons = (said, "Такое сообщение передать не получится.") if where in fields else said
        assert any(message.startswith(reasons) for message in anna.messages[-2:])
        assert anna.buttons
        assert where == "nowhere" or anna.screen == before


async def test_ten_files_with_long_names_and_the_longest_text_fit_a_message(
    anna: DemoChat,
) -> None:
    await begin(anna, "Я" * 3000)
    for number in range(10):
        await anna.send_file(f"{number} {'рабочая программа ' * 12}.docx", b"a plan")
    await anna.press("Отправить")
    await anna.press("Открыть")

    assert "[0 рабочая программа …грамма .docx, " in anna.last
