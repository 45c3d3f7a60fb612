"""«Мессенджеры»: the table, its ready choices, and what a change would cost before it is saved."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.carriage import use_cases
from core.carriage.model import (
    MAX,
    OFFERED,
    TELEGRAM,
    Cargo,
    Carriage,
    Change,
    Choice,
    LeftOut,
    change_of,
)
from core.carriage.ports import CarriageWork
from core.errors import Gone
from core.people import Role
from handlers.cards import show
from handlers.context import Here, here
from handlers.widgets import Card, Label, Lines, Opens, Say, choices
from texts import Texts


class Messengers(StatesGroup):
    """Counts and settings only: whoever has shut the door of a messenger can open it there."""

    who = (Role.ADMINISTRATOR,)
    impersonal = True

    table = State()
    messenger = State()
    cargo = State()
    confirm = State()
    saved = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Messengers.table)


def _connected(manager: DialogManager) -> tuple[str, ...]:
    return tuple(manager.middleware_data["messengers"])


async def _table(manager: DialogManager) -> Carriage:
    we: Here[CarriageWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.look(work, by=we.me)


async def table_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    carriage = await _table(dialog_manager)
    connected = _connected(dialog_manager)
    known = sorted({*connected, MAX, TELEGRAM, *(one for one, _ in carriage.cells)})
    return {
        "lines": [_block(texts, carriage, one, connected=one in connected) for one in known],
        "choices": [(one, texts.raw("button-choice", choice=one)) for one in Choice],
        "messengers": [(one, texts.raw("button-messenger", name=one)) for one in known],
    }


def _block(texts: Texts, carriage: Carriage, messenger: str, *, connected: bool) -> str:
    """A messenger with a line for each kind of messages."""
    name = texts("carriage-messenger", name=messenger, connected="yes" if connected else "no")
    cells = [
        texts("carriage-cell", cargo=cargo, extent=carriage.of(messenger, cargo))
        for cargo in Cargo
    ]
    return "\n".join([name, *cells])


async def messenger_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    return {
        "name": dialog_manager.dialog_data["messenger"],
        "cargoes": [(cargo, texts.raw("button-cargo", cargo=cargo)) for cargo in Cargo],
    }


async def cargo_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    messenger, cargo = _chosen(dialog_manager)
    now = (await _table(dialog_manager)).of(messenger, cargo)
    return {
        "name": messenger,
        "cargo": cargo,
        "extent": now,
        "extents": [
            (extent, texts.raw("button-extent", extent=extent))
            for extent in OFFERED[cargo]
            if extent is not now
        ],
    }


def _chosen(manager: DialogManager) -> tuple[str, Cargo]:
    return manager.dialog_data["messenger"], Cargo(manager.dialog_data["cargo"])


async def confirm_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[CarriageWork] = here(dialog_manager)
    change = _change(dialog_manager)
    messengers = _connected(dialog_manager)
    async with we.open_view() as work:
        cost = await use_cases.foresee(work, change, by=we.me, messengers=messengers)
    told = [line for cargo, left in cost.items() for line in _cost(we.texts, cargo, left)]
    return {"lines": [_what(we.texts, change), *(told or [we.texts("carriage-nobody-left")])]}


def _what(texts: Texts, change: Choice | Change) -> str:
    if isinstance(change, Choice):
        return texts("carriage-confirm-choice", choice=change)
    return texts(
        "carriage-confirm-cell",
        name=change.messenger,
        cargo=change.cargo,
        extent=change.extent,
    )


def _cost(texts: Texts, cargo: Cargo, left: LeftOut) -> list[str]:
    lines = []
    if left.nothing:
        lines.append(texts("carriage-left-nothing", cargo=cargo, count=left.nothing))
    if left.hint:
        lines.append(texts("carriage-left-hint", cargo=cargo, count=left.hint))
    return lines


def _change(manager: DialogManager) -> Choice | Change:
    change = change_of(manager.dialog_data["change"])
    if change is None:
        raise Gone
    return change


async def on_choice(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["change"] = item
    await manager.switch_to(Messengers.confirm)


async def on_messenger(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["messenger"] = item
    await manager.switch_to(Messengers.messenger)


async def on_cargo(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["cargo"] = item
    await manager.switch_to(Messengers.cargo)


async def on_extent(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    messenger, cargo = _chosen(manager)
    manager.dialog_data["change"] = f"{messenger}/{cargo}={item}"
    await manager.switch_to(Messengers.confirm)


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[CarriageWork] = here(manager)
    change, messengers = _change(manager), _connected(manager)
    async with we.open_work() as work:
        await use_cases.change(work, change, by=we.me, messengers=messengers)
        await manager.switch_to(Messengers.saved)


def _table_window() -> Card:
    return Card(
        Say("carriage-title"),
        Lines(),
        Column(
            choices("choice", "choices", on_choice),
            choices("messenger", "messengers", on_messenger),
            Opens(Label("button-undelivered"), "undelivered"),
            Opens(Label("button-back"), "manage"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Messengers.table,
        getter=table_getter,
    )


def _cell_windows() -> tuple[Card, Card]:
    return (
        Card(
            Say("carriage-one"),
            Column(
                choices("cargo", "cargoes", on_cargo),
                Opens(Label("button-back"), "carriage"),
            ),
            state=Messengers.messenger,
            getter=messenger_getter,
        ),
        Card(
            Say("carriage-which"),
            Column(
                choices("extent", "extents", on_extent),
                SwitchTo(Label("button-back"), id="back", state=Messengers.messenger),
            ),
            state=Messengers.cargo,
            getter=cargo_getter,
        ),
    )


def make_dialog() -> Dialog:
    return Dialog(
        _table_window(),
        *_cell_windows(),
        Card(
            Lines(),
            Column(
                Button(Label("button-save"), id="save", on_click=on_save),
                Opens(Label("button-back"), "carriage"),
            ),
            state=Messengers.confirm,
            getter=confirm_getter,
        ),
        Card(
            Say("carriage-saved"),
            Column(
                Opens(Label("button-messengers"), "carriage"),
                Opens(Label("button-undelivered"), "undelivered"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Messengers.saved,
        ),
    )
