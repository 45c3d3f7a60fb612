"""Choosing a unit: by going down the tree or by typing its name."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from core.registration.ports import RegistrationWork
from core.units import Unit, UnitId
from core.words import storable
from handlers.context import Here, here
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Paged, Say, choices

Chosen = Callable[[DialogManager, UnitId], Awaitable[None]]
Within = Callable[[DialogManager], Sequence[UnitId]]


def everywhere(_: DialogManager) -> Sequence[UnitId]:
    return ()


def unit_window(
    state: State, prompt: Say, *more: Any, on_unit: Chosen, within: Within = everywhere
) -> Card:
    """A window that ends in ``on_unit``; ``within`` limits what may be chosen."""

    async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        return await _looked(dialog_manager, within(dialog_manager))

    async def pick(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        await _go(manager, UnitId(int(item)), on_unit)

    async def here_it_is(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await on_unit(manager, UnitId(int(manager.dialog_data["at"])))

    async def search(message: Message, _: Any, manager: DialogManager) -> None:
        await _search(message, manager)

    return Card(
        prompt,
        Say("unit-none-found", when="searched_in_vain"),
        Paged(
            choices("unit", "units", pick),
            id="units",
        ),
        Button(Label("button-this-unit"), id="this", on_click=here_it_is, when="at_name"),
        Button(Label("button-whole-list"), id="all", on_click=_whole_list, when="narrowed"),
        *more,
        MessageInput(search),
        state=state,
        getter=getter,
    )


async def _looked(manager: DialogManager, within: Sequence[UnitId]) -> dict[str, Any]:
    """What the window shows: found by words, or the children of where the person is."""
    we: Here[RegistrationWork] = here(manager)
    data = manager.dialog_data
    at = data.get("at")
    async with we.open_view() as work:
        if data.get("words"):
            units = await work.units.find(data["words"], within=within)
        elif at is not None:
            units = await work.units.children(UnitId(at))
        else:
            units = await _top(work, within)
        here_now = None if at is None or data.get("words") else await work.units.get(UnitId(at))
    return {
        "units": [(unit.id, unit.name) for unit in units],
        "at_name": here_now.name if here_now else "",
        "narrowed": bool(at or data.get("words")),
        "searched_in_vain": bool(data.get("words")) and not units,
        "words": data.get("words", ""),
    }


async def _top(work: RegistrationWork, within: Sequence[UnitId]) -> Sequence[Unit]:
    """Where the choice begins. A single root is nothing to choose: show what is in it."""
    if within:
        return [await work.units.get(unit) for unit in within]
    roots = await work.units.roots()
    return await work.units.children(roots[0].id) if len(roots) == 1 else roots


async def _go(manager: DialogManager, unit: UnitId, on_unit: Chosen) -> None:
    we: Here[RegistrationWork] = here(manager)
    async with we.open_view() as work:
        leaf = not await work.units.children(unit)
    manager.dialog_data.pop("words", None)
    if leaf:
        manager.dialog_data.pop("at", None)
        await on_unit(manager, unit)
    else:
        manager.dialog_data["at"] = unit


async def _search(message: Message, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    manager.dialog_data["words"] = storable(message.text)[:200]
    manager.dialog_data.pop("at", None)


async def _whole_list(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.pop("words", None)
    manager.dialog_data.pop("at", None)
