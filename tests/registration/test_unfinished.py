"""Between consent and the last field: nothing else is open but the way on and the way out."""

from tests.world import DemoWorld


async def test_whoever_has_not_finished_may_see_their_data_and_withdraw(world: DemoWorld) -> None:
    phone = world.new_phone(500, "Анна Соколова")
    await phone.say("/start")
    await phone.press("Согласен(на)")

    await phone.say("/privacy")
    assert phone.last.startswith("Мои данные")
    await phone.press("Отозвать согласие")
    await phone.press("Удалить мои данные")

    assert "Согласие отозвано" in phone.last
    assert await world.joined(500) is None


async def test_words_that_come_too_early_lead_back_to_the_step(world: DemoWorld) -> None:
    phone = world.new_phone(500, "Анна Соколова")
    await phone.say("/start AAAAAAAAAAAAAAAAAAAAAA")
    await phone.press("Согласен(на)")

    await phone.say("привет")

    assert phone.messages[-2] == "Сначала закончите регистрацию, осталось немного."
    await phone.press("Дальше")
    assert phone.last.startswith("Шаг 1 из 4")


async def test_whatever_else_is_pressed_leads_back_to_the_step(world: DemoWorld) -> None:
    phone = world.new_phone(500, "Анна Соколова")
    await phone.say("/start")
    await phone.press("Согласен(на)")

    for place in ("menu", "ask", "manage", "consultation:1"):
        await phone.press_raw(place)
        assert phone.last.startswith("Шаг 1 из 4")
