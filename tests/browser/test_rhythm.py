"""The clock moved over an event: reminder, check-in, certificate, feedback."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.table import Phone, Table

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLE = "Проекты на уроке математики"
WORD = re.compile(r"Кодовое слово:\s*([а-яё]+ \d{3})")
SECOND = 2
"""Its place among the events of the demo's region."""


def enrol(anna: Phone) -> None:
    anna.begin()
    anna.press("📅 Мероприятия")
    anna.sees(TITLE)
    anna.press_number(SECOND)
    anna.press("Записаться")
    anna.sees("Вы записаны.")


def say_the_word(boris: Phone) -> str:
    """What the organiser reads out."""
    boris.say("/events")
    boris.press("Я организатор")
    boris.press_number(SECOND)
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


@pytest.mark.timeout(300)
def test_the_clock_moved_over_an_event(desktop: Table, tmp_path: Path) -> None:
    anna, boris = desktop.phone("Соколова"), desktop.phone("Громов")
    enrol(anna)
    desktop.wait_for(anna, f"Уже скоро: {TITLE}", most=80)
    desktop.photograph("rhythm-reminder", tmp_path)
    anna.press("Приду")
    anna.sees("Вы записаны и придёте.")

    desktop.wait_for(anna, f"Через час: {TITLE}", most=30)
    desktop.move_an_hour()
    arrive(anna, say_the_word(boris))
    desktop.photograph("rhythm-certificate", tmp_path)

    desktop.wait_for(anna, "Спасибо, что участвовали", most=24)
    for answer in ("Оставить отзыв", "Да", "Да, применю", "В самый раз", "Пропустить"):
        anna.press(answer)
    anna.sees("Спасибо, ваш отзыв сохранён.")
    boris.press("Меню")
    desktop.photograph("rhythm-feedback", tmp_path)
