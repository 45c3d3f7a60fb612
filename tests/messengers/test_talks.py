"""A talk is booked, moved and cancelled in every messenger, and the calendar hears of it."""

from collections.abc import AsyncIterator

import pytest
import vobject

from core.people import Role
from storage.work import Database
from tests.messengers.test_conversation import files_of
from tests.messengers.two_worlds import Side, two_worlds
from tests.times import Clock
from tests.walks import tap
from tests.world import Telephone, World

FIRST, SECOND = "чт, 10 сентября, 15:00–15:30", "пт, 11 сентября, 10:00–10:30"


async def open_times(boris: Telephone) -> None:
    await boris.say("/menu")
    await tap(boris, "🛠 Рабочее место", "Беседы", "Открыть время")
    await boris.say("Кабинет 12, ул. Школьная, 1")
    await boris.say("чт 15:00\nпт 10:00\nкогда-нибудь")
    assert "«когда-нибудь»: не получилось понять" in boris.last
    await boris.press("Открыть (2)")
    assert boris.last.startswith("Открыто встреч: 2.")


async def book(anna: Telephone) -> None:
    await anna.say("/ask")
    await tap(anna, "Беседа с методистом", "Громов Борис (2)", FIRST)
    await anna.say("Как защитить проект")


async def test_a_talk_from_opening_to_its_end(any_world: World, clock: Clock) -> None:
    world = any_world
    boris = await world.phone(await world.person("Громов Борис", Role.METHODIST, at="Школа № 1"))
    anna = await world.phone(await world.person("Соколова Анна"))
    await open_times(boris)
    await book(anna)
    assert anna.last.startswith(
        f"Вы записаны на беседу.\n\n{FIRST}\nГромов Борис\nГде: Кабинет 12"
    )
    assert files_of(anna, "document") == ["beseda-1.ics"]
    await world.post()
    assert boris.last.startswith(f"К вам записались на беседу\n{FIRST}\nСоколова Анна")

    await tap(anna, "Открыть", "Перенести", SECOND)
    assert anna.last.startswith(f"Беседа перенесена.\n\n{SECOND}")
    await world.post()
    assert boris.last.startswith(f"Беседу перенесли\n{SECOND}, было чт, 10 сентября, 15:00")

    clock.wait(days=3, hours=2)
    await world.service.reminders.put_due()
    await world.post()
    for phone in (anna, boris):
        assert phone.last.startswith(f"Напоминание: личная беседа\n{SECOND}")
    clock.wait(hours=20)
    await tap(boris, "Открыть", "Состоялась")
    assert "Беседа состоялась." in boris.last
    await anna.press_raw("talk:1")
    assert "Беседа состоялась." in anna.last
    assert "Отменить беседу" not in anna.buttons


@pytest.fixture
async def sides(database: Database, clock: Clock) -> AsyncIterator[tuple[Side, Side]]:
    async with two_worlds(database, clock) as both:
        boris = await both.in_telegram("Громов Борис", Role.METHODIST)
        anna = await both.in_max("Соколова Анна")
        yield anna, boris


def calendars(side: Side) -> list[vobject.base.Component]:
    """Every calendar file that has come, read by somebody else's parser."""
    return [
        vobject.readOne(data.decode()) for _, name, data in side.received() if name.endswith("ics")
    ]


async def test_the_calendar_files_of_a_talk_between_two_messengers_are_of_one_event(
    sides: tuple[Side, Side],
) -> None:
    anna, boris = sides
    await open_times(boris.phone)
    await book(anna.phone)
    await tap(anna.phone, "Открыть", "Перенести", SECOND)
    await tap(anna.phone, "Открыть", "Отменить беседу", "Да, отменить")
    assert "Беседа отменена." in anna.phone.last
    await boris.phone.press_raw("talk:1")
    await boris.phone.press("Файл для календаря")

    hers, his = calendars(anna), calendars(boris)
    assert len({one.vevent.uid.value for one in (*hers, *his)}) == 1
    assert [int(one.vevent.sequence.value) for one in hers] == [0, 1, 2]
    assert [one.method.value for one in (*hers, *his)] == ["PUBLISH", "PUBLISH", *["CANCEL"] * 2]
    begins = [f"{one.vevent.dtstart.value:%d %H:%M %Z}" for one in hers]
    assert begins == ["10 12:00 UTC", "11 07:00 UTC", "11 07:00 UTC"]
    assert {one.vevent.location.value for one in hers} == {"Кабинет 12, ул. Школьная, 1"}
    assert {one.vevent.summary.value for one in hers} == {"Личная беседа: Громов Борис"}
    assert {one.vevent.summary.value for one in his} == {"Личная беседа: Соколова Анна"}
