"""«Согласие второго»: where an announcement leaves only when two have agreed."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import use_cases
from core.announcements.ports import AnnouncementWork
from core.people import Role
from core.units import UnitId
from handlers.announcements.states import Approvals
from handlers.cards import show
from handlers.context import Here, here
from handlers.units import unit_window
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Approvals.unit)


def _own_units(manager: DialogManager) -> tuple[UnitId, ...]:
    return here(manager).me.units_as(Role.ADMINISTRATOR)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    manager.dialog_data["unit"] = unit
    await manager.switch_to(Approvals.one)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Where a unit above wants it, the switch of this one changes nothing."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    unit = UnitId(dialog_manager.dialog_data["unit"])
    async with we.open_view() as work:
        name = (await work.units.get(unit)).name
        own = unit in await work.announcements.approval_set_at([unit])
        demanded = await work.announcements.demands_approval(unit)
    stands = "own" if own else "above" if demanded else "no"
    return {"unit": name, "demanded": stands, "on": not demanded, "off": own}


def _switch(*, demanded: bool) -> Any:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[AnnouncementWork] = here(manager)
        unit = UnitId(manager.dialog_data["unit"])
        async with we.open_work() as work:
            await use_cases.set_approval(work, unit, demanded=demanded, me=we.me)

    return on_click


def make_dialog() -> Dialog:
    return Dialog(
        unit_window(
            Approvals.unit,
            Say("approvals-unit"),
            Opens(Label("button-back"), "manage"),
            Opens(Label("button-menu"), "menu"),
            on_unit=on_unit,
            within=_own_units,
        ),
        Card(
            Say("approvals-one"),
            Column(
                Button(
                    Label("button-approval-on"),
                    id="on",
                    on_click=_switch(demanded=True),
                    when="on",
                ),
                Button(
                    Label("button-approval-off"),
                    id="off",
                    on_click=_switch(demanded=False),
                    when="off",
                ),
                SwitchTo(Label("button-back"), id="back", state=Approvals.unit),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Approvals.one,
            getter=getter,
        ),
    )
