"""A question on its way up the ladder, as everybody reads it."""

from core.people import Role
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import ask, phone_of
from tests.world import DemoWorld


async def test_what_a_question_on_the_ladder_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    boris, nina, vera = [
        Transcript(
            world, await phone_of(world, name, role, at="Школа № 1", over=over), title, anna.lines
        )
        for name, role, over, title in (
            ("Громов Борис", Role.METHODIST, "район", "Борис "),
            ("Белова Нина", Role.METHODIST, "край", "Нина "),
            ("Лебедева Вера", Role.COORDINATOR, "район", "Вера "),
        )
    ]
    await ask(anna.phone, "Как оценивать проект?")
    await boris.hear()
    await boris.press("Открыть", "Почему мне", "← Назад", "Передать", "На ступень выше")
    await boris.say("Тут нужен юрист региона.")
    await boris.press("Отмена", "Продолжить", "Передать", "К обращениям")
    await nina.hear()
    await anna.hear()
    await nina.press("Открыть", "Почему мне", "← Назад", "Уточнить")
    await nina.say("Какой это класс?")
    await nina.press("Отправить", "Открыть")
    clock.wait(days=7)
    await anna.hear()
    await anna.press("Ответить")
    await anna.say("Седьмой.")
    await anna.press("Отправить", "Открыть")
    await nina.hear()
    clock.wait(days=3)
    await world.service.reminders.put_due()
    await nina.hear()
    await vera.say("/menu")
    await vera.press("📥 Обращения (1)", "Просроченные у всех (1)", "№ 1", "Передать")
    await vera.press("Белова Нина (0)", "Передать без пояснения")
    await boris.phone.press_raw("consultation:1")
    await vera.press("К обращениям", "Просроченные у всех (1)", "№ 1", "Почему этот методист")
    anna.compare("ladder")
