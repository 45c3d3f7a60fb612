"""What is pressed twice happens once; what is pressed too late says so."""

import asyncio
from collections.abc import Sequence

import pytest
from aiogram.types import Message

from bot.messengers.demo.people import DemoChat
from core.consultations.model import ConsultationId
from core.people import Role
from storage.work import Database
from tests.times import Clock
from tests.walks import agree, ask, begin, phone_of, register, tap
from tests.world import DemoWorld

OLD = "Эта кнопка из старого сообщения, с тех пор многое изменилось. Ниже то, что есть сейчас."
OURS = "У нас не получилось"


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


def with_button(phone: DemoChat, title: str) -> Message:
    """The newest message with that button, as it is now."""
    return next(
        message
        for message in reversed(phone.history)
        if message.reply_markup
        and any(
            button.text == title for row in message.reply_markup.inline_keyboard for button in row
        )
    )


async def asked(database: Database) -> Sequence[int]:
    """Numbers of the consultations there are."""
    async with database.open_view() as work:
        return [
            number
            for number in range(1, 5)
            if await work.consultations.get(ConsultationId(number))
        ]


async def test_two_taps_at_once_send_one_question(
    world: DemoWorld, anna: DemoChat, database: Database
) -> None:
    await begin(anna)
    message = with_button(anna, "Отправить")
    await asyncio.gather(anna.press_on(message, "Отправить"), anna.press_on(message, "Отправить"))

    assert await asked(database) == [1]
    assert any(words.startswith("Вопрос № 1") for words in anna.messages)
    assert not any(OURS in words for words in anna.messages)


async def test_a_tap_on_a_sent_question_sends_nothing(anna: DemoChat, database: Database) -> None:
    await begin(anna)
    message = with_button(anna, "Отправить")
    await anna.press_on(message, "Отправить")
    await anna.press_on(message, "Отправить")

    assert await asked(database) == [1]
    assert anna.buttons
    assert not any(OURS in words for words in anna.messages)


async def test_two_taps_at_once_send_one_answer(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("По критериям.")
    message = with_button(boris, "Отправить")
    await asyncio.gather(
        boris.press_on(message, "Отправить"), boris.press_on(message, "Отправить")
    )
    await world.post()

    assert sum(words.startswith("Ответ на вопрос № 1\n") for words in anna.messages) == 1
    assert not any(OURS in words for words in boris.messages)


async def test_a_button_of_an_outdated_card_says_so_and_does_nothing(
    anna: DemoChat, database: Database
) -> None:
    await begin(anna)
    old = with_button(anna, "Отправить")
    await tap(anna, "Отмена", "Выйти без отправки")
    await anna.press_on(old, "Отправить")

    assert OLD in anna.messages
    assert anna.last == "Соколова Анна, чем помочь?"
    assert await asked(database) == []


async def test_a_letter_opened_twice_opens_twice(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    letter = with_button(boris, "Ответить")
    await boris.press_on(letter, "Открыть")
    await boris.press_on(letter, "Открыть")

    assert boris.last.startswith("№ 1 · Аттестация")
    assert boris.messages[0].startswith("Новый вопрос № 1")
    assert [button.text for row in letter.reply_markup.inline_keyboard for button in row] == [
        "Ответить",
        "Открыть",
    ]


async def test_a_letter_weeks_later_says_what_has_changed(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await ask(anna)
    await world.post()
    await anna.press("Открыть")
    await tap(anna, "Закрыть", "Да, закрыть")
    clock.wait(weeks=6)
    await world.service.sweep()
    letter = with_button(boris, "Ответить")
    await boris.press_on(letter, "Открыть")
    await boris.press_on(letter, "Ответить")

    assert "Это обращение уже закрыто. Чтобы спросить о другом, отправьте /ask." in boris.messages
    assert boris.last.startswith("№ 1 · Аттестация")
    assert with_button(boris, "Ответить").message_id == letter.message_id


@pytest.mark.parametrize("place", ["menu", "consultation:1", "ask", "mine", "answer:1", "help"])
async def test_a_button_of_a_message_out_of_reach_opens_a_new_card(
    anna: DemoChat, place: str
) -> None:
    await ask(anna)
    before = len(anna.messages)
    await anna.press_raw(place)

    assert len(anna.messages) > before
    assert anna.buttons
    assert not any(OURS in words for words in anna.messages)


async def test_an_answer_to_a_window_from_a_message_out_of_reach(
    anna: DemoChat, database: Database
) -> None:
    await begin(anna)
    [data] = [
        button.callback_data
        for row in with_button(anna, "Отправить").reply_markup.inline_keyboard
        for button in row
        if button.text == "Отправить"
    ]
    await anna.press_raw(data)

    assert await asked(database) == [1]
    assert anna.last.startswith("Вопрос № 1")


async def test_the_consent_pressed_again_goes_on_with_the_registration(world: DemoWorld) -> None:
    anna = world.new_phone(500, "Анна Соколова")
    await anna.say("/start")
    consent = with_button(anna, "Согласен(на)")
    await agree(anna)
    await anna.press("Анна Соколова")
    for title in ("Согласен(на)", "Прочитать полностью", "Не сейчас"):
        await anna.press_on(consent, title)
        assert anna.buttons, title
    await anna.say("/menu")
    assert anna.last.startswith("Шаг 2 из 4.")


async def test_a_button_of_the_consent_pressed_by_a_registered_person_opens_the_menu(
    world: DemoWorld,
) -> None:
    anna = world.new_phone(500, "Анна Соколова")
    await anna.say("/start")
    consent = with_button(anna, "Согласен(на)")
    await register(anna)
    await anna.press_on(consent, "Согласен(на)")
    assert anna.last == "Анна Соколова, чем помочь?"

    await anna.press_on(consent, "Не сейчас")
    assert "не сохранили" not in anna.last
    assert await world.joined(500) is not None


async def test_two_taps_at_once_on_the_consent_make_one_person(world: DemoWorld) -> None:
    anna = world.new_phone(500, "Анна Соколова")
    await anna.say("/start")
    consent = with_button(anna, "Согласен(на)")
    await asyncio.gather(
        anna.press_on(consent, "Согласен(на)"), anna.press_on(consent, "Согласен(на)")
    )

    assert anna.last.startswith("Шаг 1 из 4.")
    assert not any(OURS in words for words in anna.messages)


async def test_a_step_of_the_registration_pressed_twice_is_taken_once(world: DemoWorld) -> None:
    anna = world.new_phone(500, "Анна Соколова")
    await agree(anna)
    card = with_button(anna, "Анна Соколова")
    await asyncio.gather(
        anna.press_on(card, "Анна Соколова"), anna.press_on(card, "Анна Соколова")
    )

    assert anna.last.startswith("Шаг 2 из 4.")
    assert not any(OURS in words for words in anna.messages)
