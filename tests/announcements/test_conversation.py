"""An announcement from the first word to everybody's phone, and back again."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

TEXT = "Просим заполнить карту школы до пятницы."


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def write(phone: DemoChat, text: str = TEXT) -> None:
    """As far as the choice of its readers."""
    await phone.say("/menu")
    await phone.press("📢 Объявление")
    await phone.say(text)
    await tap(phone, "Дальше", "Дальше")


async def send(phone: DemoChat, text: str = TEXT) -> None:
    await write(phone, text)
    await tap(phone, "Посмотреть", "Когда отправить", "Сейчас", "Отправить")


async def pass_by(world: DemoWorld, clock: Clock, **how_long: float) -> None:
    """Time passes, and the service does what is due."""
    clock.wait(**how_long)
    await world.service.broadcasts.advance()
    await world.post()
    clock.wait(seconds=6)
    await world.service.broadcasts.advance()
    await world.post()


async def test_it_reaches_everybody_of_the_district_after_ten_minutes(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    await send(vera)
    assert vera.last.startswith("Объявление № 1 уйдёт пн, 7 сентября, 12:10.")
    await pass_by(world, clock, minutes=9)
    assert anna.messages == []
    await pass_by(world, clock, minutes=1)

    assert anna.last == f"Объявление · Северный район\n\n{TEXT}"
    assert anna.buttons == ["Спросить"]
    assert any(one.startswith("Объявление № 1 отправлено") for one in vera.messages)
