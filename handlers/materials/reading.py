"""What guests of an event find on its shelf: a list, and each thing sent into the chat."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.errors import Gone
from core.materials import use_cases
from core.materials.model import Material
from core.materials.ports import MaterialWork
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.materials.states import MyMaterials, Reading, Shelf
from handlers.materials.words import lines, send, titles
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Whoever keeps the shelf fills it here, guests look at it."""
    we: Here[MaterialWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
    state = Shelf.list if seen.keeps else Reading.list
    await show(dialog_manager, state, {"number": number})


async def start_mine(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, MyMaterials.list)


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[MaterialWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
    return {
        "number": number,
        "title": seen.shelf.title,
        "lines": ["\n".join(lines(seen.materials, we.texts))],
        "materials": titles(seen.materials),
        "none": not seen.materials,
        "some": bool(seen.materials),
        "several": len(seen.materials) > 1,
        "count": len(seen.materials),
    }


async def on_one(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    found = [one for one in await _materials(manager) if one.id == int(item)]
    if not found:
        raise Gone
    await send(manager, found)


async def on_all(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await send(manager, await _materials(manager))


async def _materials(manager: DialogManager) -> Sequence[Material]:
    we: Here[MaterialWork] = here(manager)
    async with we.open_view() as work:
        return (await use_cases.look(work, int(given(manager, "number")), me=we.me)).materials


async def shelves(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[MaterialWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.mine(work, me=we.me)
    return {
        "none": not found,
        "lines": [
            "\n".join(
                we.texts("material-event", number=number, title=one.title)
                for number, one in enumerate(found, start=1)
            )
        ],
        "items": [
            (str(number), f"materials:{one.event}") for number, one in enumerate(found, start=1)
        ],
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("materials-title"),
            Say("materials-none", when="none"),
            Say("materials-how", when="some"),
            Lines(),
            Paged(choices("material", "materials", on_one), id="pages"),
            Column(
                Button(Label("button-all-materials"), id="all", on_click=on_all, when="several"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Reading.list,
            getter=listed,
        )
    )


def make_mine_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("my-materials"),
            Say("my-materials-none", when="none"),
            Lines(),
            Places("items", width=5),
            Opens(Label("button-back"), "myevents"),
            Opens(Label("button-menu"), "menu"),
            state=MyMaterials.list,
            getter=shelves,
        )
    )
