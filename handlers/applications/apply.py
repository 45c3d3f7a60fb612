"""«Подать заявку»: words and files in any order, looked over, sent."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.applications import use_cases
from core.applications.calls import Terms
from core.applications.model import MOST_FILES, State
from core.applications.ports import ApplicationWork
from core.events import seeing
from core.events.model import EventId
from handlers.applications.one import DecidingWork
from handlers.applications.states import Apply
from handlers.applications.words import draft_of, entry_of, shown
from handlers.cards import DRAFT, kept_draft, show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.files import draft_in, joined
from handlers.menu import Menu
from handlers.widgets import Card, Label, Opens, Say, choices

BEFORE = "before"
"""What was sent already and is being changed."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """A new one, the one that was not finished, or a change of what was sent."""
    we: Here[DecidingWork] = here(dialog_manager)
    data = {"number": number}
    async with we.open_view() as work:
        call, mine = await use_cases.look_ahead(work, number, me=we.me)
        if mine is None or not mine.is_sent:
            await seeing.check_meant(work, EventId(number), me=we.me)
    answers = await kept_draft(dialog_manager, Apply, data) or {}
    if not answers and mine is not None and mine.is_sent:
        answers = {BEFORE: draft_of(mine.entry), "presence": mine.presence}
    chosen = len(call.presences) == 1 or answers.get("presence") in call.presences
    await show(dialog_manager, Apply.draft if chosen else Apply.presence, data, answers=answers)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    number, data = _number(dialog_manager), dialog_manager.dialog_data
    async with we.open_view() as work:
        call, mine = await use_cases.see(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    presences = [(one, we.texts.raw("button-apply-presence", name=one)) for one in call.presences]
    return {
        "number": number,
        "title": call.title,
        "admission": call.terms.admission,
        "prompt": call.terms.prompt,
        "has_prompt": "yes" if call.terms.prompt else "no",
        "wanted": _wanted(call.terms),
        "most": MOST_FILES,
        "until": clock.moment(call.closes_at),
        "presences": presences,
        "hybrid": len(presences) > 1,
        "presence": data.get("presence", call.presences[0]),
        "asked": mine is not None and mine.state is State.RETURNED,
        "grounds": mine.reason if mine is not None else "",
        "sent_before": "yes" if mine is not None and mine.is_sent else "no",
        **shown(entry_of(data.get(DRAFT) or data.get(BEFORE))),
        "filled": bool(data.get(DRAFT)),
        "as_sent": not data.get(DRAFT) and bool(data.get(BEFORE)),
        "empty": not data.get(DRAFT) and not data.get(BEFORE),
        "begun": bool(data.get(DRAFT) or data.get(BEFORE)),
    }


def _wanted(terms: Terms) -> str:
    if terms.wants_file:
        return "needed"
    return "possible" if terms.bears_files else "none"


async def on_presence(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["presence"] = item
    await manager.switch_to(Apply.draft)


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """Add to it. What is too much is refused, and what was there before stays.

    That something was begun is noted at once: whoever does not send it is reminded.
    """
    we: Here[ApplicationWork] = here(manager)
    data = manager.dialog_data
    piece = draft_in(message, we.account.messenger)
    draft = joined(data.get(DRAFT) or data.get(BEFORE), piece)
    async with we.open_work() as work:
        await use_cases.begin(work, _number(manager), entry_of(draft), me=we.me)
        data[DRAFT] = draft


async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    data, number = manager.dialog_data, _number(manager)
    entry, presence = entry_of(data.get(DRAFT)), data.get("presence", "")
    async with we.open_work() as work:
        await use_cases.send(work, number, entry, presence=presence, me=we.me)
        data.clear()
        await manager.switch_to(Apply.done)


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """What would be lost is asked about once."""
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Apply.leaving)
    else:
        await show(manager, Menu.main)


async def on_anew(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The words and files go, the form stays."""
    manager.dialog_data.pop(DRAFT, None)
    manager.dialog_data.pop(BEFORE, None)
    await manager.switch_to(Apply.draft)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.discard(work, _number(manager), me=we.me)
        manager.dialog_data.clear()
    await show(manager, Menu.main)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _draft_window() -> Card:
    return Card(
        Say("apply-head"),
        Say("apply-asked", when="asked"),
        Say("apply-empty", when="empty"),
        Say("apply-as-sent", when="as_sent"),
        Say("apply-filled", when="filled"),
        Say("draft-files", when="has_files"),
        Say("apply-more", when="as_sent"),
        Say("draft-more", when="filled"),
        Column(
            Button(Label("button-send"), id="send", on_click=on_send, when="filled"),
            SwitchTo(
                Label("button-apply-other"), id="presence", state=Apply.presence, when="hybrid"
            ),
            Button(Label("button-apply-anew"), id="anew", on_click=on_anew, when="as_sent"),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            Opens(Label("button-back"), "event:{number}"),
        ),
        MessageInput(collect),
        state=Apply.draft,
        getter=getter,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("apply-presence"),
            Column(
                choices("presence", "presences", on_presence),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Apply.presence,
            getter=getter,
        ),
        _draft_window(),
        Card(
            Say("apply-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=Apply.draft),
                Button(Label("button-apply-anew"), id="anew", on_click=on_anew),
                Button(Label("button-apply-discard"), id="leave", on_click=on_leave),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Apply.leaving,
            getter=getter,
        ),
        Card(
            Say("apply-done"),
            Column(
                Opens(Label("button-my-application"), "application:{number}"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Apply.done,
            getter=getter,
        ),
    )
