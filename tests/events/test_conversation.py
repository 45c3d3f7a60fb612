"""Teachers find an event, take a seat, wait for one, are offered one and give it back."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.events.model import Event, Form, Level
from core.people import Role
from tests.events.holding import held
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

BEGINS = "чт, 17 сентября, 12:00"


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def olga(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Белова Ольга")


@pytest.fixture
async def seminar(world: DemoWorld) -> Event:
    """One seat, to whoever comes first."""
    await phone_of(world, "Громов Борис", Role.METHODIST)
    return await held(world, world.people["Громов Борис"].id, seats_room=1)


async def test_a_seat_is_taken_and_given_back_with_a_tap_each(
    anna: DemoChat, seminar: Event
) -> None:
    await anna.say("/events")
    await tap(anna, f"1. {BEGINS}", "Записаться")
    assert "Вы записаны." in anna.last
    assert [one.document.file_name for one in anna.history if one.document] == [
        "meropriyatie-1.ics"
    ]
    await anna.press("Отменить запись")
    assert "Вы не записаны." in anna.last
    assert "Записаться" in anna.buttons


async def test_the_offer_of_a_seat_is_answered_from_the_letter(
    world: DemoWorld, anna: DemoChat, olga: DemoChat, seminar: Event
) -> None:
    await anna.press_raw("event:1")
    await anna.press("Записаться")
    await olga.press_raw("event:1")
    await olga.press("В лист ожидания")
    assert "Вы в листе ожидания, номер 1." in olga.last
    await anna.press_raw("event:1")
    await anna.press("Отменить запись")
    assert anna.last.startswith("Освободить место?")
    await anna.press("Да, освободить")
    await world.post()
    assert olga.last.startswith("Для вас есть место: Семинар по проектам")
    await olga.press("Занять место")
    assert "Вы записаны." in olga.last
    assert "свободно 0, всего 1" in olga.last


async def test_an_old_offer_says_that_it_is_over(
    world: DemoWorld, anna: DemoChat, olga: DemoChat, seminar: Event, clock: Clock
) -> None:
    for phone, button in ((anna, "Записаться"), (olga, "В лист ожидания")):
        await phone.press_raw("event:1")
        await phone.press(button)
    await anna.press_raw("event:1")
    await tap(anna, "Отменить запись", "Да, освободить")
    await world.post()
    clock.wait(days=2)
    await world.service.reminders.put_due()
    await world.post()
    assert olga.last.startswith("Время на ответ вышло")
    await olga.press_raw("takeseat:1")
    assert any("Это место уже предложено следующему" in (one.text or "") for one in olga.history)


async def test_the_day_before_one_says_whether_one_comes(
    world: DemoWorld, anna: DemoChat, olga: DemoChat, seminar: Event, clock: Clock
) -> None:
    for phone, button in ((anna, "Записаться"), (olga, "В лист ожидания")):
        await phone.press_raw("event:1")
        await phone.press(button)
    clock.wait(days=9, hours=1)
    await world.service.reminders.put_due()
    await world.post()
    assert anna.last.startswith("Уже скоро: Семинар по проектам")
    await anna.press("Приду")
    assert "Вы записаны и придёте." in anna.last
    await anna.press_raw("notcome:1")
    await anna.press("Да, освободить")
    await world.post()
    assert olga.last.startswith("Для вас есть место")


async def test_the_calendar_shows_what_is_asked_for(
    world: DemoWorld, anna: DemoChat, seminar: Event
) -> None:
    boris = world.people["Громов Борис"].id
    physics = 5
    await held(world, boris, title="Опыты", subjects=(physics,), level=Level.SCHOOL)
    await held(world, boris, title="Вебинар", form=Form.ONLINE, place="", over="край")
    await anna.say("/events")
    assert "Вебинар" in anna.last
    assert "Опыты" not in anna.last
    await anna.press("Все предметы")
    assert "Опыты" in anna.last
    await tap(anna, "Уровень", "Школьный")
    assert "Опыты" in anna.last
    assert "Вебинар" not in anna.last
    await tap(anna, "Уровень", "Не важно", "Форма", "Онлайн")
    assert "Вебинар" in anna.last
    assert "Опыты" not in anna.last
    await tap(anna, "Месяц", "октябрь 2026")
    assert "Пока ничего не запланировано" in anna.last


async def test_more_than_a_page_is_turned(
    world: DemoWorld, anna: DemoChat, seminar: Event
) -> None:
    for number in range(7):
        await held(world, world.people["Громов Борис"].id, title=f"Круглый стол {number}")
    await anna.say("/events")
    assert "1/2" in anna.buttons
    await anna.press("›")
    assert "Круглый стол 6" in anna.last
    await tap(anna, f"2. {BEGINS}", "Записаться", "← Назад", "Мои мероприятия (1)")
    assert "Впереди: 1" in anna.last
    assert "Круглый стол 6" in anna.last


async def test_an_event_of_another_district_is_refused(world: DemoWorld, seminar: Event) -> None:
    async with world.database.open_work() as work:
        far = await work.units.add(name="Дальний район", level="район", parent=world.units["край"])
        world.units["дальний"] = far
    galya = await phone_of(world, "Галкина Галина", at="дальний")
    for place in ("event:1", "takeseat:1", "giveseat:1", "come:1", "notcome:1"):
        await galya.press_raw(place)
        assert "Это вам недоступно" in galya.last


async def test_the_address_of_ones_calendar_is_given_and_taken_back(
    world: DemoWorld, anna: DemoChat
) -> None:
    await anna.press_raw("myevents")
    assert "Календарь на телефоне" not in anna.buttons, "nobody finds the service on the web"
    world.service.dispatcher["site"] = "https://opora.example.ru"
    await anna.press_raw("myevents")
    await tap(anna, "Календарь на телефоне", "Получить новый адрес")
    assert "https://opora.example.ru/calendar/" in anna.messages[-2]
    assert anna.last.startswith("Подписка включена")
    await anna.press("Отключить подписку")
    assert anna.last.startswith("Добавьте один раз личный адрес")
    assert "Отключить подписку" not in anna.buttons
