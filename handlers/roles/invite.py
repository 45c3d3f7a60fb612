"""A link for a school's staff room, or for somebody who is to get a role."""

from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.links import start_link
from core.people import STAFF, Role
from core.roles import use_cases
from core.roles.invitations import LASTS, Kind, Offer
from core.roles.model import GRANTED_BY
from core.roles.ports import RoleWork
from core.units import UnitId
from handlers.cards import show
from handlers.context import Here, here
from handlers.units import unit_window
from handlers.widgets import Card, Label, Opens, Say, choices

TEACHERS = "teachers"


class Invite(StatesGroup):
    who = STAFF

    what = State()
    unit = State()
    link = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Invite.what)


async def kinds(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Teachers by anybody of the staff; roles by those who may give them somewhere."""
    we: Here[RoleWork] = here(dialog_manager)
    roles = [
        role
        for role in Role
        if any(role in given and we.me.holds(own) for own, given in GRANTED_BY.items())
    ]
    return {
        "kinds": [(kind, we.texts.raw("button-invite", kind=kind)) for kind in (TEACHERS, *roles)]
    }


async def on_kind(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["kind"] = item
    await manager.switch_to(Invite.unit)


def _own_units(manager: DialogManager) -> tuple[UnitId, ...]:
    return here(manager).me.units_as(*STAFF)


async def on_unit(manager: DialogManager, unit: UnitId) -> None:
    we: Here[RoleWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    kind = manager.dialog_data["kind"]
    offer = (
        Offer(kind=Kind.UNIT, unit=unit)
        if kind == TEACHERS
        else Offer(kind=Kind.ROLE, unit=unit, role=Role(kind))
    )
    username = (await bot.me()).username or ""
    async with we.open_work() as work:
        token = await use_cases.invite(work, offer, by=we.me)
        manager.dialog_data["unit"] = (await work.units.get(unit)).name
        manager.dialog_data["until"] = (work.now + LASTS[offer.kind]).isoformat()
        manager.dialog_data["link"] = start_link(we.account.messenger, username, token)
        await manager.switch_to(Invite.link)


async def link(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    return {
        "kind": data["kind"],
        "unit": data["unit"],
        "link": data["link"],
        "until": datetime.fromisoformat(data["until"]),
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("invite-what"),
            Column(
                choices("kind", "kinds", on_kind),
                Opens(Label("button-back"), "manage"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Invite.what,
            getter=kinds,
        ),
        unit_window(
            Invite.unit,
            Say("invite-unit"),
            Opens(Label("button-back"), "invite"),
            on_unit=on_unit,
            within=_own_units,
        ),
        Card(
            Say("invite-link"),
            Column(
                Opens(Label("button-invite-more"), "invite"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Invite.link,
            getter=link,
        ),
    )
