"""For how many an event is held, as its organiser, a coordinator and a teacher read it."""

from core.people import Role
from tests.events.holding import held
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld


async def test_what_too_few_people_look_like_from_all_sides(
    world: DemoWorld, clock: Clock
) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    boris = Transcript(world, await phone_of(world, "Громов Борис", Role.METHODIST), "Борис ")
    vera = Transcript(world, await phone_of(world, "Орлова Вера", Role.COORDINATOR), "Вера ")
    anna.lines = vera.lines = boris.lines
    await held(world, world.people["Громов Борис"].id, seats_room=30)
    await boris.say("/events")
    await boris.press("Я организатор", "1. чт, 17 сентября, 12:00", "Условия участия")
    await boris.press("Наименьшее число", "Назвать число")
    await boris.say("мало")
    await boris.say("31")
    await boris.say("10")
    await boris.say("18 сентября 12:00")
    await boris.press("За 3 дня")
    await anna.say("/events")
    await anna.press("1. чт, 17 сентября, 12:00", "Записаться")
    clock.wait(days=7)
    await world.service.reminders.put_due()
    await boris.hear()
    await boris.press("Подождать ещё день")
    clock.wait(days=1)
    await world.service.reminders.put_due()
    await boris.hear()
    await boris.press("Открыть", "Проводить ли")
    clock.wait(days=1)
    await world.service.reminders.put_due()
    await vera.hear()
    await vera.press("Отменить мероприятие", "← Назад", "Отменить мероприятие")
    await vera.press("Отменить мероприятие")
    await boris.press("Провести")
    await anna.hear()
    anna.compare("quorum")
