"""«Управление»: who holds which role in the units of a coordinator, and how it ends."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.carriage.ports import CarriageWork
from core.carriage.use_cases import answers_for_all
from core.errors import Gone, NotYours
from core.people import COORDINATING, Role
from core.roles import use_cases
from core.roles.model import GrantId, grantable
from core.roles.ports import RoleWork
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Places, Say, turns

PAGE = 8


class Staff(StatesGroup):
    who = COORDINATING

    manage = State()
    list = State()
    appointment = State()
    revoking = State()
    revoked = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Staff.manage)


async def start_list(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Names of colleagues are data of people: that they were looked at is written down."""
    we: Here[RoleWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look_at_staff(work, by=we.me)
    await show(dialog_manager, Staff.list, {"page": number})


async def start_appointment(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Staff.appointment, {"number": number})


async def manage_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[CarriageWork] = here(dialog_manager)
    async with we.open_view() as work:
        return {
            "for_all": await answers_for_all(work, we.me),
            "administers": we.me.holds(Role.ADMINISTRATOR),
        }


async def list_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoleWork] = here(dialog_manager)
    units = we.me.units_as(*COORDINATING)
    async with we.open_view() as work:
        staff = await work.roles.below(units)
    pages = max(1, -(-len(staff) // PAGE))
    page = given(dialog_manager, "page") % pages
    lines = [
        (
            we.texts.raw("button-staff", name=one.name, role=one.grant.role),
            f"appointment:{one.id}",
        )
        for one in staff[page * PAGE : (page + 1) * PAGE]
    ]
    return {"staff": lines, "total": len(staff), "turns": turns("staff", page, pages)}


async def appointment_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoleWork] = here(dialog_manager)
    async with we.open_view() as work:
        one = await work.roles.get(GrantId(given(dialog_manager, "number")))
        if one is None:
            raise Gone
        lineage = await work.units.lineage(one.grant.unit)
    if not we.me.holds(*COORDINATING, over=lineage):
        raise NotYours
    return {
        "name": one.name,
        "role": one.grant.role,
        "unit": one.unit_name,
        "granted_at": one.granted_at,
        "revocable": one.grant.role in grantable(we.me, lineage),
    }


async def on_revoke(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[RoleWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.revoke(work, GrantId(given(manager, "number")), by=we.me)
        await manager.switch_to(Staff.revoked)


def _manage_window() -> Card:
    return Card(
        Say("manage"),
        Column(
            Opens(Label("button-invite-somebody"), "invite"),
            Opens(Label("button-staff-list"), "staff"),
            Opens(Label("button-methodists"), "methodists"),
            Opens(Label("button-routes"), "routes"),
            Opens(Label("button-unowned-queue"), "unowned"),
            Opens(Label("button-overdue-list"), "overdue"),
            Opens(Label("button-undelivered"), "undelivered"),
            Opens(Label("button-announcements"), "announcements"),
            Opens(Label("menu-answers"), "answers"),
            Opens(Label("button-approvals"), "approvals", when="administers"),
            Opens(Label("button-messengers"), "carriage", when="for_all"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Staff.manage,
        getter=manage_getter,
    )


def _list_window() -> Card:
    return Card(
        Say("staff-list"),
        Places("staff"),
        Places("turns", width=3),
        Opens(Label("button-invite-somebody"), "invite"),
        Opens(Label("button-back"), "manage"),
        state=Staff.list,
        getter=list_getter,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _manage_window(),
        _list_window(),
        Card(
            Say("staff-appointment"),
            Column(
                SwitchTo(
                    Label("button-revoke"), id="revoke", state=Staff.revoking, when="revocable"
                ),
                Opens(Label("button-back"), "staff"),
            ),
            state=Staff.appointment,
            getter=appointment_getter,
        ),
        Card(
            Say("staff-revoking"),
            Column(
                Button(Label("button-revoke-now"), id="revoke", on_click=on_revoke),
                SwitchTo(Label("button-back"), id="back", state=Staff.appointment),
            ),
            state=Staff.revoking,
            getter=appointment_getter,
        ),
        Card(
            Say("staff-revoked"),
            Column(
                Opens(Label("button-staff-list"), "staff"), Opens(Label("button-menu"), "menu")
            ),
            state=Staff.revoked,
        ),
    )
