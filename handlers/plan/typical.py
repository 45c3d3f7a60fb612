"""«Типовой план»: what most services do in a year, to begin a plan with; taken only when asked."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.plan import keeping
from core.plan.ports import PlanWork
from core.plan.refusals import NotEmpty
from core.plan.use_cases import today_of
from core.plan.years import Typical, year_from
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, here
from handlers.plan.states import TypicalPlan
from handlers.plan.words import month_words
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices
from texts import FOLDER


@cache
def typical_plan() -> Sequence[Typical]:
    said = json.loads((FOLDER / "ru" / "typical_plan.json").read_text(encoding="utf-8"))
    return tuple(Typical(**one) for one in said)


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        units = await keeping.can_take_typical(work, me=we.me)
    if not units:
        raise NotEmpty
    state = TypicalPlan.preview if len(units) == 1 else TypicalPlan.unit
    await show(dialog_manager, state, answers={"unit": units[0]})


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await keeping.can_take_typical(work, me=we.me)
        return {"units": [(unit, (await work.units.get(unit)).name) for unit in found]}


async def preview(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    unit = UnitId(dialog_manager.dialog_data["unit"])
    async with we.open_view() as work:
        name = (await work.units.get(unit)).name
        lines = year_from(typical_plan(), unit, today=today_of(work))
    shown = [
        we.texts("typical-line", month=month_words(one.month, we.texts), title=one.title)
        for one in lines
    ]
    return {"unit": name, "count": len(lines), "lines": ["\n".join(shown)]}


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["unit"] = int(item)
    await manager.switch_to(TypicalPlan.preview)


async def on_take(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        unit = UnitId(manager.dialog_data["unit"])
        lines = await keeping.take_typical(work, unit, typical_plan(), me=we.me)
        manager.dialog_data["taken"] = len(lines)
        await manager.switch_to(TypicalPlan.taken)


async def taken(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["taken"]}


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("typical-unit"),
            Paged(choices("unit", "units", on_unit), id="pages"),
            Opens(Label("button-back"), "plan"),
            Opens(Label("button-menu"), "menu"),
            state=TypicalPlan.unit,
            getter=units,
        ),
        Card(
            Say("typical-title"),
            Lines(),
            Column(
                Button(Label("button-take-typical"), id="take", on_click=on_take),
                Opens(Label("button-back"), "plan"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=TypicalPlan.preview,
            getter=preview,
        ),
        Card(
            Say("typical-taken"),
            Column(
                Opens(Label("button-plan"), "plan"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=TypicalPlan.taken,
            getter=taken,
        ),
    )
