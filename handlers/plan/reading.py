"""«План»: what will be held, month by month, and which of it is one's own to see to."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from core.people import STAFF
from core.plan import keeping, use_cases
from core.plan.model import LineState, MonthCount, PlanPage
from core.plan.ports import PlanWork
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, here
from handlers.plan.states import Line, Plan
from handlers.plan.words import listed, month_words
from handlers.widgets import (
    Card,
    Label,
    Lines,
    Opens,
    Paged,
    Places,
    Say,
    choices,
    to_page,
    turn_choices,
)
from texts import Texts

MOST_MONTHS = 24


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """``number`` is the page."""
    await show(dialog_manager, Plan.list, answers={"page": number})


async def start_mine(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    """What the person answers for."""
    await show(dialog_manager, Plan.list, answers={"page": 0, "mine": True})


async def page(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    month = date.fromisoformat(data["month"]) if data.get("month") else None
    unit = UnitId(data["unit"]) if data.get("unit") else None
    mine = bool(data.get("mine"))
    async with we.open_view() as work:
        found = await use_cases.read(
            work, page=data.get("page", 0), me=we.me, month=month, mine=mine, unit=unit
        )
        named = (await work.units.get(unit)).name if unit else "none"
        empty = not found.lines and await keeping.can_take_typical(work, me=we.me)
        now = work.now
    staff, narrowed = we.me.holds(*STAFF), bool(mine or unit or month)
    own = [(one.id, str(at)) for at, one in enumerate(found.lines, 1) if one.id in found.kept]
    events = _events(found)
    numbers = range(1, len(found.lines) + 1) if own or events else [0] * len(found.lines)
    return {
        "some": bool(found.lines),
        "none": not found.lines,
        "narrowed": narrowed,
        "mine": "yes" if mine else "no",
        "unit": named,
        "month": month_words(month, we.texts) if month else "none",
        "lines": [
            listed(one, we.texts, now, at=at, kept=one.id in found.kept)
            for at, one in zip(numbers, found.lines, strict=True)
        ],
        "own": own,
        "events": events,
        "turns": turn_choices(found.page, found.pages),
        "staff": staff,
        "may_take_out": staff and (bool(found.lines) or narrowed),
        "may_narrow": staff and not mine,
        "may_look": bool(found.lines) or narrowed,
        "may_take_typical": bool(empty) and not narrowed,
    }


def _events(found: PlanPage) -> list[tuple[str, str]]:
    """Of lines that are others' to see to their events, once people may enrol."""
    return [
        (str(at), f"event:{one.event.number}")
        for at, one in enumerate(found.lines, start=1)
        if one.id not in found.kept and one.event and one.event.state is LineState.OPEN
    ]


async def year(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Months of this school year and the next one."""
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        months = await use_cases.year(work, me=we.me)
    staff = we.me.holds(*STAFF)
    return {
        "months": [(one.month.isoformat(), _month(one, we.texts)) for one in months[:MOST_MONTHS]],
        "lines_count": sum(one.lines for one in months),
        "wanting": sum(one.wanting for one in months),
        "staff": staff,
        "none": not months,
    }


def _month(one: MonthCount, texts: Texts) -> str:
    return texts.raw(
        "button-plan-month", month=one.month.month, year=one.month.year, lines=one.lines
    )


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.units(work, me=we.me)
    return {"units": [(one.id, one.name) for one in found]}


async def on_month(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data.update(month=item, page=0)
    await manager.switch_to(Plan.list)


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data.update(unit=int(item), page=0)
    await manager.switch_to(Plan.list)


async def on_line(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """The way back leads to the same page of the same part of the plan."""
    start = {"number": int(item), "from": dict(manager.dialog_data)}
    await show(manager, Line.card, start)


async def on_mine(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.update(mine=True, page=0)


async def on_everything(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()


def _list_window() -> Card:
    return Card(
        Say("plan-title"),
        Say("plan-about", when="some"),
        Say("plan-none", when="none"),
        Lines(),
        Group(choices("line", "own", on_line), width=4),
        Places("events", width=4),
        Group(choices("turn", "turns", to_page()), width=3),
        Group(
            SwitchTo(Label("button-plan-year"), id="year", state=Plan.year),
            SwitchTo(Label("button-plan-units"), id="units", state=Plan.units),
            Button(Label("button-plan-mine"), id="mine", on_click=on_mine, when="may_narrow"),
            Button(Label("button-plan-all"), id="all", on_click=on_everything, when="narrowed"),
            width=2,
            when="may_look",
        ),
        Opens(Label("button-add-line"), "addline", when="staff"),
        Opens(Label("button-typical-plan"), "typicalplan", when="may_take_typical"),
        Opens(Label("button-plan-table"), "plantable", when="may_take_out"),
        Opens(Label("button-back"), "events"),
        Opens(Label("button-menu"), "menu"),
        state=Plan.list,
        getter=page,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        Card(
            Say("plan-year"),
            Say("plan-year-wanting", when="staff"),
            Group(choices("month", "months", on_month), width=2),
            SwitchTo(Label("button-back"), id="back", state=Plan.list),
            Opens(Label("button-menu"), "menu"),
            state=Plan.year,
            getter=year,
        ),
        Card(
            Say("plan-units"),
            Paged(choices("unit", "units", on_unit), id="pages"),
            SwitchTo(Label("button-back"), id="back", state=Plan.list),
            Opens(Label("button-menu"), "menu"),
            state=Plan.units,
            getter=units,
        ),
    )
