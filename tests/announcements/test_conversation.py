"""An announcement from the first word to everybody's phone, and back again."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.announcements.model import WEEKLY
from core.people import Grant, Role
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


async def test_a_pause_is_kept_until_somebody_goes_on(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    await send(vera)
    clock.wait(minutes=10)
    await world.service.broadcasts.advance()
    await vera.press_raw("pause:1")
    assert "На паузе" in vera.last
    await pass_by(world, clock, minutes=5)
    assert anna.messages == []
    assert any(one.startswith("Объявление № 1 на паузе") for one in vera.messages)

    await vera.press_raw("resume:1")
    await pass_by(world, clock, minutes=1)
    assert TEXT in anna.last


async def test_a_correction_changes_the_message_that_was_delivered(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    await send(vera)
    await pass_by(world, clock, minutes=10)
    await vera.press_raw("correct:1")
    await vera.say("Срок перенесён.")
    await vera.press("Исправить у всех")
    await pass_by(world, clock, seconds=1)

    assert [TEXT in one for one in anna.messages] == [False]
    assert anna.last == "Объявление · Северный район\n\nСрок перенесён."


async def test_who_has_stopped_the_bot_is_counted(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    anna.block()
    await send(vera)
    await pass_by(world, clock, minutes=10)
    await vera.press_raw("announcement:1")

    assert "Получили: 1\nОстановили бота: 1" in vera.last


async def test_files_of_several_messages_go_along_and_are_seen_first(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    await vera.press_raw("announce")
    for name in ("первое.jpg", "второе.jpg"):
        await vera.send_file(name, b"a picture", kind="photo")
    await vera.send_file("карта.docx", b"a file", caption=TEXT)
    assert "photo.jpg, photo.jpg, карта.docx" in vera.last
    await tap(vera, "Дальше", "Дальше", "Посмотреть")
    shown = [one for one in vera.history if one.photo or one.document]
    assert len(shown) == 6  # as they were sent, as others will see them
    await tap(vera, "Когда отправить", "Сейчас", "Отправить")
    await pass_by(world, clock, minutes=10)

    files = [one for one in anna.history if one.photo or one.document]
    assert len(files) == 3
    await anna.press_raw("announcement:1")
    assert TEXT in anna.last
    assert anna.buttons == ["Спросить", "Показать файлы", "Меню"]
    await anna.press("Показать файлы")
    assert sum(1 for one in anna.history if one.photo or one.document) == 6


async def test_several_units_are_asked_in_whose_name(world: DemoWorld, vera: DemoChat) -> None:
    person = world.people["Лебедева Вера"]
    async with world.database.open_work() as work:
        grant = Grant(Role.COORDINATOR, world.units["Школа № 5"])
        await work.roles.grant(person.id, grant, by=None, at=work.now)
    await vera.press_raw("announce")
    assert vera.buttons == ["Северный район", "Школа № 5", "Объявления", "Меню"]
    await vera.press("Школа № 5")
    await vera.say(TEXT)
    await tap(vera, "Дальше", "Дальше")

    assert "Где работают: Школа № 5" in vera.last


async def test_more_than_a_week_should_bring_is_told_before_it_is_sent(
    world: DemoWorld, clock: Clock, vera: DemoChat, anna: DemoChat
) -> None:
    for _ in range(WEEKLY):
        await send(vera)
        await pass_by(world, clock, minutes=10)
    await write(vera)

    assert "в среднем 5." in vera.last
    assert "У 2 человек их уже 5 или больше. Им оно придёт в сводке" in vera.last


async def test_experience_is_told_in_the_profile_by_a_button_or_a_year(
    world: DemoWorld, anna: DemoChat
) -> None:
    await anna.say("/profile")
    assert "Стаж: не указан" in anna.last
    await tap(anna, "Стаж", "3–10 лет")
    assert "Преподаёте с 2020 года" in anna.last
    await anna.press("Стаж")
    assert "✓ 3–10 лет" in anna.buttons
    await anna.say("давно")
    assert any(one.startswith("Нужен год") for one in anna.messages)
    await anna.say("с 2001")
    assert "Преподаёте с 2001 года" in anna.last
