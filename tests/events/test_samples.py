"""What comes along to an event like another, and a series that is held in two ways at once."""

from datetime import timedelta

import pytest

from bot.messengers.demo.people import DemoChat
from core.events import deciding, use_cases
from core.events.model import Event, EventId, Form, Presence
from core.events.refusals import SeatTaken
from core.events.seats import Enrolment
from core.people import Person, Role
from storage.work import SqlWork
from tests.events.holding import held
from tests.walks import phone_of, tap
from tests.world import DemoWorld

LINK = "https://telemost.example.ru/j/1"


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST)


async def hybrid(world: DemoWorld) -> Event:
    author = world.people["Громов Борис"].id
    return await held(world, author, form=Form.HYBRID, link=LINK, seats_room=1)


async def made_by_sample(world: DemoWorld, phone: DemoChat) -> Event:
    await phone.press_raw("samples")
    await phone.press("1. Семинар по проектам")
    await phone.say("1 октября 15:00-16:30")
    await phone.press("Открыть запись")
    async with world.database.open_view() as work:
        made = await work.events.get(EventId(2))
    assert made is not None
    return made


async def test_terms_come_along_with_a_sample(world: DemoWorld, boris: DemoChat) -> None:
    like = await hybrid(world)
    async with world.database.open_work() as work:
        me = world.people["Громов Борис"]
        await deciding.agree(work, like.id, 7, timedelta(days=1), me=me)
    made = await made_by_sample(world, boris)
    assert (made.details.link, made.details.seats_room, made.organiser) == (LINK, 1, me.id)
    async with world.database.open_view() as work:
        quorum = await work.events.quorum(made.id)
    assert quorum is not None
    assert (quorum.least, quorum.ask_at) == (7, made.details.starts_at - timedelta(days=1))


async def test_a_link_is_not_for_a_colleague_who_draws_up_another(
    world: DemoWorld, boris: DemoChat
) -> None:
    await hybrid(world)
    dina = await phone_of(world, "Белова Дина", Role.METHODIST)
    made = await made_by_sample(world, dina)
    assert (made.details.link, made.organiser) == ("", world.people["Белова Дина"].id)


async def test_what_was_begun_from_nothing_gives_way_to_a_sample(
    world: DemoWorld, boris: DemoChat
) -> None:
    await hybrid(world)
    await boris.press_raw("newevent")
    await boris.say("Нечто")
    made = await made_by_sample(world, boris)
    assert made.details.title == "Семинар по проектам"
    await boris.press_raw("newevent")
    assert "Напишите название" in boris.last


async def test_a_series_held_in_two_ways_is_entered_in_either(
    world: DemoWorld, boris: DemoChat
) -> None:
    await hybrid(world)
    await boris.press_raw("repeat:1")
    await tap(boris, "Каждую неделю", "4 раза", "Открыть запись на все")
    anna = await phone_of(world, "Соколова Анна")
    await anna.press_raw("series:1")
    assert "На всю серию очно" in anna.buttons
    await anna.press("На всю серию онлайн")
    assert anna.last.count("вы записаны, онлайн") == 4
    await tap(anna, "Вся серия", "Отменить запись на все", "Да, отменить все")
    assert "На всю серию очно" in anna.buttons
    assert "Вы записаны" not in anna.last


async def test_why_there_is_no_seat_at_one_of_them_is_said(
    world: DemoWorld, boris: DemoChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol = use_cases.enrol

    async def picky(work: SqlWork, number: EventId, way: Presence, *, me: Person) -> Enrolment:
        if number == 3:
            raise SeatTaken
        return await enrol(work, number, way, me=me)

    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("repeat:1")
    await tap(boris, "Каждую неделю", "4 раза", "Открыть запись на все")
    anna = await phone_of(world, "Соколова Анна")
    monkeypatch.setattr(use_cases, "enrol", picky)
    await anna.press_raw("series:1")
    await anna.press("Записаться на всю серию")
    assert anna.last.count("вы записаны") == 3
    assert "1 октября, 12:00–14:00: записаться не получилось. У вас уже есть место" in anna.last


async def test_of_a_series_that_is_not_there_it_is_said(world: DemoWorld, boris: DemoChat) -> None:
    await held(world, world.people["Громов Борис"].id)
    await boris.press_raw("series:1")
    assert "серии у него нет" in boris.all_screens
