"""Consent before anything is kept; afterwards everything can be seen, taken home and erased."""

import json
from html import unescape

import pytest
from sqlalchemy import select

from bot.messengers.demo.people import DemoChat
from core.people import Role
from storage.base import Base
from storage.work import Database
from tests.walks import QUESTION, agree, answer, ask, phone_of, register, tap
from tests.world import DemoWorld

NUMBER, NAME = 500700, "Анна Несоглашева"


async def everything(database: Database) -> str:
    """Every value of every table."""
    values: list[object] = []
    async with database.reader.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in await connection.execute(select(table)):
                values.extend(row)
    return "\n".join(json.dumps(value, ensure_ascii=False, default=str) for value in values)


@pytest.fixture
def stranger(world: DemoWorld) -> DemoChat:
    return world.new_phone(NUMBER, NAME)


@pytest.fixture
def anna(world: DemoWorld) -> DemoChat:
    return world.new_phone(500, "Анна Соколова")


async def test_nothing_is_kept_of_a_stranger(world: DemoWorld, stranger: DemoChat) -> None:
    await stranger.say("/start")
    await stranger.say("Мне нужен методист Несоглашева")
    await tap(stranger, "Прочитать полностью", "Не сейчас")
    await stranger.send_file("Несоглашева.docx", b"a file")
    for data in ("consultation:1", "menu", "ask", "draft\x1dsend", "profile"):
        await stranger.press_raw(data)
    for command in ("/menu", "/privacy", "/ask", "/foo", "/start forged"):
        await stranger.say(command)
    await world.post()

    kept = await everything(world.database)
    assert str(NUMBER) not in kept
    assert "Несоглашев" not in kept
    assert await world.joined(NUMBER) is None


async def test_the_test_above_would_see_a_row(world: DemoWorld, stranger: DemoChat) -> None:
    await agree(stranger)
    await stranger.press(NAME)

    assert str(NUMBER) in await everything(world.database)
    assert NAME in await everything(world.database)


async def test_a_stranger_always_sees_what_would_be_kept(stranger: DemoChat) -> None:
    await stranger.say("привет")
    assert stranger.last.startswith("Сначала нужно ваше согласие: без него мы не храним ничего")
    assert stranger.buttons == [
        "Согласен(на)",
        "Прочитать полностью",
        "У меня уже есть профиль",
        "Не сейчас",
    ]

    await stranger.press("Прочитать полностью")
    assert "Согласие на обработку персональных данных\nРедакция 2026-11" in stranger.last
    await stranger.press("Не сейчас")
    assert stranger.last == (
        "Хорошо. Мы ничего о вас не сохранили. Если передумаете, нажмите «Согласен(на)» или "
        "отправьте /start."
    )
    await stranger.press("Согласен(на)")
    assert stranger.messages[-2] == "Спасибо. Согласие записано, редакция 2026-11."


async def test_the_consent_is_shown_with_its_text(anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/privacy")
    assert "Согласие: редакция 2026-11, пн, 7 сентября, 12:00, демонстрация." in anna.last
    await anna.press("Прочитать полностью")
    assert anna.last.startswith("Согласие на обработку персональных данных\nРедакция 2026-11")
    await anna.press("← Назад")
    assert anna.last.startswith("Мои данные")


async def test_a_copy_is_two_files_with_the_persons_words(
    world: DemoWorld, anna: DemoChat
) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await register(anna)
    await ask(anna)
    await world.post()
    await answer(boris, "Секрет методиста")
    await anna.say("/privacy")
    await anna.press("Получить копию")
    page, data = files(world, anna)

    assert QUESTION in json.dumps(json.loads(data), ensure_ascii=False)
    assert "Анна Соколова" in data
    assert QUESTION not in page
    assert QUESTION in unescape(page)
    assert "<script" not in page
    assert page.startswith("<!doctype html>")
    assert anna.last == (
        "Отправили два файла. Первый можно просто открыть и прочитать, второй нужен для программ."
    )


def files(world: DemoWorld, phone: DemoChat) -> list[str]:
    """What the bot has sent, as text, by the order it came."""
    sent = [
        message.document.file_id
        for message in phone.history
        if message.document and message.from_user and message.from_user.is_bot
    ]
    return [world.chats.file(one).data.decode() for one in sent]  # type: ignore[union-attr]  # sent a moment ago


async def test_the_forgotten_are_unknown(world: DemoWorld, anna: DemoChat) -> None:
    await register(anna)
    await ask(anna)
    await anna.say("/privacy")
    await anna.press("Отозвать согласие")
    assert "Вернуть удалённое нельзя" in anna.last
    await anna.press("Удалить мои данные")
    assert anna.last.startswith("Согласие отозвано, данные удалены.\nАкт № 1, пн, 7 сентября")
    left = await everything(world.database)

    assert await world.joined(500) is None
    assert "Анна Соколова" not in left
    assert "проект" not in left
    await anna.say("/menu")
    assert anna.last.startswith("Сначала нужно ваше согласие")


async def test_erasing_is_asked_about_first(world: DemoWorld, anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/privacy")
    await tap(anna, "Отозвать согласие", "← Назад")

    assert anna.last.startswith("Мои данные")
    assert await world.joined(500) is not None


async def test_buttons_of_before_the_erasure_lead_to_the_consent(
    world: DemoWorld, anna: DemoChat
) -> None:
    await register(anna)
    await ask(anna)
    old = anna.history[-1]
    await anna.say("/privacy")
    await tap(anna, "Отозвать согласие", "Удалить мои данные")
    for title in ("Открыть", "Мои обращения", "Меню"):
        before = len(anna.messages)
        await anna.press_on(old, title)

        assert anna.last.startswith("Сначала нужно ваше согласие")
        assert len(anna.messages) == before + 1


async def test_a_methodist_with_the_card_open_gets_words(world: DemoWorld, anna: DemoChat) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await register(anna)
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("По критериям.")
    await anna.say("/privacy")
    await tap(anna, "Отозвать согласие", "Удалить мои данные")
    await boris.press("Отправить")
    refusals = ("Этого больше нет", "Это обращение уже закрыто")
    assert any(said.startswith(refusals) for said in boris.messages)

    await boris.press("Открыть")
    assert boris.buttons
    await boris.say("/menu")
    assert "📥 Обращения" in boris.buttons
    assert not any("У нас не получилось" in message for message in boris.messages)
    assert not any("Соколова" in screen for screen in boris.messages[1:])


async def test_the_forgotten_may_come_again(anna: DemoChat) -> None:
    await register(anna)
    await anna.say("/privacy")
    await tap(anna, "Отозвать согласие", "Удалить мои данные")
    await register(anna)

    assert anna.last.startswith("Готово, Анна Соколова.")


async def test_a_methodist_who_is_forgotten_loses_nobodys_question(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR)
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna)
    await world.post()
    await answer(boris)
    await boris.say("/privacy")
    await tap(boris, "Отозвать согласие", "Удалить мои данные")
    await anna.press_raw("consultation:1")

    assert "Человек, который удалил свои данные, пн, 7 сентября" in anna.last
    await vera.press_raw("unowned")
    assert "№ 1" in vera.buttons
