"""P18: a restart at any step loses nothing, a double tap acts once, an old button answers."""

import asyncio
from collections.abc import Sequence

import pytest
from aiogram.types import Message

from bot.fsm import SqlStorage
from bot.messengers.demo.chats import keyboard
from bot.messengers.demo.people import DemoChat
from core.consultations.model import ConsultationId
from core.people import Role
from core.slots.model import Talk, TalkId
from storage.work import Database
from tests.applications.applying import calling
from tests.attendance.gathering import going_on
from tests.events.holding import handed
from tests.feedback.judging import over
from tests.plan.planning import OCTOBER, planned
from tests.promises.material_ways import MATERIAL_WAYS
from tests.promises.more_ways import EVERY
from tests.promises.results import Record
from tests.promises.term_ways import TERM_WAYS
from tests.promises.ways import OPEN, PRESS, SAY, Step, Way
from tests.promises.ways_applying import APPLYING, CALLED
from tests.promises.ways_of_series import WAYS_OF_SERIES
from tests.walks import ask, begin, phone_of
from tests.world import DemoWorld, demo_world

OLD = "Эта кнопка из старого сообщения"
OURS = "У нас не получилось"

WAYS = {**EVERY, **TERM_WAYS, **MATERIAL_WAYS, **APPLYING, **WAYS_OF_SERIES}
PLACES = [(name, at) for name, way in WAYS.items() for at in range(1, len(way.steps))]


async def go(phone: DemoChat, steps: Sequence[Step]) -> None:
    for how, what in steps:
        do = {SAY: phone.say, PRESS: phone.press, OPEN: phone.press_raw}[how]
        await do(what)


async def somebody(world: DemoWorld, way: Way) -> DemoChat:
    """Who goes the way, in a region where Anna's first question waits for a methodist."""
    if way.who is None:
        return world.new_phone(900, "Анна Соколова")
    if way.helping:
        return await asked_for_help(world)
    if way.who is Role.TEACHER:
        await ask(await phone_of(world, "Волкова Вера"))
        if way.hosted:
            boris = await phone_of(world, "Громов Борис", Role.METHODIST)
            await go(boris, WAYS["opening"].steps[:3])
            await boris.press("Открыть (2)")
        anna = await phone_of(world, "Соколова Анна")
        await going_on(world, 77, "Волкова Вера", "Соколова Анна")
        await over(world, 78, "Волкова Вера", "Соколова Анна")
        await calling(world, CALLED, "Волкова Вера")
        if way.seated or way.giving:
            await handed(world, "Соколова Анна" if way.giving else "Волкова Вера")
        return anna
    one = await phone_of(world, "Громов Борис", way.who)
    if not way.unplanned:
        async with world.database.open_work() as work:
            day = OCTOBER.replace(day=15)
            await planned(work, world.units["район"], month=OCTOBER, day=day)
    await ask(await phone_of(world, "Волкова Вера"))
    await calling(world, CALLED, "Громов Борис", "Волкова Вера")
    await going_on(world, 77, "Громов Борис", "Волкова Вера")
    return one


async def asked_for_help(world: DemoWorld) -> DemoChat:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await ask(await phone_of(world, "Волкова Вера"))
    anna = await phone_of(world, "Соколова Анна", at="Школа № 1")
    await anna.press_raw("helping")
    await anna.press("Готов(а) помогать")
    await boris.press_raw("colleagues:1")
    return anna


def restarted(world: DemoWorld, phone: DemoChat) -> DemoChat:
    """The same phone and the same database, everything else begins anew."""
    again = demo_world(world.database, world.clock, chats=world.chats)
    return again.new_phone(phone.external, "Анна Соколова")


@pytest.mark.parametrize("name", WAYS)
async def test_each_form_comes_to_its_end(world: DemoWorld, name: str) -> None:
    way = WAYS[name]
    phone = await somebody(world, way)
    await go(phone, way.steps)

    assert way.end in phone.last


@pytest.mark.parametrize("name", WAYS)
async def test_after_a_restart_at_every_step_the_form_goes_on(
    world: DemoWorld, name: str, record: Record
) -> None:
    way = WAYS[name]
    phone = await somebody(world, way)
    for step in way.steps:
        await go(phone, [step])
        phone = restarted(world, phone)

    assert way.end in phone.last
    assert not any(said.startswith((OLD, OURS)) for said in phone.messages)
    record("a form goes on after a restart at every step of it")


@pytest.mark.long
@pytest.mark.parametrize(("name", "at"), PLACES, ids=str)
async def test_after_a_restart_at_any_step_the_form_goes_on(
    world: DemoWorld, name: str, at: int, record: Record
) -> None:
    way = WAYS[name]
    phone = await somebody(world, way)
    await go(phone, way.steps[:at])
    phone = restarted(world, phone)
    await go(phone, way.steps[at:])

    assert way.end in phone.last
    assert not any(said.startswith((OLD, OURS)) for said in phone.messages)
    record("a form goes on after a restart in its middle")


async def test_forms_kept_in_memory_alone_would_be_seen_to_be_lost(
    world: DemoWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqlStorage, "changed", lambda *_: ())
    way = WAYS["asking"]
    phone = await somebody(world, way)
    await go(phone, way.steps[:4])
    phone = restarted(world, phone)
    with pytest.raises(AssertionError, match="no button"):
        await go(phone, way.steps[4:])


def with_button(phone: DemoChat, title: str) -> Message:
    """The newest message with that button, as it is now."""
    return next(
        message
        for message in reversed(phone.history)
        for row in keyboard(message).inline_keyboard
        for button in row
        if button.text == title
    )


async def asked(database: Database) -> list[int]:
    async with database.open_view() as work:
        return [one for one in range(1, 9) if await work.consultations.get(ConsultationId(one))]


async def booked(database: Database) -> list[Talk]:
    async with database.open_view() as work:
        found = [await work.slots.talk(TalkId(one)) for one in range(1, 9)]
    return [one for one in found if one]


@pytest.mark.parametrize("pause", [0, 0.001, 0.01, 0.05])
async def test_a_double_tap_within_50_ms_sends_one_question(
    world: DemoWorld, pause: float, record: Record
) -> None:
    anna = await phone_of(world, "Соколова Анна")
    await begin(anna)
    message = with_button(anna, "Отправить")

    async def again() -> None:
        await asyncio.sleep(pause)
        await anna.press_on(message, "Отправить")

    await asyncio.gather(anna.press_on(message, "Отправить"), again(), again())

    assert await asked(world.database) == [1]
    assert anna.buttons
    assert not any(OURS in said for said in anna.messages)
    record("a double tap sends one question")


async def test_a_double_tap_books_one_talk(world: DemoWorld, record: Record) -> None:
    way = WAYS["moving"]
    anna = await somebody(world, way)
    await go(anna, way.steps[:3])
    message = with_button(anna, "Записаться без темы")
    await asyncio.gather(*(anna.press_on(message, "Записаться без темы") for _ in range(3)))

    assert len(await booked(world.database)) == 1
    assert anna.buttons
    assert not any(OURS in said for said in anna.messages)
    record("a double tap books one talk")


@pytest.mark.parametrize("name", WAYS)
async def test_every_old_button_of_every_form_is_answered(
    world: DemoWorld, name: str, record: Record
) -> None:
    """Pressed when the form is long over, each shows where the person is now."""
    way = WAYS[name]
    phone = await somebody(world, way)
    old: list[tuple[Message, str]] = []
    for step in way.steps:
        await go(phone, [step])
        message = phone.history[-1]
        old += [
            (message, button.text) for row in keyboard(message).inline_keyboard for button in row
        ]
    await phone.say("/menu")
    before = await asked(world.database), await booked(world.database)
    for message, title in old:
        shown = phone.all_screens
        await phone.press_on(message, title)
        assert phone.all_screens != shown, f"silence at {title!r}"
        assert phone.buttons

    assert (await asked(world.database), await booked(world.database)) == before
    assert not any(OURS in said for said in phone.messages)
    record("a form whose old buttons are all answered")
