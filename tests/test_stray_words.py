"""Words that nothing has asked for are never ignored: they may become a question."""

import pytest

from bot.messengers.demo.people import DemoChat
from storage.work import Database
from tests.walks import QUESTION, ask, begin, phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.mark.parametrize("where", ["/menu", "/profile", "/help", "/privacy", "/cancel"])
async def test_words_typed_where_nothing_was_asked_become_a_question(
    anna: DemoChat, database: Database, where: str
) -> None:
    await anna.say(where)
    await anna.say(QUESTION)
    assert anna.last == f"Похоже, это вопрос. Передать его методисту?\n\n{QUESTION}"

    await tap(anna, "Да, спросить", "Аттестация", "Отправить")
    assert anna.last.startswith("Вопрос № 1")
    await anna.press("Открыть")
    assert QUESTION in anna.last


async def test_words_after_a_question_was_sent_are_offered_as_another(anna: DemoChat) -> None:
    await ask(anna)
    await anna.say("И ещё вопрос")

    assert anna.last == "Похоже, это вопрос. Передать его методисту?\n\nИ ещё вопрос"


async def test_words_of_somebody_never_seen_today_are_not_ignored(anna: DemoChat) -> None:
    await anna.say(QUESTION)

    assert anna.last.startswith("Похоже, это вопрос.")


async def test_a_file_out_of_the_blue_is_kept_too(anna: DemoChat) -> None:
    await anna.say("/menu")
    await anna.send_file("план.docx", b"a plan", caption="Посмотрите план")
    assert anna.last.endswith("Посмотрите план\n\nФайлы: план.docx")
    await tap(anna, "Да, спросить", "Аттестация")

    assert "Посмотрите план\n\nФайлы: план.docx" in anna.last


async def test_words_offered_and_left_are_not_lost(anna: DemoChat) -> None:
    """A second text before the first was taken must not push the first one out."""
    await anna.say("/menu")
    await anna.say("Первое слово")
    await anna.say("Второе слово")

    assert "Первое слово" in anna.last
    assert "Второе слово" in anna.last


async def test_words_out_of_the_blue_do_not_push_out_a_draft(anna: DemoChat) -> None:
    await begin(anna)
    await anna.say("/menu")
    await anna.say("Совсем другое")
    await anna.press("Да, спросить")
    await anna.say("/menu")
    await anna.press("✏️ Закончить вопрос")

    assert QUESTION in anna.last
    assert "Совсем другое" in anna.last
