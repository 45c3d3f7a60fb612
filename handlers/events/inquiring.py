"""«Спросить организатора» and the answer: words that are looked over before they leave."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import hosting, inquiring
from core.events.inquiring import words_of
from core.events.model import EventId
from core.events.ports import EventWork, InquiryId
from handlers.cards import DRAFT, Form, kept_draft, show
from handlers.context import Here, given, here
from handlers.events.states import AnswerGuest, AskHost, Seat
from handlers.files import CannotRead
from handlers.menu import Menu
from handlers.widgets import Card, Label, Opens, Say


async def start_asking(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Nobody types what could not be asked."""
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        await inquiring.begin(work, EventId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, AskHost, data)
    await show(dialog_manager, AskHost.words, data, answers=kept)


async def start_answering(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        await inquiring.asked(work, InquiryId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, AnswerGuest, data)
    await show(dialog_manager, AnswerGuest.words, data, answers=kept)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _drafted(manager: DialogManager) -> dict[str, Any]:
    words = manager.dialog_data.get(DRAFT, "")
    return {"text": words, "filled": bool(words), "empty": not words}


async def asking(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    number = EventId(_number(dialog_manager))
    async with we.open_view() as work:
        event = await inquiring.begin(work, number, me=we.me)
        host = await hosting.host_of(work, event)
    return _drafted(dialog_manager) | {
        "number": number,
        "title": event.details.title,
        "host": host.name if host else "none",
    }


async def answering(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        inquiry, event = await inquiring.asked(work, InquiryId(_number(dialog_manager)), me=we.me)
        names = await work.people.names([inquiry.person])
    return _drafted(dialog_manager) | {
        "title": event.details.title,
        "question": inquiry.words,
        "name": names.get(inquiry.person, "") or we.texts.raw("somebody"),
    }


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    """Those that came last are those that are sent."""
    if not message.text:
        raise CannotRead
    manager.dialog_data[DRAFT] = words_of(message.text)


async def on_ask(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    words = manager.dialog_data.get(DRAFT, "")
    async with we.open_work() as work:
        await inquiring.ask(work, EventId(_number(manager)), words, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(AskHost.done)


async def on_answer(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    words = manager.dialog_data.get(DRAFT, "")
    async with we.open_work() as work:
        await inquiring.answer(work, InquiryId(_number(manager)), words, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(AnswerGuest.done)


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"number": _number(dialog_manager)}


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Back to the event that was asked about, home from a letter."""
    manager.dialog_data.clear()
    if manager.current_context().state.group is AskHost:
        await show(manager, Seat.card, {"number": _number(manager)})
    else:
        await show(manager, Menu.main)


def _words_window(form: type[Form], key: str, getter: Any, on_send: Any) -> Card:
    words: State = form.words  # type: ignore[attr-defined]  # both forms have it
    leaving: State = form.leaving  # type: ignore[attr-defined]  # both forms have it

    async def on_cancel(press: CallbackQuery, button: Any, manager: DialogManager) -> None:
        if manager.dialog_data.get(DRAFT):
            await manager.switch_to(leaving)
        else:
            await on_leave(press, button, manager)

    return Card(
        Say(key),
        Say("inquiry-prompt", when="empty"),
        Say("inquiry-draft", when="filled"),
        Column(
            Button(Label("button-send"), id="send", on_click=on_send, when="filled"),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        MessageInput(on_words),
        state=words,
        getter=getter,
    )


def _leaving_window(form: type[Form]) -> Card:
    return Card(
        Say("draft-leaving"),
        Column(
            SwitchTo(Label("button-continue"), id="stay", state=form.words),  # type: ignore[attr-defined]  # both forms have it
            Button(Label("button-discard"), id="leave", on_click=on_leave),
        ),
        state=form.leaving,  # type: ignore[attr-defined]  # both forms have it
    )


def make_asking() -> Dialog:
    return Dialog(
        _words_window(AskHost, "inquiry-asking", asking, on_ask),
        _leaving_window(AskHost),
        Card(
            Say("inquiry-asked"),
            Column(
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=AskHost.done,
            getter=asked,
        ),
    )


def make_answering() -> Dialog:
    return Dialog(
        _words_window(AnswerGuest, "inquiry-answering", answering, on_answer),
        _leaving_window(AnswerGuest),
        Card(
            Say("inquiry-answer-sent"),
            Opens(Label("button-menu"), "menu"),
            state=AnswerGuest.done,
        ),
    )
