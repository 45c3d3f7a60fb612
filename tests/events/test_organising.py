"""Organisers draw an event up, open it, change it, look who comes and call it off."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.events.holding import held
from tests.walks import phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def compose(phone: DemoChat) -> None:
    """As far as the preview."""
    await phone.say("/events")
    await tap(phone, "Я организатор", "Новое мероприятие")
    await phone.say("Семинар по проектам")
    await tap(phone, "Семинар", "Очно и онлайн")
    await phone.say("17 сентября 15:00-16:30")
    await phone.say("Школа № 5, актовый зал")
    await phone.press("Ссылка будет позже")
    await phone.say("1")
    await phone.press("Без ограничений")
    await tap(phone, "Математика", "Дальше")


async def test_an_event_is_drawn_up_opened_changed_and_called_off(
    world: DemoWorld, boris: DemoChat, anna: DemoChat
) -> None:
    await compose(boris)
    assert "Для кого: Северный район, Математика" in boris.last
    assert "чт, 17 сентября, 15:00–16:30" in boris.last
    await boris.press("Открыть запись")
    assert boris.last.startswith("Запись открыта.")

    await anna.say("/events")
    await tap(anna, "1. чт, 17 сентября, 15:00", "Записаться онлайн")
    assert "Вы записаны, онлайн." in anna.last

    await tap(boris, "Открыть", "Кто записан")
    assert "Соколова Анна, Школа № 5: онлайн" in boris.last
    await tap(boris, "← Назад", "Изменить или отменить", "Ссылка")
    await boris.say("https://meet.example.ru/1")
    await boris.press("Время")
    await boris.say("18 сентября 15:00-16:30")
    await boris.press("Сохранить")
    assert "узнают, что изменилось" in boris.last
    await world.post()
    assert "Время: пт, 18 сентября, 15:00–16:30" in anna.last
    assert "Ссылка: https://meet.example.ru/1" in anna.last

    await tap(boris, "Открыть", "Изменить или отменить", "Отменить мероприятие")
    await boris.say("Заболел ведущий")
    assert boris.last.startswith("Мероприятие отменено.")
    await world.post()
    assert "Причина: Заболел ведущий" in anna.last
    await tap(anna, "Открыть", "Файл для календаря")
    assert "Мероприятие отменено." in anna.last


async def test_a_draft_is_seen_by_nobody_until_it_is_opened(
    boris: DemoChat, anna: DemoChat
) -> None:
    await compose(boris)
    await boris.press("Сохранить черновик")
    await anna.press_raw("event:1")
    assert "Это вам недоступно" in anna.last
    await tap(boris, "Открыть", "Открыть запись")
    await anna.press_raw("event:1")
    assert "Семинар по проектам" in anna.last


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("когда-нибудь", "Не получилось понять «когда-нибудь»"),
        ("15:00-16:00", "Напишите и день"),
        ("17 сентября", "Напишите и час"),
        ("17 сентября 15:00", "Напишите и окончание"),
        ("17 сентября 16:00-15:00", "Окончание раньше начала"),
        ("7 сентября 2025 10:00-11:00", "Это время уже прошло"),
        ("17 сентября 2029 10:00-11:00", "Так далеко планировать нельзя"),
        ("10 октября 10:00\n9 октября 10:00", "Окончание должно быть позже начала"),
        ("<b>", "Не получилось понять «<b>»"),
    ],
)
async def test_times_that_cannot_be_meant_are_explained(
    boris: DemoChat, words: str, said: str
) -> None:
    await boris.press_raw("newevent")
    await boris.say("Семинар")
    await tap(boris, "Семинар", "Очно")
    await boris.say(words)
    assert any(said in (one.text or "") for one in boris.history)
    await boris.say("17 сентября 15:00\n19 сентября 17:00")
    assert "Куда приходить?" in boris.last


@pytest.mark.parametrize("words", ["много", "0", "-1", "1000000", "3,5", "²"])
async def test_seats_are_a_number(boris: DemoChat, words: str) -> None:
    await compose(boris)
    await boris.press("Мест очно")
    await boris.say(words)
    assert any("Напишите число мест цифрами" in (one.text or "") for one in boris.history)


async def test_the_same_teachers_on_the_same_day_are_warned_of(
    world: DemoWorld, boris: DemoChat
) -> None:
    await held(world, world.people["Громов Борис"].id, title="Круглый стол")
    await compose(boris)
    assert "В этот день уже есть: «Круглый стол»" in boris.last


async def test_a_half_written_event_waits_in_the_menu(boris: DemoChat) -> None:
    await boris.press_raw("newevent")
    await boris.say("Семинар")
    await boris.say("/menu")
    await tap(boris, "✏️ Закончить мероприятие")
    assert "Напишите название" in boris.last


async def test_a_change_that_was_not_saved_waits_too(world: DemoWorld, boris: DemoChat) -> None:
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("editevent:1")
    await boris.press("Название")
    await boris.say("Другое")
    await boris.say("/menu")
    await tap(boris, "✏️ Закончить мероприятие", "Сохранить", "Открыть")
    assert "Другое" in boris.last
    await boris.say("/menu")
    assert "✏️ Закончить мероприятие" not in boris.buttons


async def test_another_form_asks_for_a_place(world: DemoWorld, boris: DemoChat) -> None:
    await compose(boris)
    await tap(boris, "Форма", "Онлайн")
    assert "Мест очно" not in boris.buttons
    await tap(boris, "Открыть запись", "Открыть")
    assert "Где:" not in boris.last


async def test_whoever_saves_over_anothers_change_is_told(
    world: DemoWorld, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Орлова Вера", Role.COORDINATOR)
    await held(world, world.people["Громов Борис"].id)
    for phone, title in ((vera, "Первое"), (boris, "Второе")):
        await phone.press_raw("editevent:1")
        await phone.press("Название")
        await phone.say(title)
    await vera.press("Сохранить")
    await boris.press("Сохранить")
    assert any("изменил кто-то ещё" in (one.text or "") for one in boris.history)
    await boris.press_raw("event:1")
    assert "Первое" in boris.last
