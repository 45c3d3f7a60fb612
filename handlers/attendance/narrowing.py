"""Which part of a long roll is shown: names that begin so, or one school."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Column, Group, SwitchTo

from core.attendance import use_cases
from core.attendance.model import ON_PAGE, Filter, School
from core.attendance.ports import AttendanceWork
from core.units import UnitId, folded
from core.words import storable
from handlers.attendance.states import RollCall
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices, to_page, turn_choices
from texts import Texts

LONGEST_WORDS = 40
LONGEST_BUTTON = 40


def only(data: Mapping[str, Any]) -> Filter:
    """What the form keeps, as a filter."""
    unit = data.get("unit")
    return Filter(words=data.get("words", ""), unit=None if unit is None else UnitId(unit))


def facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """For the card: what is shown, in the organiser's own words."""
    return {
        "words": data.get("words") or "none",
        "school": data.get("school") or "none",
        "narrow": bool(data.get("words") or data.get("unit")),
    }


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    """What has no letters finds everybody."""
    words = storable(message.text or "").strip()[:LONGEST_WORDS]
    manager.dialog_data.update(words=words if folded(words) else "", page=0)


async def on_everything(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    for name in ("words", "unit", "school", "page"):
        manager.dialog_data.pop(name, None)


async def schools(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering = await use_cases.keep(work, number, me=we.me)
        found = await work.attendance.schools(number)
    pages = max(1, -(-len(found) // ON_PAGE))
    page = dialog_manager.dialog_data.get("schools_page", 0) % pages
    return {
        "number": number,
        "title": gathering.title,
        "schools": [
            (one.unit, _title(one, we.texts))
            for one in found[page * ON_PAGE : (page + 1) * ON_PAGE]
        ],
        "turns": turn_choices(page, pages),
    }


def _title(one: School, texts: Texts) -> str:
    return texts.raw("button-school-came", school=one.name, came=one.came, enrolled=one.enrolled)[
        :LONGEST_BUTTON
    ]


async def on_school(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_view() as work:
        unit = await work.units.get(UnitId(int(item)))
    manager.dialog_data.update(unit=unit.id, school=unit.name, words="", page=0)
    await manager.switch_to(RollCall.list)


def schools_window() -> Card:
    return Card(
        Say("roll-schools"),
        Column(choices("school", "schools", on_school)),
        Group(choices("turn", "turns", to_page("schools_page")), width=3),
        Column(
            SwitchTo(Label("button-back"), id="back", state=RollCall.list),
            Opens(Label("button-menu"), "menu"),
        ),
        state=RollCall.schools,
        getter=schools,
    )
