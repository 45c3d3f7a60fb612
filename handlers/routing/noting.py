"""«Отсутствие»: coming absences of a methodist, and the form for another one.

What was understood of the days, and who stands in, is shown before it counts.
"""

from datetime import date
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.absence import Absence
from core.consultations import covering
from core.people import STAFF, Person, PersonId
from core.routing import days, use_cases
from core.routing.ports import RoutingWork
from core.routing.refusals import DaysNotWords
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.routing.vocabulary import vocabulary
from handlers.routing.words import AbsenceWork, named, said, substitutes_of
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices


class NoteAbsence(StatesGroup):
    who = STAFF

    list = State()
    days = State()
    substitute = State()
    check = State()
    done = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await _start(dialog_manager, here(dialog_manager).me.id)


async def start_of(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Of a coordinator's methodist."""
    await _start(dialog_manager, PersonId(number))


async def _start(manager: DialogManager, methodist: PersonId) -> None:
    await show(manager, NoteAbsence.list, {"person": methodist})


async def _whose(work: RoutingWork, manager: DialogManager) -> Person:
    """Asked anew at every window: a role may be gone since the last one."""
    me = here(manager).me
    return await use_cases.kept_by(work, PersonId(given(manager, "person")), me=me)


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        person = await _whose(work, dialog_manager)
        noted = await work.rules.absences(person.id, since=use_cases.today(work))
        names = await substitutes_of(work, *(one.absence for one in noted))
    return named(person, we.me) | {
        "none": not noted and person.id == we.me.id,
        "none_of": not noted and person.id != we.me.id,
        "lines": [we.texts("absence-line", **said(one.absence, names, we.texts)) for one in noted],
        "items": [
            (
                we.texts.days(one.absence.first, one.absence.last, year=False),
                f"absence:{one.id}",
            )
            for one in noted
        ],
    }


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        return named(await _whose(work, dialog_manager), we.me)


async def on_days(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise DaysNotWords
    we: Here[RoutingWork] = here(manager)
    async with we.open_view() as work:
        today = use_cases.today(work)
    first, last = days.read(message.text, today=today, vocabulary=vocabulary())
    manager.dialog_data.update(first=first.isoformat(), last=last.isoformat(), substitute=None)
    await manager.switch_to(NoteAbsence.substitute)


def _absence(manager: DialogManager) -> Absence:
    data = manager.dialog_data
    substitute = data["substitute"]
    return Absence(
        person=PersonId(given(manager, "person")),
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]),
        substitute=None if substitute is None else PersonId(substitute),
    )


async def substitutes(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    absence = _absence(dialog_manager)
    async with we.open_view() as work:
        person = await _whose(work, dialog_manager)
        found = await work.rules.colleagues(absence.person, first=absence.first, last=absence.last)
    return named(person, we.me) | {
        "days": we.texts.days(absence.first, absence.last),
        "some": bool(found),
        "nobody": not found,
        "people": found,
    }


async def on_substitute(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["substitute"] = int(item)
    await manager.switch_to(NoteAbsence.check)


async def on_nobody(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data["substitute"] = None
    await manager.switch_to(NoteAbsence.check)


async def checked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    absence = _absence(dialog_manager)
    async with we.open_view() as work:
        person = await _whose(work, dialog_manager)
        names = await substitutes_of(work, absence)
    return named(person, we.me) | said(absence, names, we.texts)


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AbsenceWork] = here(manager)
    async with we.open_work() as work:
        noted = await use_cases.leave(work, _absence(manager), me=we.me)
        absence = noted.absence
        waiting = await covering.waiting(work, absence.person, to=absence.substitute, me=we.me)
        manager.dialog_data.update(number=noted.id, count=len(waiting))
        await manager.switch_to(NoteAbsence.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    saved = dialog_manager.dialog_data
    return await checked(dialog_manager) | {
        "number": saved["number"],
        "count": saved["count"],
        "can_pass": saved["substitute"] is not None and saved["count"] > 0,
    }


def make_dialog() -> Dialog:
    menu = Opens(Label("button-menu"), "menu")
    return Dialog(
        Card(
            Say("absences-title"),
            Say("absences-none", when="none"),
            Say("absences-none-of", when="none_of"),
            Lines(),
            Places("items"),
            Column(
                SwitchTo(Label("button-absence-add"), id="add", state=NoteAbsence.days),
                Opens(Label("button-back"), "{behind}"),
                menu,
            ),
            state=NoteAbsence.list,
            getter=listed,
        ),
        Card(
            Say("absence-days"),
            MessageInput(on_days),
            Column(Opens(Label("button-back"), "{absences}"), menu),
            state=NoteAbsence.days,
            getter=asked,
        ),
        _substitute_window(menu),
        _check_window(menu),
        Card(
            Say("absence-done"),
            Column(
                Opens(Label("button-absence-pass"), "passquestions:{number}", when="can_pass"),
                Opens(Label("button-absence-all"), "{absences}"),
                menu,
            ),
            state=NoteAbsence.done,
            getter=done,
        ),
    )


def _substitute_window(menu: Opens) -> Card:
    return Card(
        Say("absence-substitute", when="some"),
        Say("absence-nobody", when="nobody"),
        Paged(choices("person", "people", on_substitute), id="people"),
        Column(
            Button(Label("button-absence-without"), id="without", on_click=on_nobody),
            SwitchTo(Label("button-back"), id="back", state=NoteAbsence.days),
            menu,
        ),
        state=NoteAbsence.substitute,
        getter=substitutes,
    )


def _check_window(menu: Opens) -> Card:
    return Card(
        Say("absence-check"),
        Column(
            Button(Label("button-absence-save"), id="save", on_click=on_save),
            SwitchTo(Label("button-absence-other-days"), id="days", state=NoteAbsence.days),
            SwitchTo(Label("button-absence-other"), id="substitute", state=NoteAbsence.substitute),
            Opens(Label("button-back"), "{absences}"),
            menu,
        ),
        state=NoteAbsence.check,
        getter=checked,
    )
