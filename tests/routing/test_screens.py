"""Rules in the messenger, as a coordinator and a methodist read them."""

import pytest

from core.people import Role
from tests.test_golden import Transcript
from tests.walks import phone_of, tap
from tests.world import DemoWorld


async def test_what_routes_look_like(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    vera = Transcript(
        world, await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    )
    await vera.say("/menu")
    await vera.press("⚙️ Управление", "Маршруты", "Сроки ответа", "Добавить срок")
    await vera.press("Северный район", "Северный район", "Аттестация")
    await vera.say("две недели")
    await vera.say("25")
    await vera.press("5", "1", "Другой срок", "10", "1", "Убрать, пусть как выше", "← Назад")
    await vera.press("Опорные школы", "Добавить школу", "Северный район", "Северный район")
    await vera.press("Северный район", "Школа № 1", "Математика", "1", "Убрать из опорных")
    await vera.press("← Назад", "Методисты", "Громов Борис", "Доля: 100 %", "50 %")
    await vera.press("Предел: 10")
    await vera.say("7")
    vera.compare("routes")

    own = Transcript(world, boris)
    await own.say("/menu")
    await own.press("🛠 Рабочее место", "Рабочие дни", "✓ пн", "✓ вт", "✓ ср", "✓ чт", "✓ пт")
    await own.press("Сохранить", "сб", "Сохранить")
    own.compare("workdays")


@pytest.mark.parametrize("words", ["", "много", "-5", "5.5", "9" * 400, "<b>5</b>", "🙂"])
async def test_what_is_no_number_is_explained_and_the_form_goes_on(
    world: DemoWorld, words: str
) -> None:
    await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")
    await vera.press_raw("methodists")
    await tap(vera, "Громов Борис", "Предел: 10")
    await vera.say(words)
    await vera.say(" 12 ")

    assert "Предел: 12" in vera.last
