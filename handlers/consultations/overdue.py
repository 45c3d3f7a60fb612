"""«Просроченные»: what was not answered in time where a coordinator looks after it."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.consultations.ports import ConsultationWork
from core.people import COORDINATING
from core.promise import days_late
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, turns


class OverdueList(StatesGroup):
    who = COORDINATING

    main = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, OverdueList.main, {"page": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await work.consultations.overdue_in(
            we.me.units_as(*COORDINATING), work.now, page=int(given(dialog_manager, "page"))
        )
        late = [days_late(line.since, work.now, work.calendar) for line in page.lines]
    lines = [
        we.texts(
            "overdue-line",
            number=line.id,
            topic=line.topic,
            unit=line.unit,
            gist=line.gist,
            days=days,
            who=_who(line.methodist, line.state),
            methodist=line.methodist,
            due_at=line.due_at,
        )
        for line, days in zip(page.lines, late, strict=True)
    ]
    return {
        "lines": lines,
        "none": not lines,
        "items": [
            (we.texts.raw("button-number", number=line.id), f"consultation:{line.id}")
            for line in page.lines
        ],
        "turns": turns("overdue", page.number, page.pages),
    }


def _who(methodist: str, state: str) -> str:
    if not methodist:
        return "nobody"
    return "asked-back" if state == "asked-back" else "somebody"


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("overdue-title"),
            Say("overdue-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("button-back"), "inbox"),
            Opens(Label("button-menu"), "menu"),
            state=OverdueList.main,
            getter=getter,
        )
    )
