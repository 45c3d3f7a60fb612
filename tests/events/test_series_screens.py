"""A series as its organiser and a teacher read it; an event drawn up after another."""

from datetime import timedelta

import vobject

from core.people import Role
from tests.events.holding import held
from tests.test_golden import Transcript
from tests.walks import phone_of, tap
from tests.world import DemoWorld


async def test_what_a_series_looks_like_from_both_sides(world: DemoWorld) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    olga = await phone_of(world, "Белова Ольга")
    boris = Transcript(world, await phone_of(world, "Громов Борис", Role.METHODIST), "Борис ")
    anna.lines = boris.lines
    begins = world.clock() + timedelta(days=31)
    await held(world, world.people["Громов Борис"].id, seats_room=1)
    await held(
        world,
        world.people["Громов Борис"].id,
        over="край",
        title="Форум",
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
    )
    await boris.say("/events")
    await boris.press("Я организатор", "1. чт, 17 сентября, 12:00", "Повторять", "Раз в месяц")
    await boris.say("часто")
    await boris.say("1")
    await boris.say("20")
    await boris.press("← Назад", "Каждую неделю")
    await boris.say("до 15 октября")
    await boris.press("✓ 8 октября", "8 октября", "✓ 1 октября", "Открыть запись на все")
    await boris.press("Вся серия")
    await olga.press_raw("event:3")
    await olga.press("Записаться")
    await anna.say("/events")
    await anna.press("1. чт, 17 сентября, 12:00", "Вся серия", "Записаться на всю серию")
    await anna.press("Вся серия")
    await boris.press("2. чт, 24 сентября, 12:00", "Изменить или отменить", "Время")
    await boris.say("25 сентября 15:00-16:30")
    await boris.press("Место")
    await boris.say("Библиотека")
    await boris.press("Изменить это и следующие")
    await anna.hear()
    await boris.press("Открыть", "Изменить или отменить", "Отменить это и следующие")
    await boris.say("Ремонт в библиотеке")
    await anna.hear()
    await anna.press("Вся серия")
    anna.compare("series")


async def test_one_file_has_every_seat_under_its_own_name(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna = await phone_of(world, "Соколова Анна")
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("repeat:1")
    await tap(boris, "Каждую неделю", "4 раза", "Открыть запись на все")
    await anna.press_raw("series:1")
    await anna.press("Записаться на всю серию")
    [file] = [one.document for one in anna.history if one.document]
    kept = world.chats.file(file.file_id)
    assert kept is not None
    calendar = vobject.readOne(kept.data.decode())
    events = calendar.vevent_list
    assert len({one.uid.value for one in events}) == 4
    assert [one.dtstart.value.day for one in events] == [17, 24, 1, 8]


async def test_what_an_event_like_another_looks_like(world: DemoWorld) -> None:
    boris = Transcript(world, await phone_of(world, "Громов Борис", Role.METHODIST))
    author = world.people["Громов Борис"].id
    await held(world, author, seats_room=30)
    await held(world, author, title="Методический совет")
    await boris.say("/events")
    await boris.press("Я организатор", "Новое мероприятие", "По образцу")
    await boris.say("вебинар")
    await boris.press("Показать все")
    await boris.say("семинар")
    await boris.press("1. Семинар по проектам", "← Назад", "2. Семинар по проектам")
    await boris.say("1 октября 15:00-16:30")
    await boris.press("Отмена", "Продолжить", "Открыть запись", "Открыть")
    boris.compare("sample")
