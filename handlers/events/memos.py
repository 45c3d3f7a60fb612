"""«Памятка участника»: written for those in the room or for those online, looked over, saved."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import memos
from core.events.model import EventId, Presence, memo_of
from core.events.ports import EventWork
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.states import Memos
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Opens, Say

WORDS = "memo"


async def start_room(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await _start(dialog_manager, number, Presence.ROOM)


async def start_online(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await _start(dialog_manager, number, Presence.ONLINE)


async def _start(manager: DialogManager, number: int, presence: Presence) -> None:
    """Nobody types what could not be saved."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        event, _found = await memos.of_event(work, EventId(number), me=we.me)
        memos.check_writable(event, presence, over=event.is_over(work.now))
    await show(manager, Memos.words, {"number": number, "presence": presence})


async def stated(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    presence = _presence(dialog_manager)
    async with we.open_view() as work:
        event, found = await memos.of_event(work, _number(dialog_manager), me=we.me)
    memo = found.get(presence, "")
    return {
        "number": event.id,
        "title": event.details.title,
        "presence": presence,
        "memo": memo,
        "has_memo": bool(memo),
        "no_memo": not memo,
        "fresh": dialog_manager.dialog_data.get(WORDS, ""),
        "draft": "no" if event.is_open else "yes",
        "what": dialog_manager.dialog_data.get("what", "saved"),
    }


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


def _presence(manager: DialogManager) -> Presence:
    return Presence(given(manager, "presence"))


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    manager.dialog_data[WORDS] = memo_of(message.text)
    await manager.switch_to(Memos.confirm)


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    words = manager.dialog_data[WORDS]
    async with we.open_work() as work:
        await memos.write(work, _number(manager), _presence(manager), words, me=we.me)
        await _done(manager, "saved")


async def on_take_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await memos.take_back(work, _number(manager), _presence(manager), me=we.me)
        await _done(manager, "taken-back")


async def _done(manager: DialogManager, what: str) -> None:
    manager.dialog_data.clear()
    manager.dialog_data["what"] = what
    await manager.switch_to(Memos.done)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("memo-title"),
            Say("memo-now", when="has_memo"),
            Say("memo-none", when="no_memo"),
            Say("memo-prompt"),
            Column(
                Button(
                    Label("button-memo-away"), id="away", on_click=on_take_back, when="has_memo"
                ),
                Opens(Label("button-back"), "eventterms:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            MessageInput(on_words),
            state=Memos.words,
            getter=stated,
        ),
        Card(
            Say("memo-title"),
            Say("memo-confirm"),
            Column(
                Button(Label("button-save-memo"), id="save", on_click=on_save),
                SwitchTo(Label("button-back"), id="back", state=Memos.words),
                Opens(Label("button-menu"), "menu"),
            ),
            MessageInput(on_words),
            state=Memos.confirm,
            getter=stated,
        ),
        Card(
            Say("memo-done"),
            Column(
                Opens(Label("button-back"), "eventterms:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Memos.done,
            getter=stated,
        ),
    )
