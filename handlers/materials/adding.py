"""Materials on their way to the shelf: as many messages as it takes, until «Готово»."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import NotYours
from core.files import LARGEST, short
from core.materials import use_cases
from core.materials.model import MOST, Piece
from core.materials.ports import MaterialWork
from handlers.cards import DRAFT, kept_draft, show
from handlers.context import Here, given, here
from handlers.files import attachments_of, draft_in, joined, parts_of
from handlers.materials.states import AddMaterials, Shelf
from handlers.widgets import Card, Label, Lines, Opens, Say

ADDED = "added"


def pieces_of(draft: dict[str, Any] | None) -> list[Piece]:
    """One of each message; raises the refusal of whatever is too much in it."""
    pieces = []
    for part in parts_of(draft):
        files = attachments_of({"parts": [part]})
        pieces.append(Piece(text=part["text"], file=files[0] if files else None))
    return pieces


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Nobody sends what there is no room for."""
    we: Here[MaterialWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
    if not seen.keeps:
        raise NotYours
    seen.shelf.check_filled()
    data = {"number": number}
    answers = await kept_draft(dialog_manager, AddMaterials, data)
    await show(dialog_manager, AddMaterials.draft, data, answers=answers)


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """An album comes as a message for each picture. What is too much is refused, and what was
    there before stays."""
    we: Here[MaterialWork] = here(manager)
    piece = draft_in(message, we.account.messenger)
    draft = joined(manager.dialog_data.get(DRAFT), piece)
    pieces = pieces_of(draft)
    async with we.open_view() as work:
        use_cases.check_fit(await work.materials.count(_number(manager)), pieces)
    manager.dialog_data[DRAFT] = draft


async def drafted(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[MaterialWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.keep(work, number, me=we.me)
    pieces = pieces_of(dialog_manager.dialog_data.get(DRAFT))
    return {
        "number": number,
        "title": seen.shelf.title,
        "left": MOST - len(seen.materials) - len(pieces),
        "megabytes": LARGEST // 1024**2,
        "filled": bool(pieces),
        "empty": not pieces,
        "lines": ["\n".join(_line(one, at, we) for at, one in enumerate(pieces, start=1))],
    }


def _line(piece: Piece, number: int, we: Here[MaterialWork]) -> str:
    name = piece.file.name if piece.file else " ".join(piece.text.split())
    kind = piece.file.kind if piece.file else "text"
    return we.texts("material-line", number=number, name=short(name), kind=kind)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


async def on_done(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """A second tap finds the form emptied, and adds nothing."""
    we: Here[MaterialWork] = here(manager)
    pieces = pieces_of(manager.dialog_data.get(DRAFT))
    async with we.open_work() as work:
        if pieces:
            await use_cases.add(work, _number(manager), pieces, me=we.me)
            manager.dialog_data.clear()
            manager.dialog_data[ADDED] = len(pieces)
        await manager.switch_to(AddMaterials.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[MaterialWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.keep(work, _number(dialog_manager), me=we.me)
        over = seen.shelf.is_over(work.now)
    return {
        "number": _number(dialog_manager),
        "count": dialog_manager.dialog_data.get(ADDED, 0),
        "seen_by": seen.shelf.rules.seen_by,
        "opens": "open" if over else seen.shelf.rules.opens,
    }


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(AddMaterials.leaving)
    else:
        await show(manager, Shelf.list, {"number": _number(manager)})


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Shelf.list, {"number": _number(manager)})


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("adding-prompt", when="empty"),
            Say("adding-draft", when="filled"),
            Lines(),
            Say("adding-more", when="filled"),
            Column(
                Button(Label("button-done"), id="done", on_click=on_done, when="filled"),
                Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            ),
            MessageInput(collect),
            state=AddMaterials.draft,
            getter=drafted,
        ),
        Card(
            Say("adding-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=AddMaterials.draft),
                Button(Label("button-leave-unsaved"), id="leave", on_click=on_leave),
            ),
            state=AddMaterials.leaving,
        ),
        Card(
            Say("adding-done"),
            Column(
                Opens(Label("button-materials"), "materials:{number}"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=AddMaterials.done,
            getter=done,
        ),
    )
