"""Materials in the messenger when there are too many, they are another's, or taps come twice."""

import asyncio

import pytest

from bot.messengers.demo.people import DemoChat
from core.files import LARGEST
from core.materials.model import LONGEST_TEXT, MOST, Piece
from core.people import Role
from tests.attendance.gathering import going_on
from tests.materials.filling import fill
from tests.promises.test_p18_dialogs import go, restarted, with_button
from tests.promises.ways import OPEN, PRESS, SAY
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    await phone_of(world, "Соколова Анна")
    await going_on(world, 77, "Громов Борис", "Соколова Анна")
    return boris


async def shelved(world: DemoWorld) -> list[str]:
    async with world.database.open_view() as work:
        return [one.name for one in await work.materials.listed(77)]


def heard(phone: DemoChat, words: str) -> bool:
    return any(words in said for said in (*phone.messages, phone.all_screens))


async def test_a_double_tap_adds_once(world: DemoWorld, boris: DemoChat) -> None:
    await boris.press_raw("addmaterials:77")
    await boris.say("https://example.ru")
    message = with_button(boris, "Готово")
    await asyncio.gather(*(boris.press_on(message, "Готово") for _ in range(3)))

    assert await shelved(world) == ["https://example.ru"]
    assert boris.buttons


async def test_what_is_begun_waits_in_the_menu_and_survives_a_restart(
    world: DemoWorld, boris: DemoChat
) -> None:
    phone = boris
    for step in (
        *((OPEN, "addmaterials:77"), (SAY, "Первое"), (SAY, "Второе"), (OPEN, "menu")),
        *((PRESS, "✏️ Закончить материалы"), (PRESS, "Отмена"), (PRESS, "Продолжить")),
        *((SAY, "Третье"), (PRESS, "Готово")),
    ):
        await go(phone, [step])
        phone = restarted(world, phone)

    assert await shelved(world) == ["Первое", "Второе", "Третье"]


async def test_leaving_asks_once_and_leaves_nothing(world: DemoWorld, boris: DemoChat) -> None:
    await boris.press_raw("addmaterials:77")
    await boris.press("Отмена")
    assert boris.last.startswith("Материалы")
    await boris.press("Добавить")
    await boris.say("Первое")
    await tap(boris, "Отмена", "Выйти без сохранения")
    assert boris.last.startswith("Материалы")
    assert await shelved(world) == []


async def test_what_is_too_much_is_explained_and_the_rest_stays(
    world: DemoWorld, boris: DemoChat
) -> None:
    text = [Piece(text="ссылка")] * (MOST - 1)
    await fill(world.database, 77, *text, me=world.people["Громов Борис"])
    await boris.press_raw("addmaterials:77")
    await boris.send_file("Фильм.mp4", b"film", size=LARGEST + 1)
    assert heard(boris, "слишком большой: помещается 20 МБ")
    await boris.say("я" * (LONGEST_TEXT + 1))
    assert heard(boris, "Последнее сообщение не добавлено. Сократите его")
    await boris.say("Последняя")
    await boris.say("Лишняя")
    assert heard(boris, "Мест для материалов: 30, и все заняты")
    await boris.press("Готово")
    assert "Добавлено: 1." in boris.last
    assert (await shelved(world))[-1] == "Последняя"


async def test_what_a_colleague_has_removed_meanwhile_is_gone(
    world: DemoWorld, boris: DemoChat
) -> None:
    await fill(world.database, 77, me=world.people["Громов Борис"])
    await boris.press_raw("materials:77")
    await boris.press("1. Слайды.pdf")
    async with world.database.open_work() as work:
        await work.materials.remove((await work.materials.listed(77))[0].id)
    await boris.press("Посмотреть")
    assert heard(boris, "Этого больше нет")
    assert boris.buttons


async def test_before_they_open_a_guest_hears_when(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    anna = world.new_phone(
        await world.number_of(world.people["Соколова Анна"].id), "Соколова Анна"
    )
    await fill(world.database, 77, me=world.people["Громов Борис"])
    await anna.press_raw("event:77")
    assert "Материалы" not in anna.buttons
    await anna.press_raw("materials:77")
    assert heard(anna, "Материалы откроются, когда мероприятие закончится")
    clock.wait(hours=4)
    await anna.press_raw("event:77")
    await tap(anna, "Материалы", "2. Запись: https://example.ru/video")
    assert anna.messages[-2] == "Запись: https://example.ru/video"
    assert anna.last.startswith("Материалы")


async def test_whoever_was_not_there_and_another_methodist_are_refused(
    world: DemoWorld, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Волкова Вера")
    pavel = await phone_of(world, "Зайцев Павел", Role.METHODIST, at="Школа № 1")
    for phone, place in (
        (vera, "materials:77"),
        (pavel, "materials:77"),
        (pavel, "addmaterials:77"),
    ):
        await phone.press_raw(place)
        assert heard(phone, "Это вам недоступно")


async def test_nobody_has_materials_yet(world: DemoWorld) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await anna.press_raw("mymaterials")
    assert "Пока ничего нет." in anna.last
    assert anna.buttons == ["← Назад", "Меню"]
