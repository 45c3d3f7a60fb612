"""«Передать»: to a person or to the step above, with a few words of explanation."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import use_cases
from core.consultations.model import ConsultationId
from core.consultations.passing import Receivers
from core.consultations.ports import ConsultationWork
from core.people import PersonId
from handlers.cards import DRAFT, kept_draft, show
from handlers.consultations.draft import collector, shown, words_of
from handlers.consultations.states import PassOn, Thread
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Paged, Say, choices

TO = "to"
UP = 0
"""Nobody in person: whoever the ladder chooses above, or the queue."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Nobody chooses for what is not theirs to give: the right to it is looked at first."""
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.receivers(work, ConsultationId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, PassOn, data)
    await show(dialog_manager, PassOn.draft if kept else PassOn.to, data, answers=kept)


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def _look(manager: DialogManager) -> Receivers:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.receivers(work, _number(manager), me=we.me)


async def to_whom(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    found = await _look(dialog_manager)
    returns = found.must_explain and not found.above
    return {
        "number": _number(dialog_manager),
        "above": found.above,
        "has_above": bool(found.above),
        "returns": returns,
        "none": not (found.people or found.above or returns),
        "some": bool(found.people or found.above or returns),
        "methodists": [
            (
                one.person,
                we.texts.raw(
                    "button-methodist",
                    name=one.name,
                    load=one.load,
                    is_absent="yes" if one.absent else "no",
                ),
            )
            for one in found.people
        ],
    }


async def on_person(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data[TO] = int(item)
    await manager.switch_to(PassOn.draft)


async def on_up(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data[TO] = UP
    await manager.switch_to(PassOn.draft)


async def explaining(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    found = await _look(dialog_manager)
    to = PersonId(dialog_manager.dialog_data[TO])
    async with we.open_view() as work:
        names = {} if to == UP else await work.people.names([to])
    name = found.above if to == UP else names.get(to, "") or we.texts.raw("somebody")
    draft = shown(dialog_manager.dialog_data.get(DRAFT))
    return draft | {
        "number": _number(dialog_manager),
        "name": name,
        "has_name": "yes" if name else "no",
        "must": "yes" if found.must_explain else "no",
        "may_be_silent": draft["empty"] and not found.must_explain,
    }


async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ConsultationWork] = here(manager)
    words = words_of(manager.dialog_data.get(DRAFT))
    to, number = PersonId(manager.dialog_data[TO]), _number(manager)
    async with we.open_work() as work:
        if to == UP:
            after = await use_cases.pass_up(work, number, words, me=we.me)
        else:
            after = await use_cases.hand_over(work, number, to, me=we.me, words=words)
        names = await work.people.names([after.methodist] if after.methodist else [])
        manager.dialog_data.clear()
        manager.dialog_data["name"] = names.get(after.methodist, "") if after.methodist else ""
        await manager.switch_to(PassOn.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    name = dialog_manager.dialog_data["name"]
    return {
        "number": _number(dialog_manager),
        "name": name,
        "has_name": "yes" if name else "no",
    }


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(PassOn.leaving)
    else:
        await on_leave(_, __, manager)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Thread.card, {"number": _number(manager)})


def _to_window() -> Card:
    return Card(
        Say("pass-to", when="some"),
        Say("pass-above", when="has_above"),
        Say("pass-returns", when="returns"),
        Say("hand-over-none", when="none"),
        Column(
            Button(Label("button-pass-up"), id="up", on_click=on_up, when="has_above"),
            Button(Label("button-pass-queue"), id="queue", on_click=on_up, when="returns"),
        ),
        Paged(choices("methodist", "methodists", on_person), id="methodists"),
        Opens(Label("button-back"), "consultation:{number}"),
        state=PassOn.to,
        getter=to_whom,
    )


def _draft_window() -> Card:
    return Card(
        Say("pass-whom"),
        Say("pass-prompt", when="empty"),
        Say("pass-draft", when="filled"),
        Say("draft-long", when="is_long"),
        Say("draft-files", when="has_files"),
        Column(
            Button(Label("button-pass-now"), id="send", on_click=on_send, when="filled"),
            Button(
                Label("button-pass-silently"), id="silent", on_click=on_send, when="may_be_silent"
            ),
            SwitchTo(Label("button-pass-other"), id="other", state=PassOn.to),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        collector(),
        state=PassOn.draft,
        getter=explaining,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _to_window(),
        _draft_window(),
        Card(
            Say("pass-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=PassOn.draft),
                Button(Label("button-discard"), id="leave", on_click=on_leave),
            ),
            state=PassOn.leaving,
        ),
        Card(
            Say("pass-done"),
            Column(
                Opens(Label("button-to-inbox"), "inbox"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=PassOn.done,
            getter=done,
        ),
    )
