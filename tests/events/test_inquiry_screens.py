"""A question to the organiser of an event and its answer, as both read them."""

import asyncio

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.attendance.gathering import going_on
from tests.promises.test_p18_dialogs import go, restarted, with_button
from tests.promises.ways import OPEN, PRESS, SAY
from tests.test_golden import Transcript
from tests.walks import phone_of
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat) -> DemoChat:
    anna = await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    return anna


async def test_what_a_question_looks_like(
    world: DemoWorld, boris: DemoChat, anna: DemoChat
) -> None:
    asks = Transcript(world, anna, "Анна ")
    holds = Transcript(world, boris, "Борис ", asks.lines)
    await asks.open("event:77")
    await asks.press("Спросить организатора")
    await asks.say("Где парковка?")
    await asks.say("Где парковка & вход?")
    await asks.press("Отмена", "Продолжить", "Отправить", "← Назад")
    await holds.hear()
    await holds.press("Ответить")
    await holds.say("Во дворе, вход со двора.")
    await holds.press("Отправить")
    await asks.hear()
    await asks.press("Спросить организатора", "Отмена")
    await holds.open("answerguest:1")
    asks.compare("inquiry")


async def test_a_restart_at_every_step_loses_nothing(world: DemoWorld, anna: DemoChat) -> None:
    phone = anna
    for step in (
        *((OPEN, "askhost:77"), (SAY, "Где парковка?"), (OPEN, "menu")),
        *((PRESS, "✏️ Вопрос организатору"), (PRESS, "Отправить")),
    ):
        await go(phone, [step])
        phone = restarted(world, phone)

    assert "Вопрос отправлен организатору." in phone.last


async def test_a_double_tap_asks_once(world: DemoWorld, anna: DemoChat) -> None:
    await anna.press_raw("askhost:77")
    await anna.say("Где парковка?")
    message = with_button(anna, "Отправить")
    await asyncio.gather(*(anna.press_on(message, "Отправить") for _ in range(3)))

    async with world.database.open_view() as work:
        me = await world.joined(anna.external)
        assert me is not None
        assert await work.events.open_inquiries(77, me.id) == 1  # type: ignore[arg-type]  # its number
    assert anna.buttons


async def test_a_picture_is_no_question(anna: DemoChat) -> None:
    await anna.press_raw("askhost:77")
    await anna.send_file("вопрос.docx", b"a word")
    assert any("текстом" in said or "словами" in said for said in anna.messages)
    assert "Отмена" in anna.buttons
