"""One absence: who stands in, what is still to be answered, and how it ends."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import covering
from core.people import STAFF, PersonId
from core.routing import use_cases
from core.routing.model import AbsenceId
from core.routing.refusals import NobodyStandsIn
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.routing.words import AbsenceWork, named, said, substitutes_of
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


class AbsenceCard(StatesGroup):
    who = STAFF

    card = State()
    substitute = State()
    passing = State()
    passed = State()
    ending = State()
    ended = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, AbsenceCard.card, {"number": number})


async def start_passing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, AbsenceCard.passing, {"number": number})


def _number(manager: DialogManager) -> AbsenceId:
    return AbsenceId(given(manager, "number"))


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AbsenceWork] = here(dialog_manager)
    async with we.open_view() as work:
        noted, whose = await use_cases.look(work, _number(dialog_manager), me=we.me)
        absence = noted.absence
        waiting = await covering.waiting(work, whose.id, to=absence.substitute, me=we.me)
        names = await substitutes_of(work, absence)
        begun = noted.has_begun(use_cases.today(work))
    stands_in = bool(absence.substitute)
    return {
        **named(whose, we.me),
        **said(absence, names, we.texts),
        "count": len(waiting),
        "can_pass": stands_in and bool(waiting),
        "stands_in": "yes" if stands_in else "no",
        "begun": "yes" if begun else "no",
    }


async def substitutes(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AbsenceWork] = here(dialog_manager)
    async with we.open_view() as work:
        noted, whose = await use_cases.look(work, _number(dialog_manager), me=we.me)
        absence = noted.absence
        found = await work.rules.colleagues(whose.id, first=absence.first, last=absence.last)
    others = [one for one in found if one[0] != absence.substitute]
    return {
        "days": we.texts.days(absence.first, absence.last),
        "some": bool(others),
        "nobody": not others,
        "has_one": absence.substitute is not None,
        "people": others,
    }


async def on_substitute(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _appoint(manager, PersonId(int(item)))


async def on_nobody(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _appoint(manager, None)


async def _appoint(manager: DialogManager, substitute: PersonId | None) -> None:
    we: Here[AbsenceWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.appoint(work, _number(manager), substitute, me=we.me)
        await manager.switch_to(AbsenceCard.card)


async def on_pass(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AbsenceWork] = here(manager)
    async with we.open_work() as work:
        noted, whose = await use_cases.look(work, _number(manager), me=we.me)
        if noted.absence.substitute is None:
            raise NobodyStandsIn
        passed = await covering.pass_all(work, whose.id, to=noted.absence.substitute, me=we.me)
        await use_cases.note_passing(work, noted, len(passed), me=we.me)
        manager.dialog_data["passed"] = len(passed)
        await manager.switch_to(AbsenceCard.passed)


async def passed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    known = await card(dialog_manager)
    return known | {"count": dialog_manager.dialog_data["passed"]}


async def on_end(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AbsenceWork] = here(manager)
    async with we.open_work() as work:
        noted = await use_cases.come_back(work, _number(manager), me=we.me)
        whose = await work.people.get(noted.absence.person)
        begun = noted.has_begun(use_cases.today(work))
        substitute = "yes" if noted.absence.substitute else "no"
        known = named(whose, we.me) | {"begun": "yes" if begun else "no", "stands_in": substitute}
        manager.dialog_data.update(known)
        await manager.switch_to(AbsenceCard.ended)


async def ended(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """As it was when it ended: the absence itself may be no more."""
    return dict(dialog_manager.dialog_data)


def make_dialog() -> Dialog:
    menu = Opens(Label("button-menu"), "menu")
    back = SwitchTo(Label("button-back"), id="back", state=AbsenceCard.card)
    return Dialog(
        _card_window(menu),
        _substitute_window(back, menu),
        Card(
            Say("absence-passing"),
            Column(
                Button(Label("button-absence-pass-now"), id="pass", on_click=on_pass), back, menu
            ),
            state=AbsenceCard.passing,
            getter=card,
        ),
        Card(
            Say("absence-passed"),
            Column(Opens(Label("button-absence-all"), "{absences}"), menu),
            state=AbsenceCard.passed,
            getter=passed,
        ),
        Card(
            Say("absence-ending"),
            Column(Button(Label("button-absence-end-now"), id="end", on_click=on_end), back, menu),
            state=AbsenceCard.ending,
            getter=card,
        ),
        Card(
            Say("absence-ended"),
            Column(Opens(Label("button-absence-all"), "{absences}"), menu),
            state=AbsenceCard.ended,
            getter=ended,
        ),
    )


def _card_window(menu: Opens) -> Card:
    return Card(
        Say("absence-card"),
        Column(
            SwitchTo(
                Label("button-absence-pass"),
                id="passing",
                state=AbsenceCard.passing,
                when="can_pass",
            ),
            SwitchTo(
                Label("button-absence-substitute"),
                id="substitute",
                state=AbsenceCard.substitute,
            ),
            SwitchTo(Label("button-absence-end"), id="ending", state=AbsenceCard.ending),
            Opens(Label("button-back"), "{absences}"),
            menu,
        ),
        state=AbsenceCard.card,
        getter=card,
    )


def _substitute_window(back: SwitchTo, menu: Opens) -> Card:
    return Card(
        Say("absence-substitute", when="some"),
        Say("absence-nobody", when="nobody"),
        Paged(choices("person", "people", on_substitute), id="people"),
        Column(
            Button(
                Label("button-absence-without"), id="without", on_click=on_nobody, when="has_one"
            ),
            back,
            menu,
        ),
        state=AbsenceCard.substitute,
        getter=substitutes,
    )
