"""«Рабочие дни»: the weekdays on which a methodist answers."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.errors import Gone
from core.people import Role
from core.routing import use_cases
from core.routing.ports import RoutingWork
from handlers.cards import show
from handlers.context import Here, here
from handlers.widgets import Card, Label, Opens, Say, choices

WEEK = range(7)


class WorkDays(StatesGroup):
    who = (Role.METHODIST,)

    card = State()
    done = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    we: Here[RoutingWork] = here(dialog_manager)
    async with we.open_view() as work:
        workload = await work.rules.workload(we.me.id)
    await show(dialog_manager, WorkDays.card, answers={"days": list(workload.days)})


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    chosen = dialog_manager.dialog_data["days"]
    names = [texts.raw("weekday", weekday=day) for day in WEEK]
    return {
        "items": [(day, f"✓ {names[day]}" if day in chosen else names[day]) for day in WEEK],
        "chosen": ", ".join(names[day] for day in sorted(chosen)) or "none",
    }


async def on_day(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    day = int(item)
    if day not in WEEK:
        raise Gone
    chosen = set(manager.dialog_data["days"]) ^ {day}
    manager.dialog_data["days"] = sorted(chosen)


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[RoutingWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.work_on(work, manager.dialog_data["days"], me=we.me)
        await manager.switch_to(WorkDays.done)


def make_dialog() -> Dialog:
    menu = Opens(Label("button-menu"), "menu")
    return Dialog(
        Card(
            Say("workdays-card"),
            Column(
                choices("day", "items", on_day),
                Button(Label("button-save"), id="save", on_click=on_save),
                Opens(Label("button-back"), "workplace"),
                menu,
            ),
            state=WorkDays.card,
            getter=card,
        ),
        Card(
            Say("workdays-done"),
            Column(Opens(Label("menu-workplace"), "workplace"), menu),
            state=WorkDays.done,
            getter=card,
        ),
    )
