"""The clock moved over an event: reminder, check-in, certificate, feedback."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.working_time import WorkingCalendar
from tests.browser.table import Phone, Table
from tests.times import ZONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLE = "Как оценивать проект"
BEGINS = "12:30"
"""No other event of the demo's region begins then."""
WORD = re.compile(r"Кодовое слово:\s*([а-яё]+ \d{3})")


def working_day(today: date) -> date:
    """Not tomorrow yet; on the day before it people may be written to as well."""
    calendar = WorkingCalendar(ZONE)
    day = today + timedelta(days=2)
    while not calendar.is_working(day) or not calendar.is_working(day - timedelta(days=1)):
        day += timedelta(days=1)
    return day


def draw_up(boris: Phone, day: date) -> None:
    boris.say("/events")
    boris.press("Я организатор")
    boris.press("Новое мероприятие")
    boris.sees("Напишите название")
    boris.say(TITLE)
    boris.press("Семинар")
    boris.press("Очно")
    boris.sees("Когда?")
    boris.say(f"{day:%d.%m.%Y} {BEGINS}-14:00")
    boris.sees("Куда приходить?")
    boris.say("Методический кабинет")
    for title in ("Без ограничений", "Дальше", "Открыть запись"):
        boris.press(title)
    boris.sees("Запись открыта.")


def enrol(anna: Phone) -> None:
    anna.begin()
    anna.press("📅 Мероприятия")
    anna.sees(TITLE)
    anna.press_with(BEGINS)
    anna.press("Записаться")
    anna.sees("Вы записаны.")


def say_the_word(boris: Phone) -> str:
    """What the organiser reads out."""
    boris.say("/events")
    boris.press("Я организатор")
    boris.press_with(BEGINS)
    boris.press("Отметки и таблица")
    boris.press("Кодовое слово")
    boris.sees("Скажите его вслух")
    found = WORD.search(boris.card.inner_text())
    assert found
    return found[1]


def arrive(anna: Phone, word: str) -> None:
    anna.press("Открыть")
    anna.press("Я здесь")
    anna.sees("Напишите кодовое слово")
    anna.say(word)
    anna.sees("Отметка о присутствии есть.")
    anna.press("Сертификат")
    expect(anna.messages.filter(has_text="sertifikat").last).to_be_visible()


@pytest.mark.timeout(400)
def test_the_clock_moved_over_an_event(desktop: Table, tmp_path: Path) -> None:
    anna, boris = desktop.phone("Соколова"), desktop.phone("Громов")
    today = datetime.now(ZONE).date()  # noqa: TID251 - the demo's clock begins with the machine's
    day = working_day(today)
    draw_up(boris, day)
    enrol(anna)
    for _ in range((day - today).days - 1):
        desktop.move_time("+1 день")
    desktop.wait_for(anna, f"Уже скоро: {TITLE}", most=24)
    desktop.photograph("rhythm-reminder", tmp_path)
    anna.press("Приду")
    anna.sees("Вы записаны и придёте.")

    desktop.wait_for(anna, f"Через час: {TITLE}", most=30)
    desktop.move_time("+1 час")
    arrive(anna, say_the_word(boris))
    desktop.photograph("rhythm-certificate", tmp_path)

    desktop.wait_for(anna, "Спасибо, что участвовали", most=6)
    for answer in ("Оставить отзыв", "Да", "Да, применю", "В самый раз", "Пропустить"):
        anna.press(answer)
    anna.sees("Спасибо, ваш отзыв сохранён.")
    boris.say("/events")
    boris.press("Я организатор")
    boris.press_with(BEGINS)
    boris.press("Отзывы")
    boris.sees(TITLE)
    desktop.photograph("rhythm-feedback", tmp_path)
