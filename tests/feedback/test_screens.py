"""From the letter after an event to the sums, as a teacher and the organiser read them."""

from core.people import Role
from tests.feedback.judging import judge, over
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_an_opinion_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    both = anna.lines = boris.lines
    others = [f"{letter}льга" for letter in "ЖЗИКЛМ"]
    for name in others:
        await world.person(name)
    await over(world, 78, "Громов Борис", "Соколова Анна", *others)
    await world.service.reminders.put_due()
    await anna.hear()
    await anna.press("Оставить отзыв", "Да")
    await anna.open("event:78")
    await anna.press("Оставить отзыв", "Возможно", "В самый раз")
    await anna.say("Мало времени на вопросы <и> ответы.")
    await boris.open("event:78")
    await boris.press("Отзывы")
    await anna.press("Изменить слова", "Убрать слова")
    await anna.press("Изменить ответы", "Нет", "Нет", "Слишком медленно", "Пропустить")
    await judge(world, 78, *others)
    await boris.open("opinions:78")
    await boris.press("Слова участников", "›", "← Назад")
    clock.wait(days=14)
    await anna.open("event:78")
    await anna.press("Мой отзыв")
    assert both is anna.lines
    anna.compare("feedback")
