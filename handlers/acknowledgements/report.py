"""«Ознакомились 12 из 15»: by school and by person, a reminder, a table for the order."""

from functools import partial
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.acknowledgements import use_cases
from core.acknowledgements.model import AnnouncedId, Standing
from core.acknowledgements.ports import AcknowledgementWork
from core.people import COORDINATING
from core.units import UnitId
from handlers import sheets
from handlers.acknowledgements.annex import as_xlsx
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Say, choices, to_page, turn_choices

NOWHERE = 0
"""Stands in a button for people who have no place of work."""


class Report(StatesGroup):
    who = COORDINATING

    schools = State()
    people = State()
    asking = State()
    asked = State()
    taken_out = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn."""
    we: Here[AcknowledgementWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.report(work, AnnouncedId(number), page=0, me=we.me)
    await show(dialog_manager, Report.schools, {"number": number})


async def schools(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    page = dialog_manager.dialog_data.get("page", 0)
    async with we.open_view() as work:
        report = await use_cases.report(work, _number(dialog_manager), page=page, me=we.me)
    found, announced = report.schools, report.announced
    lines = [
        (
            school.unit or NOWHERE,
            we.texts.raw(
                "button-acks-school",
                acknowledged=school.acknowledged,
                total=school.total,
                name=school.name or we.texts.raw("acks-nowhere"),
            ),
        )
        for school in found.lines
    ]
    return {
        "number": announced.id,
        "gist": announced.gist,
        "acknowledged": report.acknowledged,
        "total": report.total,
        "silent": report.silent,
        "on_its_way": report.counted.get(Standing.ON_ITS_WAY, 0),
        "undelivered": report.counted.get(Standing.UNDELIVERED, 0),
        "unknown": report.counted.get(Standing.UNKNOWN, 0),
        "asked_at": report.asked_at or "",
        "was_asked": report.asked_at is not None,
        "recalled": announced.recalled,
        "can_ask": report.may_ask,
        "schools": lines,
        "turns": turn_choices(found.number, found.pages),
    }


async def people(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    unit = _unit(data)
    async with we.open_view() as work:
        found = await use_cases.readers(
            work, _number(dialog_manager), unit=unit, page=data.get("people", 0), me=we.me
        )
        school = (await work.units.get(unit)).name if unit else we.texts.raw("acks-nowhere")
    lines = [
        we.texts(
            "acks-reader",
            name=reader.name,
            standing=reader.standing,
            at=reader.acknowledgement.at if reader.acknowledgement else "",
            reason=we.texts.raw("acks-reason", reason=reader.reason),
        )
        for reader in found.lines
    ]
    return {"school": school, "lines": lines, "turns": turn_choices(found.number, found.pages)}


async def on_school(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """Names are data of people: that they were looked at is written down."""
    we: Here[AcknowledgementWork] = here(manager)
    async with we.open_work() as work:
        manager.dialog_data.update(school=int(item), people=0)
        await use_cases.look(work, _number(manager), unit=_unit(manager.dialog_data), me=we.me)
        await manager.switch_to(Report.people)


async def on_ask(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AcknowledgementWork] = here(manager)
    async with we.open_work() as work:
        asked = await use_cases.ask_again(work, _number(manager), me=we.me)
        manager.dialog_data["asked"] = asked
        await manager.switch_to(Report.asked)


async def asked_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["asked"]}


async def on_table(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AcknowledgementWork] = here(manager)
    async with we.open_work() as work:
        announced, everybody = await use_cases.take_out(work, _number(manager), me=we.me)
    name = we.texts.raw("acks-file-name", number=announced.id)
    await sheets.hand(manager, name, partial(as_xlsx, everybody, we.texts))
    manager.dialog_data["people_taken"] = len(everybody)
    await manager.switch_to(Report.taken_out)


async def taken_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["people_taken"]}


def _number(manager: DialogManager) -> AnnouncedId:
    return AnnouncedId(given(manager, "number"))


def _unit(data: dict[str, Any]) -> UnitId | None:
    return UnitId(data["school"]) if data["school"] != NOWHERE else None


def _back() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=Report.schools)


def _schools_window() -> Card:
    return Card(
        Say("acks-title"),
        Say("acks-asked-at", when="was_asked"),
        Say("acks-recalled", when="recalled"),
        Column(choices("school", "schools", on_school)),
        Group(choices("turn", "turns", to_page()), width=3),
        Column(
            SwitchTo(Label("button-ask-again"), id="ask", state=Report.asking, when="can_ask"),
            Button(Label("button-acks-table"), id="table", on_click=on_table),
            Opens(Label("button-back"), "announcement:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Report.schools,
        getter=schools,
    )


def _people_window() -> Card:
    return Card(
        Say("acks-school"),
        Lines(),
        Group(choices("turn", "turns", to_page("people")), width=3),
        _back(),
        Opens(Label("button-menu"), "menu"),
        state=Report.people,
        getter=people,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _schools_window(),
        _people_window(),
        Card(
            Say("acks-asking"),
            Column(
                Button(Label("button-ask-again-now"), id="now", on_click=on_ask),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Report.asking,
            getter=schools,
        ),
        Card(
            Say("acks-asked"),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=Report.asked,
            getter=asked_getter,
        ),
        Card(
            Say("acks-taken-out"),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=Report.taken_out,
            getter=taken_getter,
        ),
    )
