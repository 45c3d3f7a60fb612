"""An event as its organiser and two teachers read it, from the first word to the last."""

from core.people import Role
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_an_event_looks_like_from_all_sides(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = Transcript(world, await phone_of(world, "Белова Ольга"), "Ольга ")
    boris = Transcript(world, await phone_of(world, "Громов Борис", Role.METHODIST), "Борис ")
    anna.lines = olga.lines = boris.lines
    await boris.say("/events")
    await boris.press("Я организатор", "Новое мероприятие")
    await boris.say("Семинар по проектам")
    await boris.press("Семинар", "Очно и онлайн")
    await boris.say("17 сентября 15:00")
    await boris.say("17 сентября 15:00-16:30")
    await boris.say("Школа № 5, актовый зал")
    await boris.press("Ссылка будет позже")
    await boris.say("1")
    await boris.press("Без ограничений", "Математика", "Дальше", "Описание")
    await boris.say("Разберём три проекта. Возьмите ноутбук.")
    await boris.press("Открыть запись")
    await anna.say("/events")
    await anna.press("1. чт, 17 сентября, 15:00", "Записаться очно")
    await olga.say("/events")
    await olga.press("1. чт, 17 сентября, 15:00", "В лист: очно")
    await boris.press("Открыть", "Кто записан", "← Назад", "Изменить или отменить", "Время")
    await boris.say("18 сентября 15:00-16:30")
    await boris.press("Сохранить")
    await anna.hear()
    await olga.hear()
    clock.wait(days=4, hours=4)
    await world.service.reminders.put_due()
    await anna.hear()
    clock.wait(days=6)
    await world.service.reminders.put_due()
    await anna.hear()
    await anna.press("Не приду", "Да, освободить")
    await olga.hear()
    await olga.press("Занять место", "← Назад", "Мои мероприятия (1)")
    clock.wait(hours=22, minutes=20)
    await world.service.reminders.put_due()
    await olga.hear()
    await boris.press("Открыть", "Изменить или отменить", "Отменить мероприятие")
    await boris.say("Заболел ведущий")
    await olga.hear()
    anna.compare("event")
