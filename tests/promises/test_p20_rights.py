"""P20: whatever is not allowed is refused: every role, every handler, own and foreign objects."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram_dialog import Dialog
from structlog.testing import capture_logs

from bot.messengers.demo.chats import keyboard
from bot.messengers.demo.people import DemoChat
from handlers import access
from handlers.access import FLAG, Access, declared, is_of_dialog
from handlers.places import Place
from tests.promises.opened import OPENED_BY, OWN
from tests.promises.region import (
    ADMINISTRATOR,
    AGREED,
    COORDINATOR,
    EVERYBODY,
    FAR,
    METHODIST,
    STRANGER,
    TEACHER,
    Region,
)
from tests.promises.results import Record
from tests.walks import QUESTION, begin
from tests.world import DemoWorld

DENIED = {"a button of no open window", "a button of no place"}
REFUSED = "Это вам недоступно."
GONE = "Этого больше нет."
CONSENT = "Прежде чем продолжить"
FOREIGN_NAMES = ("Соколова Анна", "Громов Борис", "Волкова Вера", QUESTION)


@pytest.fixture
async def region(world: DemoWorld) -> Region:
    region = Region(world)
    await region.settle()
    return region


def routers(router: Router) -> Iterator[Router]:
    yield router
    for below in router.sub_routers:
        yield from routers(below)


def handlers(dispatcher: Dispatcher) -> Iterator[tuple[str, HandlerObject]]:
    """Everything registered for what people do, by the kind of update."""
    for router in routers(dispatcher):
        for kind, observer in router.observers.items():
            if kind in dispatcher.resolve_used_update_types() and kind != "aiogd_update":
                yield from ((kind, handler) for handler in observer.handlers)


def uncovered(dispatcher: Dispatcher) -> list[str]:
    """Handlers and windows of ours that do not say who may use them."""
    bare = [
        repr(handler.callback)
        for _, handler in handlers(dispatcher)
        if not handler.flags.get(FLAG) and not is_of_dialog(handler)
    ]
    windows = [
        str(state.state)
        for router in routers(dispatcher)
        if isinstance(router, Dialog) and not is_of_the_library(router)
        for state in router.states()
        if not declared(state.group)
    ]
    return bare + windows


def is_of_the_library(dialog: Dialog) -> bool:
    """It brings a dialog about itself, which nobody is let into."""
    return dialog.states_group().__module__.startswith("aiogram_dialog")


def places(dispatcher: Dispatcher) -> set[str]:
    return {
        filter_.callback.name
        for _, handler in handlers(dispatcher)
        for filter_ in handler.filters or ()
        if isinstance(filter_.callback, Place)
    }


def test_every_handler_and_every_window_says_who_may_use_it(world: DemoWorld) -> None:
    dispatcher = world.service.dispatcher

    assert uncovered(dispatcher) == []
    assert len(list(handlers(dispatcher))) > 40
    assert sum(isinstance(router, Dialog) for router in routers(dispatcher)) > 12


def test_one_that_says_nothing_is_found(world: DemoWorld) -> None:
    async def bare(_: object) -> None:
        """Registered by somebody in a hurry."""

    world.service.dispatcher.sub_routers[2].message.register(bare)

    assert [name for name in uncovered(world.service.dispatcher) if "bare" in name]


async def test_one_that_says_nothing_is_closed_and_an_error_is_logged(region: Region) -> None:
    async def bare(_: object) -> None:
        raise AssertionError("nobody gets here")

    region.world.service.dispatcher.sub_routers[2].message.register(bare, Command("bare"))
    inna = region.phones[ADMINISTRATOR]
    with capture_logs() as logs:
        await inna.say("/bare")

    assert any(said.startswith(REFUSED) for said in inna.messages)
    assert [log["what"] for log in logs if log["log_level"] == "error"] == [bare.__qualname__]


def test_the_table_knows_every_place(world: DemoWorld) -> None:
    assert {place.partition(":")[0] for place in OPENED_BY} == places(world.service.dispatcher)


@pytest.mark.parametrize("who", EVERYBODY)
async def test_each_role_opens_what_the_table_says(
    region: Region, who: str, record: Record
) -> None:
    opened = {place for place in OPENED_BY if await opens(region.phones[who], place)}

    assert opened == {place for place, those in OPENED_BY.items() if who in those}
    record(f"a role before {len(OPENED_BY)} places opens what is allowed and nothing else")


async def opens(phone: DemoChat, place: str) -> bool:
    """Press it; what is refused shows nothing new of anybody else."""
    before = len(phone.messages)
    await phone.press_raw(place)
    said = phone.messages[before:]
    assert said, "never silence"
    if any(one.startswith((REFUSED, GONE)) for one in said) or not is_registered(phone):
        new = [one for one in said if one not in phone.messages[:before]]
        assert not any(name in one for name in FOREIGN_NAMES for one in new)
        return False
    return True


def is_registered(phone: DemoChat) -> bool:
    return not any(phone.last.startswith(words) for words in ("Шаг", "Сначала", CONSENT))


async def test_a_teacher_opens_their_own_question_and_cannot_answer_it(region: Region) -> None:
    olga = region.phones[TEACHER]
    await begin(olga)
    await olga.press("Отправить")

    assert {place: await opens(olga, place) for place in OWN} == OWN


@pytest.mark.parametrize("who", [STRANGER, AGREED, TEACHER, METHODIST, FAR])
async def test_a_window_of_somebody_else_is_closed_to_everybody(region: Region, who: str) -> None:
    """Every button that the coordinator has on any window, pressed by others."""
    coordinator = region.phones[COORDINATOR]
    stolen = await buttons_of(coordinator)
    assert len(stolen) >= 5
    phone = region.phones[who]
    for data in stolen:
        before = len(phone.messages)
        with capture_logs() as logs:
            await phone.press_raw(data)
        said = phone.messages[before:]
        assert said, data
        assert DENIED & {log["event"] for log in logs}, data
        assert not any(name in one for name in FOREIGN_NAMES for one in said), data
    assert not await is_changed(region)


async def buttons_of(coordinator: DemoChat) -> list[str]:
    for place in ("manage", "invite", "staff", "appointment:1", "consultation:1", "pass:1"):
        await coordinator.press_raw(place)
        if "Снять роль" in coordinator.buttons:
            await coordinator.press("Снять роль")
    return answers(coordinator)


def answers(phone: DemoChat) -> list[str]:
    """The data of all buttons in sight that answer a window."""
    return [
        data
        for message in phone.history
        for row in keyboard(message).inline_keyboard
        for button in row
        if (data := button.callback_data) and "\x1d" in data
    ]


async def is_changed(region: Region) -> bool:
    boris = region.world.people["Громов Борис"]
    async with region.world.database.open_view() as work:
        now = await work.people.get(boris.id)
    return now.grants != boris.grants


async def test_a_changed_sign_in_a_button_is_denied_and_logged(region: Region) -> None:
    olga = region.phones[TEACHER]
    await begin(olga)
    [data] = [data for data in answers(olga) if data.endswith("\x1dsend")]
    for at in range(len(data)):
        for bit in (1, 4):
            forged = data[:at] + chr(ord(data[at]) ^ bit) + data[at + 1 :]
            before = len(olga.messages)
            with capture_logs() as logs:
                await olga.press_raw(forged)
            assert len(olga.messages) > before
            assert DENIED & {log["event"] for log in logs}, repr(forged)
    async with region.world.database.open_view() as work:
        assert await work.consultations.get(2) is None  # type: ignore[arg-type]  # a number


async def test_a_refusal_is_logged_by_the_number_of_the_update_alone(region: Region) -> None:
    with capture_logs() as logs:
        await region.phones[TEACHER].press_raw("consultation:1")

    [denied] = [log for log in logs if log["event"] == "denied"]
    assert set(denied) == {"event", "log_level", "update"}


async def test_a_role_taken_back_ends_with_the_next_update(region: Region) -> None:
    """With its window open, too."""
    peter = region.phones[COORDINATOR]
    await peter.press_raw("appointment:1")
    await peter.press("Снять роль")
    await region.revoke("Петров Пётр")
    await peter.press("Снять")

    assert any(said.startswith(REFUSED) for said in peter.messages)
    assert "Управление" not in " ".join(peter.buttons)
    assert peter.last.startswith("Петров Пётр, чем помочь?")
    assert not await is_changed(region)
    assert not await opens(peter, "staff")


@contextmanager
def doors_open(world: DemoWorld, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for observer in (world.service.dispatcher.message, world.service.dispatcher.callback_query):
        for middleware in list(observer.middleware):
            if isinstance(middleware, Access):
                observer.middleware.unregister(middleware)
    with monkeypatch.context() as patched:
        patched.setattr(access, "may", lambda *_: True)
        yield


async def test_without_the_check_a_teacher_opens_what_is_of_the_staff(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    with doors_open(region.world, monkeypatch):
        olga = region.phones[TEACHER]
        opened = {place for place in OPENED_BY if await opens(olga, place)}

    assert {"manage", "staff", "inbox", "invite", "workplace"} <= opened
