"""«План»: what will be held, month by month."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.plan import use_cases
from core.plan.model import PlanLine
from core.plan.ports import PlanWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, turns
from texts import Texts


class Plan(StatesGroup):
    who = (REGISTERED,)

    list = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """``number`` is the page."""
    await show(dialog_manager, Plan.list, {"number": number})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.read(work, page=given(dialog_manager, "number"), me=we.me)
    return {
        "some": bool(found.lines),
        "none": not found.lines,
        "lines": [_line(one, we.texts) for one in found.lines],
        "turns": turns("plan", found.page, found.pages),
    }


def _line(line: PlanLine, texts: Texts) -> str:
    return texts(
        "plan-line",
        when="day" if line.day else "month",
        day=line.day.day if line.day else 0,
        month=line.month.month,
        year=line.month.year,
        title=line.title,
        unit=line.unit,
        audience=line.audience,
        has_audience="yes" if line.audience else "no",
        responsible=line.responsible,
        has_responsible="yes" if line.responsible else "no",
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("plan-title", when="some"),
            Say("plan-none", when="none"),
            Lines(),
            Places("turns", width=3),
            Opens(Label("button-back"), "events"),
            Opens(Label("button-menu"), "menu"),
            state=Plan.list,
            getter=listed,
        )
    )
