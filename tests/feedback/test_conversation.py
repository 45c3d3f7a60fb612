"""Feedback in the messenger when people send pictures, write too much or come too late."""

from bot.messengers.demo.people import DemoChat
from core.feedback.model import LONGEST
from core.people import Role
from tests.feedback.judging import over
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld


async def at_the_words(world: DemoWorld) -> DemoChat:
    await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    anna = await phone_of(world, "Соколова Анна")
    await over(world, 78, "Громов Борис", "Соколова Анна")
    await anna.press_raw("feedback:78")
    await tap(anna, "Да", "Возможно", "В самый раз")
    return anna


async def test_what_is_no_word_or_too_long_is_explained_and_the_answers_stay(
    world: DemoWorld,
) -> None:
    anna = await at_the_words(world)
    await anna.send_file("отзыв.docx", b"a word")
    assert any("Напишите словами" in said for said in anna.messages)
    await anna.say("я" * (LONGEST + 1))
    assert any("Получилось 501 знак, а помещается 500" in said for said in anna.messages)
    await anna.press("Пропустить")
    assert "Было полезно: да" in anna.last


async def test_whoever_comes_too_late_hears_until_when_it_was(
    world: DemoWorld, clock: Clock
) -> None:
    anna = await at_the_words(world)
    clock.wait(days=14)
    await anna.say("Спасибо")
    assert any("в течение двух недель" in said for said in anna.messages)

    await anna.press_raw("feedback:78")
    assert "изменить отзыв уже нельзя" in anna.last
    assert "Изменить ответы" not in anna.buttons


async def test_half_an_opinion_waits_in_the_menu(world: DemoWorld) -> None:
    await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")
    anna = await phone_of(world, "Соколова Анна")
    await over(world, 78, "Громов Борис", "Соколова Анна")
    await anna.press_raw("feedback:78")
    await tap(anna, "Отчасти", "Меню", "✏️ Закончить отзыв")
    assert "2 из 3" in anna.last
    await tap(anna, "Нет", "Слишком быстро", "Пропустить")
    assert "Было полезно: отчасти" in anna.last
    await anna.say("/menu")
    assert "✏️ Закончить отзыв" not in anna.buttons
