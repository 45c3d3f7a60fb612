"""Words for an open consultation: an answer, a question back, a note, more from the teacher."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import use_cases
from core.consultations.model import Consultation, ConsultationId, Side
from core.consultations.model import State as Turn
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import AlreadyClosed
from core.errors import NotYours
from handlers.cards import DRAFT, Form, kept_draft, show
from handlers.consultations import inserting
from handlers.consultations.draft import collector, shown, words_of
from handlers.consultations.states import Answer, AskBack, Note, Thread, WriteOn
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say

UseCase = Callable[..., Awaitable[Consultation]]
Start = Callable[..., Awaitable[None]]


def starting(form: type[Form]) -> Start:
    """Nobody types what could not be sent: the right to it is looked at first."""

    async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
        we: Here[ConsultationWork] = here(dialog_manager)
        async with we.open_view() as work:
            seen = await use_cases.see(work, ConsultationId(number), me=we.me)
        if (seen.side is Side.TEACHER) != (form is WriteOn):
            raise NotYours
        if seen.consultation.state is Turn.CLOSED:
            raise AlreadyClosed
        data = {"number": number}
        kept = await kept_draft(dialog_manager, form, data)
        state: State = form.draft  # type: ignore[attr-defined]  # every form of this file has it
        await show(dialog_manager, state, data, answers=kept)

    return start


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    number = _number(dialog_manager)
    return shown(dialog_manager.dialog_data.get(DRAFT)) | {"number": number}


async def written(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Until when the teacher who has written more will be answered."""
    we: Here[ConsultationWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        consultation = (await use_cases.see(work, number, me=we.me)).consultation
        promised = consultation.state is Turn.WAITING and consultation.due_at > work.now
    return {
        "number": number,
        "is_promised": "yes" if promised else "no",
        "due_at": consultation.due_at,
    }


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Thread.card, {"number": _number(manager)})


def _leaving_window(state: State, *, stay: State) -> Card:
    return Card(
        Say("draft-leaving"),
        Column(
            SwitchTo(Label("button-continue"), id="stay", state=stay),
            Button(Label("button-discard"), id="leave", on_click=on_leave),
        ),
        state=state,
        getter=getter,
    )


def _done_window(key: str, state: State) -> Card:
    return Card(
        Say(f"{key}-done"),
        Column(
            Opens(Label("button-open"), "consultation:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=state,
        getter=written if state == WriteOn.done else getter,
    )


def _make_dialog(form: type[Form], key: str, use_case: UseCase, *more: Card) -> Dialog:
    """Everybody writes in the same way; only the words around it differ."""
    draft, leaving, done = (getattr(form, name) for name in ("draft", "leaving", "done"))

    async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[ConsultationWork] = here(manager)
        words = words_of(manager.dialog_data.get(DRAFT))
        async with we.open_work() as work:
            await use_case(work, _number(manager), words, me=we.me)
            manager.dialog_data.clear()
            await manager.switch_to(done)

    async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        if manager.dialog_data.get(DRAFT):
            await manager.switch_to(leaving)
        else:
            await show(manager, Thread.card, {"number": _number(manager)})

    return Dialog(
        Card(
            Say(f"{key}-prompt", when="empty"),
            Say(f"{key}-draft", when="filled"),
            Say("draft-long", when="is_long"),
            Say("draft-files", when="has_files"),
            Say("draft-more", when="filled"),
            Column(
                Button(Label("button-send"), id="send", on_click=on_send, when="filled"),
                *([inserting.button()] if more else []),
                Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            ),
            collector(),
            state=draft,
            getter=getter,
        ),
        _leaving_window(leaving, stay=draft),
        _done_window(key, done),
        *more,
    )


def make_dialogs() -> list[Dialog]:
    return [
        _make_dialog(Answer, "answer", use_cases.answer, *inserting.make_windows()),
        _make_dialog(AskBack, "back", use_cases.ask_back),
        _make_dialog(Note, "note", use_cases.note),
        _make_dialog(WriteOn, "write", use_cases.write_on),
    ]
