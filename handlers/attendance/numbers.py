"""«Вписать номера»: those who came, pasted as numbers of participants."""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.attendance import bulk, use_cases
from core.attendance.numbers import in_words
from core.attendance.ports import AttendanceWork
from handlers.attendance.states import Numbers
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_view() as work:
        gathering = await use_cases.keep(work, number, me=we.me)
        gathering.check_begun(work.now)
    await show(dialog_manager, Numbers.ask, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering = await use_cases.keep(work, number, me=we.me)
    return {"number": number, "title": gathering.title, **dialog_manager.dialog_data}


async def on_numbers(message: Message, _: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        found = await bulk.tick_numbers(
            work, int(given(manager, "number")), message.text or "", me=we.me
        )
        manager.dialog_data.update(
            marked=len(found.marked),
            known=in_words(found.known) or "none",
            nobodys=in_words(found.nobodys) or "none",
            moment=work.now.isoformat(),
            undoable=bool(found.marked),
        )
        await manager.switch_to(Numbers.done)


async def on_undo(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    moment = datetime.fromisoformat(manager.dialog_data["moment"])
    async with we.open_work() as work:
        await bulk.undo(work, int(given(manager, "number")), at=moment, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(Numbers.ask)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("numbers-ask"),
            MessageInput(on_numbers),
            Column(
                Opens(Label("button-back"), "roll:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Numbers.ask,
            getter=getter,
        ),
        Card(
            Say("numbers-done"),
            MessageInput(on_numbers),
            Column(
                SwitchTo(Label("button-more-numbers"), id="more", state=Numbers.ask),
                Button(Label("button-undo"), id="undo", on_click=on_undo, when="undoable"),
                Opens(Label("button-back"), "roll:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Numbers.done,
            getter=getter,
        ),
    )
