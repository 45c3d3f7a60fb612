"""What is half written is never lost."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from storage.work import Database
from tests.times import Clock
from tests.walks import QUESTION, answer, ask, begin, phone_of
from tests.world import DemoWorld, demo_world


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


async def test_a_question_survives_a_restart(
    world: DemoWorld, anna: DemoChat, database: Database, clock: Clock
) -> None:
    await begin(anna)
    again = demo_world(database, clock, chats=world.chats)
    anna = again.new_phone(anna.external, "Соколова Анна")
    await anna.say("И ещё одно.")
    assert f"Ваш вопрос:\n{QUESTION}\nИ ещё одно." in anna.last

    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1")


async def test_a_question_survives_a_day(world: DemoWorld, anna: DemoChat, clock: Clock) -> None:
    await begin(anna)
    clock.wait(days=1)
    await world.service.sweep()
    await anna.press("Отправить")

    assert anna.last.startswith("Вопрос № 1")


async def test_a_question_survives_the_menu(anna: DemoChat) -> None:
    await begin(anna)
    await anna.say("/menu")
    assert anna.last == ("Соколова Анна, написанное сохранено, его можно закончить в любое время.")
    await anna.press("✏️ Закончить вопрос")
    assert anna.last.startswith(f"Аттестация, Математика\n\nВаш вопрос:\n{QUESTION}")
    await anna.press("Отправить")
    await anna.press("Меню")
    assert anna.last == "Соколова Анна, чем помочь?"


async def test_a_question_survives_a_notice_that_is_opened(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna, "Первый вопрос")
    await world.post()
    await begin(anna)
    await answer(boris)
    await world.post()
    await anna.press("Открыть")
    assert anna.last.startswith("№ 1 · Аттестация")

    await anna.say("/ask")
    assert f"Ваш вопрос:\n{QUESTION}" in anna.last


async def test_a_notice_alone_does_not_disturb_a_form(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna, "Первый вопрос")
    await world.post()
    await begin(anna)
    await answer(boris)
    await world.post()
    await anna.press("Отправить")

    assert any(words.startswith("Вопрос № 2 отправлен.") for words in anna.messages)
    assert anna.last.startswith("Ответ на вопрос № 1\n")


async def test_an_answer_and_a_question_are_kept_side_by_side(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    await begin(boris, "Мой вопрос")
    await boris.press("Ответить")
    await boris.say("Мой ответ")
    await boris.say("/menu")
    assert boris.buttons[:2] == ["✏️ Закончить вопрос", "✏️ Закончить ответ"]

    await boris.press("✏️ Закончить вопрос")
    assert "Ваш вопрос:\nМой вопрос" in boris.last
    await boris.say("/menu")
    await boris.press("✏️ Закончить ответ")
    assert "Ваш ответ на вопрос № 1:\n\nМой ответ" in boris.last


async def test_pressing_answer_again_keeps_what_was_typed(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.say("Мой ответ")
    await boris.press("Ответить")

    assert "Мой ответ" in boris.last


async def test_a_question_gone_on_with_is_one_card(anna: DemoChat) -> None:
    await begin(anna)
    await anna.say("/menu")
    before = len(anna.messages)
    await anna.say("/ask")

    assert QUESTION in anna.last
    assert len(anna.messages) == before + 1


async def test_asking_in_the_middle_of_a_question_goes_on_with_it(anna: DemoChat) -> None:
    await begin(anna)
    await anna.say("/ask")
    assert QUESTION in anna.last

    await anna.press("Отправить")
    await anna.press("Меню")
    assert "✏️ Закончить вопрос" not in anna.buttons


async def test_files_are_kept_with_the_text(anna: DemoChat) -> None:
    await begin(anna)
    await anna.send_file("план.docx", b"a plan")
    await anna.say("/menu")
    await anna.press("✏️ Закончить вопрос")

    assert "Файлы: план.docx" in anna.last


async def test_leaving_an_answer_is_asked_about_once(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask(anna)
    await world.post()
    await boris.press("Ответить")
    await boris.press("Отмена")
    assert boris.last.startswith("№ 1 · Аттестация")

    await boris.press("Ответить")
    await boris.say("По критериям.")
    await boris.press("Отмена")
    assert boris.last == "Письмо не отправлено. Если выйти, оно пропадёт."
    await boris.press("Выйти без отправки")
    assert boris.last.startswith("№ 1 · Аттестация")
    await boris.say("/menu")
    assert "✏️ Закончить ответ" not in boris.buttons
