"""The main job in a real browser: somebody registers, asks, is answered and says so."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Running
from tests.browser.table import Phone, Table

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION = "Как оценивать проект, если его делали вчетвером?"
OVER_A_WEEKEND = 100
"""Hours until half of two working days is over."""
ANSWER = "Оцените вклад каждого по листу наблюдений, а результат — один на группу."


def give_consent(phone: Phone, name: str) -> None:
    phone.begin()
    phone.sees("помощник методической службы")
    phone.press("Согласен(на)")
    phone.sees("Как вас зовут?")
    phone.say(name)
    phone.sees("Где вы работаете?")
    phone.say("школа 5")
    phone.offers("Школа № 5, пос. Сосновый")


def describe_work(phone: Phone) -> None:
    phone.press("Школа № 5, пос. Сосновый")
    phone.sees("Кем вы работаете?")
    phone.press("Учитель")
    phone.sees("Что вы ведёте?")
    phone.press("Математика")
    phone.sees("Выбрано: Математика.")
    phone.press("Готово")


def ask(phone: Phone, question: str) -> None:
    """From the choice of a topic to a question that is sent."""
    put(phone, question)
    phone.sees("отправлен. Отвечает Громов Борис Ильич")


def ask_all_the_same(phone: Phone, question: str) -> None:
    """The same past a published answer that might fit."""
    put(phone, question)
    phone.sees("Возможно, ответ уже есть")
    phone.press("Всё равно спросить")
    phone.sees("отправлен. Отвечает Громов Борис Ильич")


def put(phone: Phone, question: str) -> None:
    phone.sees("О чём вопрос?")
    phone.press("Урок и оценивание")
    phone.sees("Опишите, что случилось")
    phone.say(question)
    phone.sees("Пока не нажато «Отправить»")
    phone.press("Отправить")


def answer(phone: Phone, text: str) -> None:
    phone.press("Ответить")
    phone.sees("Напишите ответ на вопрос № 1")
    phone.say(text)
    phone.sees("Ваш ответ на вопрос № 1")
    phone.press("Отправить")
    phone.sees("Ответ на вопрос № 1 отправлен")


def test_a_newcomer_asks_and_a_methodist_answers(desktop: Table) -> None:
    alina, boris = desktop.newcomer(), desktop.phone("Громов")

    give_consent(alina, "Петрова Алина Сергеевна")
    describe_work(alina)
    alina.sees("Готово, Петрова Алина Сергеевна.")
    alina.press("💬 Консультация")
    ask_all_the_same(alina, QUESTION)

    boris.sees(QUESTION)
    boris.sees("Петрова Алина Сергеевна, Школа № 5, пос. Сосновый")
    answer(boris, ANSWER)

    alina.sees(ANSWER)
    alina.press("Вопрос решён")
    alina.press("Да, закрыть")
    alina.sees("Помог ли ответ?")
    alina.press("Помогло полностью")
    alina.sees("Рады, что помогло")
    boris.sees("помогло полностью")


def test_the_clock_brings_the_reminder(desktop: Table, tmp_path: Path) -> None:
    anna, boris = desktop.phone("Соколова"), desktop.phone("Громов")
    anna.begin()
    anna.press("💬 Консультация")
    ask_all_the_same(anna, QUESTION)
    boris.sees(QUESTION)
    answer(boris, ANSWER)
    anna.sees(ANSWER)
    desktop.phone("Лебедева").press("Меню")
    desktop.phone("Лебедева").sees("чем помочь?")
    desktop.photograph("desktop", tmp_path)

    anna.say("/ask")
    ask(anna, "С чего начать подготовку к ОГЭ в сентябре?")
    boris.sees("Новый вопрос № 2")
    before = desktop.today
    desktop.move_clock("+1 день")
    expect(desktop.page.locator("#clock-date")).not_to_have_text(before)

    desktop.wait_for(boris, "Вопрос № 2 ждёт ответа", most=OVER_A_WEEKEND)


def test_the_same_on_a_page_as_narrow_as_a_phone(mobile: Table, tmp_path: Path) -> None:
    alina = mobile.newcomer()

    give_consent(alina, "Петрова Алина Сергеевна")
    mobile.photograph("registration", tmp_path)
    describe_work(alina)
    alina.press("💬 Консультация")
    ask_all_the_same(alina, QUESTION)
    expect(mobile.tab("Громов")).to_contain_text("1")
    boris = mobile.take("Громов")
    boris.sees(QUESTION)
    answer(boris, ANSWER)
    mobile.take("Алина")
    alina.sees(ANSWER)

    mobile.photograph("phone", tmp_path)
    assert not mobile.sticks_out


def test_a_message_is_changed_and_the_other_side_sees_it(desktop: Table) -> None:
    anna, boris = desktop.phone("Соколова"), desktop.phone("Громов")
    anna.begin()
    anna.press("💬 Консультация")
    ask_all_the_same(anna, QUESTION)
    boris.sees(QUESTION)

    anna.edit("Как оценивать проект, если его делали втроём?", instead_of=QUESTION)
    anna.sees("Исправление передано")
    boris.sees("делали втроём?")


def test_it_stops_in_good_order_with_the_page_open(desktop: Table, service: Running) -> None:
    desktop.phone("Соколова").begin()
    desktop.phone("Соколова").sees("чем помочь?")

    assert service.stop() == 0
    expect(desktop.page.locator("#offline")).to_be_visible()
