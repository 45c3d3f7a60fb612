"""Absences in the messenger: typed, looked over, noted, passed on and ended."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import ask, phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


async def test_what_an_absence_looks_like_from_both_sides(
    world: DemoWorld, clock: Clock, boris: DemoChat
) -> None:
    await ask(await phone_of(world, "Соколова Анна"))
    await world.post()
    vera = await phone_of(world, "Белова Вера", Role.METHODIST, at="Школа № 1")
    both = Transcript(world, boris, "Борис ")
    stands_in = Transcript(world, vera, "Вера ", lines=both.lines)
    await both.say("/menu")
    await both.press("🛠 Рабочее место", "Отсутствие", "Отметить дни")
    await both.say("на той неделе")
    await both.say("с 1 по 4 сентября")
    await both.say("с 7 по 18 сентября")
    await both.press("Белова Вера", "Отметить")
    await stands_in.hear()
    await both.press("Передать вопросы (1)", "Передать")
    await stands_in.hear()
    await both.press("К списку")
    clock.wait(days=3)
    await both.press("7–18 сентября", "Закончить раньше", "Закончить", "К списку")
    await stands_in.hear()
    both.compare("absence")


async def test_a_coordinator_notes_the_absence_of_whoever_is_ill(
    world: DemoWorld, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    await vera.say("/menu")
    await tap(vera, "⚙️ Управление", "Методисты", "Громов Борис", "Отсутствие", "Отметить дни")
    await vera.say("7-9 сентября")
    assert "Выбрать некого" in vera.last
    await tap(vera, "Без заместителя", "Отметить")
    await world.post()
    assert boris.last.startswith("Координатор отметил, что вас не будет.")
    await tap(vera, "К списку", "← Назад")
    assert "Отсутствие: 7–9 сентября 2026." in vera.last
    await tap(boris, "Отсутствие", "7–9 сентября", "Закончить раньше", "Закончить")
    await tap(vera, "Отсутствие")
    assert "Пока ничего не отмечено." in vera.last


async def test_days_that_are_noted_already_are_not_noted_twice(
    boris: DemoChat,
) -> None:
    for _ in range(2):
        await boris.press_raw("absences")
        await boris.press("Отметить дни")
        await boris.say("14 сентября")
        await tap(boris, "Без заместителя", "Отметить")
    assert any("уже отмечено" in one for one in boris.messages)


@pytest.mark.parametrize("words", ["", "никогда", "<b>7</b>", "99 декабря", "🙂" * 500])
async def test_nonsense_is_explained_and_the_form_goes_on(boris: DemoChat, words: str) -> None:
    await boris.press_raw("absences")
    await boris.press("Отметить дни")
    await boris.say(words)
    assert "Отметить" not in boris.buttons
    await boris.say("14.09")
    await tap(boris, "Без заместителя", "Отметить")
    assert boris.last.startswith("Отмечено: 14 сентября 2026.")
