"""No window is served without a declaration where the messenger may carry no personal data."""

from collections.abc import Iterator

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State
from aiogram_dialog import Dialog

from core.carriage.model import NotHere
from core.errors import Refusal
from core.people import Account, Role
from handlers.access import IMPERSONAL, check_window, is_impersonal
from tests.carriage.conftest import closed, in_telegram
from tests.carriage.test_conversation import CLOSED
from tests.promises.test_p20_rights import (
    OPENED_BY,
    handlers,
    is_of_the_library,
    places,
    routers,
)
from tests.world import DemoWorld

DECLARED = {
    "Help:main",
    "Messengers:cargo",
    "Messengers:confirm",
    "Messengers:messenger",
    "Messengers:saved",
    "Messengers:table",
    "Undelivered:report",
    "Undelivered:sent",
}
"""Windows that were looked at and show nothing of anybody. Add to it after looking."""

SERVED = {"help", "carriage", "undelivered"}
"""Places behind which these windows are."""

COMMANDS = ("/start", "/start a-token", "/menu", "/ask", "/profile", "/privacy", "/cancel", "/x")


def windows(world: DemoWorld) -> Iterator[State]:
    for router in routers(world.service.dispatcher):
        if isinstance(router, Dialog) and not is_of_the_library(router):
            yield from router.states()


def test_windows_are_personal_unless_they_were_looked_at(both: DemoWorld) -> None:
    found = {str(state.state) for state in windows(both) if is_impersonal(state.group)}

    assert found == DECLARED
    assert len(list(windows(both))) > 40


async def test_every_other_window_is_closed_to_whoever_may_see_everything(
    both: DemoWorld,
) -> None:
    await closed(both)
    async with both.database.open_view() as work:
        carriage = await work.carriage.get()
    inna = await both.person("Волкова Инна", Role.ADMINISTRATOR, over="край")
    seen = set()
    for state in windows(both):
        data = {"me": inna, "carriage": carriage, "account": Account("telegram", 1)}
        try:
            check_window(data, state)
        except NotHere:
            continue
        except Refusal:
            pass
        seen.add(str(state.state))

    assert seen == DECLARED


def test_without_a_word_of_the_setting_every_window_is_closed(both: DemoWorld) -> None:
    for state in windows(both):
        if not is_impersonal(state.group):
            with pytest.raises(NotHere):
                check_window({"me": None}, state)


def test_handlers_that_are_declared_open_declared_windows_only(both: DemoWorld) -> None:
    found = {
        filter_.callback.name
        for _, handler in handlers(both.service.dispatcher)
        for filter_ in handler.filters or ()
        if handler.flags.get(IMPERSONAL) and hasattr(filter_.callback, "name")
    }

    assert found == SERVED
    assert found <= places(both.service.dispatcher)


async def test_every_place_and_every_command_leads_to_the_closed_door(both: DemoWorld) -> None:
    inna = await in_telegram(both, "Волкова Инна", Role.ADMINISTRATOR, over="край")
    await closed(both)
    for said in (*COMMANDS, "слова", *OPENED_BY):
        if said in SERVED:
            continue
        await (inna.press_raw(said) if said in OPENED_BY else inna.say(said))
        assert inna.last.startswith(CLOSED), said
    assert "Волкова" not in inna.all_screens


async def test_a_handler_that_says_nothing_is_closed(both: DemoWorld) -> None:
    async def bare(_: object) -> None:
        raise AssertionError("nobody gets here")

    router: Router = both.service.dispatcher.sub_routers[2]
    router.message.register(bare, Command("bare"))
    inna = await in_telegram(both, "Волкова Инна", Role.ADMINISTRATOR, over="край")
    await closed(both)
    await inna.say("/bare")

    assert inna.last == CLOSED
