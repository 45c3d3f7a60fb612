"""«Материалы» as their organiser sees them: what is there, who sees it, from when on."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import Gone
from core.materials import use_cases
from core.materials.model import Material, MaterialId, SeenBy
from core.materials.model import Opens as Opening
from core.materials.ports import MaterialWork
from core.materials.use_cases import Seen
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.materials.states import Shelf
from handlers.materials.words import lines, send, titles
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

CHOSEN = "material"


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[MaterialWork] = here(dialog_manager)
    seen, over = await _kept(dialog_manager)
    rules = seen.shelf.rules
    return {
        "number": seen.shelf.event,
        "title": seen.shelf.title,
        "seen_by": rules.seen_by,
        "opens": "open" if over else rules.opens,
        "is_coming": not over,
        "lines": ["\n".join(lines(seen.materials, we.texts))],
        "materials": titles(seen.materials),
        "none": not seen.materials,
        "some": bool(seen.materials),
    }


async def _kept(manager: DialogManager) -> tuple[Seen, bool]:
    """The shelf, and whether the event is over."""
    we: Here[MaterialWork] = here(manager)
    async with we.open_view() as work:
        seen = await use_cases.keep(work, _number(manager), me=we.me)
        return seen, seen.shelf.is_over(work.now)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


async def on_seen_by(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[MaterialWork] = here(manager)
    seen, _over = await _kept(manager)
    came = seen.shelf.rules.seen_by is SeenBy.CAME
    async with we.open_work() as work:
        other = SeenBy.ENROLLED if came else SeenBy.CAME
        await use_cases.show_to(work, _number(manager), other, me=we.me)


async def on_opens(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[MaterialWork] = here(manager)
    seen, _over = await _kept(manager)
    later = seen.shelf.rules.opens is Opening.AFTER
    async with we.open_work() as work:
        other = Opening.AT_ONCE if later else Opening.AFTER
        await use_cases.open_from(work, _number(manager), other, me=we.me)


async def on_material(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data[CHOSEN] = int(item)
    await manager.switch_to(Shelf.one)


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    material = await _chosen(dialog_manager)
    text = material.piece.text
    more = text and text != material.name
    return {"name": material.name, "text": text, "has_text": "yes" if more else "no"}


async def _chosen(manager: DialogManager) -> Material:
    """A colleague may have removed it meanwhile."""
    seen, _over = await _kept(manager)
    chosen = manager.dialog_data.get(CHOSEN)
    found = [each for each in seen.materials if each.id == chosen]
    if not found:
        raise Gone
    return found[0]


async def on_show(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await send(manager, [await _chosen(manager)])


async def on_title(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[MaterialWork] = here(manager)
    async with we.open_work() as work:
        chosen = MaterialId(manager.dialog_data[CHOSEN])
        await use_cases.rename(work, chosen, message.text, me=we.me)
        await manager.switch_to(Shelf.one)


async def on_remove(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[MaterialWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.remove(work, MaterialId(manager.dialog_data[CHOSEN]), me=we.me)
        await manager.switch_to(Shelf.list)


def _list_window() -> Card:
    return Card(
        Say("materials-title"),
        Say("materials-rules"),
        Say("shelf-none", when="none"),
        Say("shelf-how", when="some"),
        Lines(),
        Paged(choices("material", "materials", on_material), id="pages"),
        Column(
            Opens(Label("button-add-materials"), "addmaterials:{number}"),
            Button(Label("button-seen-by"), id="who", on_click=on_seen_by),
            Button(Label("button-opens"), id="when", on_click=on_opens, when="is_coming"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Shelf.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        Card(
            Say("material-one"),
            Column(
                Button(Label("button-show-material"), id="show", on_click=on_show),
                SwitchTo(Label("button-rename-material"), id="title", state=Shelf.title),
                SwitchTo(Label("button-remove-material"), id="remove", state=Shelf.removing),
                SwitchTo(Label("button-back"), id="back", state=Shelf.list),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Shelf.one,
            getter=one,
        ),
        Card(
            Say("material-renaming"),
            SwitchTo(Label("button-back"), id="back", state=Shelf.one),
            Opens(Label("button-menu"), "menu"),
            MessageInput(on_title),
            state=Shelf.title,
            getter=one,
        ),
        Card(
            Say("material-removing"),
            Column(
                Button(Label("button-remove-sure"), id="sure", on_click=on_remove),
                SwitchTo(Label("button-back"), id="back", state=Shelf.one),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Shelf.removing,
            getter=one,
        ),
    )
