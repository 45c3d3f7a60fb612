"""Materials as the organiser fills the shelf and as those read it who came and who did not."""

from core.people import Role
from tests.attendance.gathering import going_on
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_materials_look_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга"), "Ольга ")
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    anna.lines = olga.lines = boris.lines
    await going_on(world, 77, "Громов Борис", "Соколова Анна", "Белова Ольга")
    await boris.open("event:77")
    await boris.press("Материалы", "Добавить")
    await boris.send("Слайды.pdf")
    await boris.say("Запись: https://example.ru/video")
    await boris.press("Отмена", "Продолжить", "Готово", "Материалы", "1. Слайды.pdf")
    await boris.press("Переименовать")
    await boris.say("Презентация")
    await boris.press("Посмотреть", "← Назад", "Видят: кто записан", "Видят: кто пришёл")
    await anna.open("materials:77")
    await boris.phone.press_raw("roll:77")
    await boris.phone.press("1. Соколова Анна · Школа № 5")
    clock.wait(hours=5)
    await world.service.reminders.put_due()
    await anna.hear()
    await olga.hear()
    await olga.press("Материалы", "1. Презентация", "Прислать всё (2)")
    await anna.press("Материалы", "← Назад")
    await anna.open("myevents")
    await anna.press("Материалы мероприятий", "1")
    await boris.open("materials:77")
    await boris.press("2. Запись: https://example.ru/video", "Убрать", "Да, убрать", "Добавить")
    await boris.say("Запись переехала: https://example.ru/new")
    await boris.press("Готово")
    clock.wait(hours=26)
    await world.service.reminders.put_due()
    await anna.hear()
    anna.compare("materials")
