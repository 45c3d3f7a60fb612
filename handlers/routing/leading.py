"""«Опорные школы»: which school helps all the others of a unit, and with which subject."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.catalogue import SubjectId
from core.people import COORDINATING
from core.routing import ruling
from core.routing.model import LeadingId
from core.routing.ports import RoutingWork
from core.routing.refusals import NobodyInside, NotInside
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.routing.listing import PAGE, Names, numbered, own_units, page_of
from handlers.units import unit_window
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices

ANY = 0
"""Stands for no subject in a button."""


class LeadingSchools(StatesGroup):
    who = COORDINATING

    list = State()
    unit = State()
    school = State()
    subject = State()
    one = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, LeadingSchools.list, {"page": number})


async def start_one(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, LeadingSchools.one, {"number": number})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await work.rules.leading(we.me.units_as(*COORDINATING))
        page, turns = page_of(dialog_manager, len(found), "leading")
        here_now = found[page * PAGE : (page + 1) * PAGE]
        units = [unit for one in here_now for unit in (one.unit, one.school)]
        names = await Names.of(work, we.texts, units)
    return {
        "lines": [
            we.texts(
                "leading-line",
                number=number,
                school=names.unit(one.school),
                unit=names.unit(one.unit),
                subject=names.subject(one.subject),
            )
            for number, one in enumerate(here_now, page * PAGE + 1)
        ],
        "items": numbered([f"leads:{one.id}" for one in here_now], first=page * PAGE + 1),
        "turns": turns,
    }


def _inside(manager: DialogManager) -> tuple[UnitId, ...]:
    return (UnitId(manager.dialog_data["unit"]),)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    """On to its schools: the choice begins where this one has ended."""
    we: Here[RoutingWork] = here(manager)
    async with we.open_view() as work:
        if not await work.units.children(unit):
            raise NobodyInside
    manager.dialog_data.update(unit=unit, at=unit)
    manager.dialog_data.pop("words", None)
    await manager.switch_to(LeadingSchools.school)


async def on_school(manager: DialogManager, unit: UnitId) -> None:
    if unit == manager.dialog_data["unit"]:
        raise NotInside
    manager.dialog_data["school"] = unit
    await manager.switch_to(LeadingSchools.subject)


async def subjects(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        school = await work.units.get(UnitId(data["school"]))
        unit = await work.units.get(UnitId(data["unit"]))
        found = [(subject.id, subject.name) for subject in await work.catalogue.subjects()]
    return {
        "school": school.name,
        "unit": unit.name,
        "subjects": [(ANY, we.texts.raw("subject-any")), *found],
    }


async def on_subject(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[RoutingWork] = here(manager)
    unit, school = (UnitId(manager.dialog_data[name]) for name in ("unit", "school"))
    subject = SubjectId(int(item)) if int(item) != ANY else None
    async with we.open_work() as work:
        await ruling.lead(work, unit, school, subject, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(LeadingSchools.list)


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        number = LeadingId(given(dialog_manager, "number"))
        leading = await ruling.look_at_leading(work, number, me=we.me)
        names = await Names.of(work, we.texts, [leading.unit, leading.school])
    return {
        "school": names.unit(leading.school),
        "unit": names.unit(leading.unit),
        "subject": names.subject(leading.subject),
    }


async def on_drop(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_work() as work:
        await ruling.stop_leading(work, LeadingId(given(manager, "number")), me=we.me)
        await manager.switch_to(LeadingSchools.list)


def _list() -> Card:
    return Card(
        Say("leading-list"),
        Lines(),
        Places("items", width=3),
        Places("turns", width=3),
        Column(
            SwitchTo(Label("button-leading-add"), id="add", state=LeadingSchools.unit),
            Opens(Label("button-back"), "routes"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=LeadingSchools.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    back, menu = Opens(Label("button-back"), "leading"), Opens(Label("button-menu"), "menu")
    return Dialog(
        _list(),
        unit_window(
            LeadingSchools.unit,
            Say("leading-unit"),
            back,
            menu,
            on_unit=on_unit,
            within=own_units,
        ),
        unit_window(
            LeadingSchools.school,
            Say("leading-school"),
            back,
            menu,
            on_unit=on_school,
            within=_inside,
        ),
        Card(
            Say("leading-subject"),
            Paged(choices("subject", "subjects", on_subject), id="subjects"),
            Column(back, menu),
            state=LeadingSchools.subject,
            getter=subjects,
        ),
        Card(
            Say("leading-one"),
            Column(Button(Label("button-leading-drop"), id="drop", on_click=on_drop), back, menu),
            state=LeadingSchools.one,
            getter=one,
        ),
    )
