"""A new line of the plan: whose it is, what it is called and when."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo

from core.people import STAFF
from core.plan import keeping
from core.plan.ports import PlanWork
from core.plan.use_cases import today_of
from core.plan.written import title_of, when_of
from core.plan.years import NewLine
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, here
from handlers.files import CannotRead
from handlers.plan.states import AddLine
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    units = here(dialog_manager).me.units_as(*STAFF)
    state = AddLine.title if len(units) == 1 else AddLine.unit
    await show(dialog_manager, state, answers={"unit": units[0]})


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        mine = [await work.units.get(unit) for unit in we.me.units_as(*STAFF)]
    return {"units": [(one.id, one.name) for one in mine]}


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        name = (await work.units.get(UnitId(data["unit"]))).name
    return {"unit": name, "title": data.get("title", ""), "number": data.get("number", 0)}


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["unit"] = int(item)
    await manager.switch_to(AddLine.title)


async def on_title(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    manager.dialog_data["title"] = title_of(message.text)
    await manager.switch_to(AddLine.when)


async def on_when(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[PlanWork] = here(manager)
    data = manager.dialog_data
    async with we.open_work() as work:
        today: date = today_of(work)
        month, day = when_of(message.text, months=vocabulary().months, today=today)
        unit, title = UnitId(data["unit"]), data["title"]
        line = NewLine(title=title, unit=unit, month=month, day=day)
        data["number"] = await keeping.add(work, line, me=we.me)
        await manager.switch_to(AddLine.done)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("plan-add-unit"),
            Paged(choices("unit", "units", on_unit), id="pages"),
            Opens(Label("button-back"), "plan"),
            Opens(Label("button-menu"), "menu"),
            state=AddLine.unit,
            getter=units,
        ),
        Card(
            Say("plan-add-title"),
            MessageInput(on_title),
            Opens(Label("button-back"), "plan"),
            Opens(Label("button-menu"), "menu"),
            state=AddLine.title,
            getter=asked,
        ),
        Card(
            Say("plan-add-when"),
            MessageInput(on_when),
            SwitchTo(Label("button-back"), id="back", state=AddLine.title),
            Opens(Label("button-menu"), "menu"),
            state=AddLine.when,
            getter=asked,
        ),
        Card(
            Say("plan-added"),
            Opens(Label("button-open"), "planline:{number}"),
            Opens(Label("button-add-line"), "addline"),
            Opens(Label("button-plan"), "plan"),
            Opens(Label("button-menu"), "menu"),
            state=AddLine.done,
            getter=asked,
        ),
    )
