"""«Уведомления»: one card, two taps a change, and every change said in the card."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.preferences.model import Preferences
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    anna = await phone_of(world, "Соколова Анна")
    await anna.say("/profile")
    await anna.press("Уведомления")
    return anna


async def test_the_card_says_how_it_is(anna: DemoChat) -> None:
    """Monday noon in Moscow."""
    assert anna.last.startswith(
        "Уведомления\n\n"
        "Ответы и вопросы людей: сразу, в любое время\n"
        "Напоминания: сразу\n"
        "Объявления: сразу\n"
        "Сводка: в неё ничего не входит\n"
        "Не беспокоить: выключено\n"
        "Часовой пояс: МСК, сейчас 12:00, как у вашей организации\n"
    )
    assert anna.buttons == [
        "Напоминания",
        "Объявления",
        "Час сводки",
        "Не беспокоить",
        "Часовой пояс",
        "← Назад",
        "Меню",
    ]


async def test_a_kind_is_put_into_the_digest_and_switched_off(anna: DemoChat) -> None:
    await anna.press("Объявления")
    assert anna.buttons[:3] == ["✓ Сразу", "Раз в день, сводкой", "Не присылать"]
    await anna.press("Раз в день, сводкой")
    assert anna.last.startswith("Сохранено. Объявления: раз в день, сводкой.\n\nУведомления")
    assert "Сводка: по рабочим дням в 17:00" in anna.last
    await tap(anna, "Напоминания", "Не присылать")
    assert anna.last.startswith("Сохранено. Напоминания: не приходят.")
    assert "Объявления: раз в день, сводкой\n" in anna.last


async def test_the_hour_of_the_digest(anna: DemoChat) -> None:
    await tap(anna, "Час сводки", "12:00")
    assert anna.last.startswith("Сохранено. Час сводки: 12:00. Чтобы в сводку что-нибудь вошло,")
    await tap(anna, "Напоминания", "Раз в день, сводкой", "Час сводки")
    assert "✓ 12:00" in anna.buttons
    await anna.press("18:00")
    assert anna.last.startswith("Сохранено. Час сводки: 18:00.\n\nУведомления")


async def test_left_in_peace_for_a_week_and_again_written_to(anna: DemoChat) -> None:
    await anna.press("Не беспокоить")
    assert anna.buttons == ["Неделю", "Две недели", "Месяц", "← Назад", "Меню"]
    await anna.press("Неделю")
    assert anna.last.startswith("Сохранено. Не беспокоим до вт, 15 сентября, 08:00.")
    await anna.press("Не беспокоить")
    assert "Сейчас они ждут до вт, 15 сентября, 08:00." in anna.last
    await anna.press("Выключить")
    assert anna.last.startswith("Сохранено. Напоминания и объявления снова приходят.")
    assert "Не беспокоить: выключено" in anna.last


async def test_a_zone_is_found_by_the_clock_on_the_wall(anna: DemoChat) -> None:
    await anna.press("Часовой пояс")
    assert anna.buttons[:4] == ["МСК−1, 11:00", "МСК, 12:00", "МСК+1, 13:00", "МСК+2, 14:00"]
    assert "Как у организации" not in anna.buttons
    await tap(anna, "›", "МСК+9, 21:00")
    assert anna.last.startswith("Сохранено. Часовой пояс: МСК+9, сейчас 21:00.")
    await tap(anna, "Не беспокоить", "Две недели")
    assert "Не беспокоим до вт, 22 сентября, 08:00." in anna.last
    await tap(anna, "Часовой пояс", "Как у организации")
    assert anna.last.startswith("Сохранено. Часовой пояс: МСК, сейчас 12:00.")


async def test_the_zone_of_the_unit_is_called_by_its_distance_from_moscow(
    world: DemoWorld,
) -> None:
    async with world.database.open_work() as work:
        unit = await work.units.add(
            name="Школа в Дели", level="школа", parent=None, zone="Asia/Kolkata"
        )
    world.units["Школа в Дели"] = unit
    anna = await phone_of(world, "Соколова Анна", at="Школа в Дели")
    await anna.press_raw("preferences")

    assert "Часовой пояс: МСК+2:30, сейчас 14:30, как у вашей организации" in anna.last


async def test_a_change_is_said_once(anna: DemoChat) -> None:
    await tap(anna, "Напоминания", "Не присылать", "Объявления", "← Назад")

    assert anna.last.startswith("Уведомления")
    await tap(anna, "← Назад", "Меню")


async def test_an_old_button_changes_nothing_and_shows_what_is_now(
    world: DemoWorld, anna: DemoChat, clock: Clock
) -> None:
    """Pressed in a digest of last year."""
    await tap(anna, "Час сводки", "12:00")
    clock.wait(days=365)
    await anna.press_raw("preferences")

    assert "Час сводки" in anna.buttons
    person = world.people["Соколова Анна"].id
    async with world.database.open_view() as work:
        assert await work.preferences.of(person) == Preferences(digest_hour=12)
