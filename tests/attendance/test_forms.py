"""Forms at the door: a restart at any step loses nothing, an old button is answered."""

import pytest
from aiogram.types import Message

from bot.messengers.demo.chats import keyboard
from bot.messengers.demo.people import DemoChat
from core.attendance import questions
from core.people import Role
from tests.attendance.gathering import going_on
from tests.promises.test_p18_dialogs import OLD, OURS, go, restarted
from tests.promises.ways import OPEN, PRESS, SAY, Way
from tests.walks import phone_of
from tests.world import DemoWorld

QUESTIONS = "Раз?\n+ Да\nНет\n\nДва?\nДа, два\n+ Нет, два\n\nТри?\n+ Да, три\nНет, три"

WAYS = {
    "answering the questions": Way(
        Role.TEACHER,
        (
            *((OPEN, "arrive:77"), (SAY, "берёза 482"), (PRESS, "Да"), (PRESS, "Да, два")),
            (PRESS, "Да, три"),
        ),
        "Отметка о присутствии есть.",
    ),
    "writing the questions": Way(
        Role.METHODIST,
        (
            *((OPEN, "check:77"), (PRESS, "Убрать вопрос 1"), (SAY, "Ещё?")),
            *((SAY, "Ещё?\n+ Да\nНет"), (PRESS, "Убрать вопрос 1")),
        ),
        "2. Ещё?",
    ),
    "pasting numbers": Way(
        Role.METHODIST,
        (
            *((OPEN, "numbers:77"), (SAY, "первый"), (SAY, "1, 9")),
            *((PRESS, "Отменить эти отметки"), (SAY, "1")),
        ),
        "Отмечен 1 человек.",
    ),
    "letting somebody in": Way(
        Role.METHODIST,
        (
            *((OPEN, "walkin:77"), (SAY, "ор"), (SAY, "Кузнецов"), (SAY, "орлова")),
            (PRESS, "Орлова Вера · Школа № 5"),
        ),
        "Присутствие отмечено. Всего отмечено 1 из 2.",
    ),
    "marking a school": Way(
        Role.METHODIST,
        (
            *((OPEN, "roll:77"), (SAY, "сок"), (PRESS, "Показать всех"), (PRESS, "Все пришли")),
            *((PRESS, "Да, отметить всех"), (PRESS, "Отменить эти отметки")),
            (PRESS, "1. Соколова Анна · Школа № 5"),
        ),
        "Отмечено 1 из 1",
    ),
}


async def somebody(world: DemoWorld, way: Way) -> DemoChat:
    """Anna has a seat at what Boris holds, with questions after the word; Vera has none."""
    await world.person("Орлова Вера")
    anna = await phone_of(world, "Соколова Анна")
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    async with world.database.open_work() as work:
        me = await work.people.get(world.people["Громов Борис"].id)
        await questions.add(work, 77, QUESTIONS, me=me)
    return boris if way.who is Role.METHODIST else anna


@pytest.mark.parametrize("name", WAYS)
async def test_after_a_restart_at_every_step_the_form_goes_on(world: DemoWorld, name: str) -> None:
    way = WAYS[name]
    phone = await somebody(world, way)
    for step in way.steps:
        await go(phone, [step])
        phone = restarted(world, phone)

    assert way.end in phone.last
    assert not any(said.startswith((OLD, OURS)) for said in phone.messages)


@pytest.mark.parametrize("name", WAYS)
async def test_every_old_button_is_answered_and_marks_nobody(world: DemoWorld, name: str) -> None:
    way = WAYS[name]
    phone = await somebody(world, way)
    old: list[tuple[Message, str]] = []
    for step in way.steps:
        await go(phone, [step])
        message = phone.history[-1]
        old += [
            (message, button.text) for row in keyboard(message).inline_keyboard for button in row
        ]
    assert way.end in phone.last
    await phone.say("/menu")
    async with world.database.open_view() as work:
        before = await work.attendance.counted(77)
    for message, title in old:
        shown = phone.all_screens
        await phone.press_on(message, title)
        assert phone.all_screens != shown, f"silence at {title!r}"
        assert phone.buttons
    async with world.database.open_view() as work:
        assert await work.attendance.counted(77) == before
    assert not any(OURS in said for said in phone.messages)
