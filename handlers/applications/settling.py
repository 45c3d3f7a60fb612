"""«Заявки» among the terms of an event: whether, until when, about what, with which files."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.applications import deciding, settling
from core.applications.calls import Admission
from core.applications.model import MOST_FILES
from core.applications.ports import ApplicationWork
from core.applications.times import deadline_of
from core.clocks import zone_of
from handlers.applications.states import CallTerms
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Opens, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ApplicationWork] = here(dialog_manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, number, me=we.me)
        call.check_changeable(work.now)
    await show(dialog_manager, CallTerms.terms, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    terms = call.terms
    return {
        "number": number,
        "title": call.title,
        "admission": terms.admission,
        "until": clock.moment(call.closes_at),
        "prompt": terms.prompt or "none",
        "files": "yes" if terms.files else "no",
        "most": MOST_FILES,
        "admissions": [(one, _admission(one, terms.admission, we)) for one in Admission],
        "takes": terms.takes_applications,
        "contest": terms.is_contest,
        "has_deadline": terms.deadline is not None,
        "has_prompt": bool(terms.prompt),
    }


def _admission(one: Admission, now: Admission, we: Here[ApplicationWork]) -> str:
    title = we.texts.raw("button-admission", name=one)
    return f"✓ {title}" if one is now else title


async def on_admission(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await settling.admit_by(work, _number(manager), Admission(item), me=we.me)


async def on_deadline(message: Message, _: Any, manager: DialogManager) -> None:
    """Read by the clock of whoever writes it."""
    if not message.text:
        raise CannotRead
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        zone = await zone_of(work, we.me.id)
        words = vocabulary()
        deadline = deadline_of(message.text, now=work.now, zone=zone, vocabulary=words)
        await settling.close_at(work, _number(manager), deadline, me=we.me)
        await manager.switch_to(CallTerms.terms)


async def on_beginning(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await settling.close_at(work, _number(manager), None, me=we.me)
        await manager.switch_to(CallTerms.terms)


async def on_prompt(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _ask_for(manager, message.text)


async def on_no_prompt(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _ask_for(manager, "")


async def _ask_for(manager: DialogManager, words: str) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await settling.ask_for(work, _number(manager), words, me=we.me)
        await manager.switch_to(CallTerms.terms)


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    number = _number(manager)
    async with we.open_work() as work:
        call = await deciding.keep(work, number, me=we.me)
        await settling.want_files(work, number, wanted=not call.terms.files, me=we.me)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _terms_window() -> Card:
    return Card(
        Say("application-terms"),
        Column(
            choices("admission", "admissions", on_admission),
            SwitchTo(
                Label("button-deadline"), id="deadline", state=CallTerms.deadline, when="takes"
            ),
            SwitchTo(Label("button-prompt"), id="prompt", state=CallTerms.prompt, when="takes"),
            Button(Label("button-want-files"), id="files", on_click=on_files, when="contest"),
            Opens(Label("button-back"), "eventterms:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=CallTerms.terms,
        getter=getter,
    )


def _back() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=CallTerms.terms)


def make_dialog() -> Dialog:
    return Dialog(
        _terms_window(),
        Card(
            Say("application-deadline"),
            MessageInput(on_deadline),
            Column(
                Button(
                    Label("button-no-deadline"),
                    id="beginning",
                    on_click=on_beginning,
                    when="has_deadline",
                ),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=CallTerms.deadline,
            getter=getter,
        ),
        Card(
            Say("application-prompt"),
            MessageInput(on_prompt),
            Column(
                Button(
                    Label("button-no-prompt"), id="none", on_click=on_no_prompt, when="has_prompt"
                ),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=CallTerms.prompt,
            getter=getter,
        ),
    )
