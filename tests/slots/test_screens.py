"""A whole talk as both sides read it: opened, booked, moved, reminded of, cancelled."""

from core.people import Role
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_a_talk_looks_like_from_both_sides(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    both = anna.lines = boris.lines
    await boris.say("/menu")
    await boris.press("🛠 Рабочее место", "Беседы", "Открыть время")
    await boris.say("Кабинет 12, ул. Школьная, 1")
    await boris.say("чт 15:00\nсб 12 сентября 14-15 по полчаса\nкак-нибудь потом")
    await boris.press("Открыть (3)", "Беседы", "Свободное время")
    await anna.say("/ask")
    await anna.press("Беседа с методистом", "Громов Борис (3)", "чт, 10 сентября, 15:00–15:30")
    await anna.say("Как защитить проект")
    await boris.hear()
    await boris.press("Открыть")
    await anna.press("Открыть", "Перенести", "сб, 12 сентября, 14:00–14:30")
    await boris.hear()
    clock.wait(days=4, hours=3)
    await world.service.reminders.put_due()
    await anna.hear()
    await boris.hear()
    await anna.press("Открыть", "Отменить беседу", "Да, отменить")
    await boris.hear()
    assert both is anna.lines
    anna.compare("talk")
