"""Whatever is typed, the answer is a clear sentence, and nothing is lost."""

import re

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import QUESTION, agree, answer, begin, phone_of, tap
from tests.world import DemoWorld

OURS = "У нас не получилось"
STRANGE = {
    "markup": "<b>Жирный</b> &amp; <script>alert(1)</script> </b> < > & \"'",
    "emoji": "Урок 🙂 👩🏽‍🏫 🏳️‍🌈",
    "right to left": "שלום \u202eоборот\u202c عربي",
    "zero width": "не\u200bвиди\u2060мое\ufeff слово",
    "ends with a joiner": "Что с этим делать\u200d",
    "ends with a soft hyphen": "Что с этим делать\u00ad",
    "ends with a mark": "Что с этим делать\u200b\u200c",
    "looks like Fluent": "{ $name } { NUMBER($n) } { -term }",
    "looks like a format": "{name} %s {0} {{ x }}",
    "many lines": "Первая\n\n\nЧетвёртая\tс табуляцией",
    "an accent made of two": "и\u0306 е\u0308",
}


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def test_an_unknown_command_is_named_and_the_menu_is_there(anna: DemoChat) -> None:
    await anna.say("/найди <b>всё</b>")

    assert anna.messages[-2] == "Команды /найди нет. Всё, что можно сделать, есть в меню."
    assert anna.last == "Соколова Анна, чем помочь?"


async def test_an_unknown_command_in_a_form_keeps_the_draft(anna: DemoChat) -> None:
    await begin(anna)
    await anna.say("/atestacia")
    assert "Команды /atestacia нет. Всё, что можно сделать, есть в меню." in anna.messages

    await anna.press("✏️ Закончить вопрос")
    assert QUESTION in anna.last
    assert "/atestacia" not in anna.last


@pytest.mark.parametrize("length", [101, 5000])
async def test_a_name_that_is_too_long_is_refused_with_its_length(
    world: DemoWorld, length: int
) -> None:
    phone = world.new_phone(500, "Анна Соколова")
    await agree(phone)
    await phone.say("Я" * length)
    refusal = r"Получилось .* зна\S*, а помещается 100. Напишите короче."
    assert re.fullmatch(refusal, phone.messages[-2])

    assert phone.last.startswith("Шаг 1 из 4.")
    await phone.say("Я" * 100)
    assert phone.last.startswith("Шаг 2 из 4.")


@pytest.mark.parametrize("name", ["7", "🙂🙂", "…", "<>", "\u200d\u200d", "Я"])
async def test_a_name_without_letters_is_refused_with_an_example(
    world: DemoWorld, name: str
) -> None:
    phone = world.new_phone(500, "Анна Соколова")
    await agree(phone)
    await phone.say(name)

    assert "Нужны слова из букв. Напишите, например: Иванова Анна Петровна." in phone.messages
    assert phone.last.startswith("Шаг 1 из 4.")


async def test_a_position_that_is_too_long_is_refused(anna: DemoChat) -> None:
    await anna.say("/profile")
    await anna.press("Другая должность")
    await anna.say("Я" * 5000)

    assert "Получилось 5\u00a0000 знаков, а помещается 80. Напишите короче." in anna.messages
    assert anna.last.startswith("Кем вы теперь работаете?")


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
async def test_a_question_is_shown_as_it_was_typed_on_every_screen(
    world: DemoWorld, anna: DemoChat, words: str
) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await begin(anna, words)
    assert f"Ваш вопрос:\n{words}\n" in anna.last
    await anna.press("Отправить")
    await world.post()
    assert f"\n\n{words}\n\n" in boris.last

    await answer(boris, words)
    await world.post()
    assert anna.last.endswith(f"\n\n{words}")
    await anna.press("Открыть")
    assert anna.last.count(words) == 2
    await tap(anna, "← Назад", "№ 1")
    await anna.say(words)
    assert words in anna.last
    assert not any(OURS in said for said in anna.messages + boris.messages)


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
async def test_names_positions_and_searches_are_shown_as_typed(
    world: DemoWorld, anna: DemoChat, words: str
) -> None:
    """What is not printed is left out of names, everything else is kept."""
    words = words[:60]
    await anna.say("/profile")
    await anna.press("Изменить имя")
    await anna.say(f"Анна {words}")
    await anna.press("Другая должность")
    await anna.say(f"Учитель {words}")
    assert one_line(words) in one_line(anna.last.split("\n")[0])
    assert f"Должность: Учитель {one_line(words)}" in one_line(anna.last)

    await anna.press("Другое место работы")
    await anna.say(f"{words} нигде такого нет")
    assert f"«{words} нигде такого нет»" in anna.last or "Школа № 1" in anna.buttons
    await anna.say("/menu")
    assert one_line(words) in one_line(anna.last)
    assert not any(OURS in said for said in anna.messages)


def one_line(words: str) -> str:
    printed = "".join(sign if sign.isprintable() else " " for sign in words)
    return re.sub(r"\s+", " ", printed).strip()


async def test_a_text_that_is_too_long_leaves_the_draft_as_it_was(anna: DemoChat) -> None:
    await begin(anna, "Начало")
    for _ in range(4):
        await anna.say("Я" * 4096)
    await anna.say("Я" * 4096)
    assert (
        "Получилось 20\u00a0491 знак, а помещается 20\u00a0000. Последнее сообщение не добавлено, "
        "остальное сохранено. Сократите его или пришлите файлом."
    ) in anna.messages

    assert "Ваш вопрос:\nНачало\n" in anna.last
    assert "отправим всё целиком: 16\u00a0394 знака" in anna.last
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1")


async def test_the_longest_text_fits_every_screen(world: DemoWorld, anna: DemoChat) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    words = "&" * 4096
    await begin(anna, words)
    for _ in range(3):
        await anna.say(words)
    await anna.press("Отправить")
    await world.post()
    assert sum(said.count("&") for said in boris.messages) == 4 * 4096
    await boris.press("Открыть")
    assert "&&&\n…\n&&&" in boris.last

    before = len(boris.messages)
    await boris.press("Вся переписка")
    assert sum(said.count("&") for said in boris.messages[before:-1]) == 4 * 4096


async def test_a_long_text_out_of_the_blue_is_answered(anna: DemoChat) -> None:
    await anna.say("/menu")
    await anna.say("Я" * 4000)

    assert anna.last.startswith("Похоже, это вопрос.")
    await anna.press("Да, спросить")
    assert "Аттестация" in anna.buttons
