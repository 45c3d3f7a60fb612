"""What a link has brought: a school, a role, or a record prepared for the person."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button

from core.errors import Refusal
from core.guessing import Guesses
from core.people import Role
from core.roles import use_cases
from core.roles.invitations import Kind
from core.roles.ports import RoleWork
from handlers.access import AGREED
from handlers.cards import show
from handlers.context import Here, here, know
from handlers.registration.profile import proceed
from handlers.widgets import Card, Label, Told


class Accepted(StatesGroup):
    who = (AGREED,)

    card = State()


async def accept(manager: DialogManager, token: str) -> None:
    """Take it and show what has come of it; a link that does not count stops nobody."""
    we: Here[RoleWork] = here(manager)
    guesses: Guesses = manager.middleware_data["guesses"]
    try:
        async with we.open_work() as work:
            with guesses.counted(we.account, work.now):
                offer, me = await use_cases.accept(work, token, me=we.me)
    except Refusal as refusal:
        await show(manager, Accepted.card, {"said": f"refusal-{refusal.key}"})
        return
    know(manager, me)
    async with we.open_view() as work:
        unit = (await work.units.get(offer.unit)).name if offer.unit else ""
    await show(
        manager,
        Accepted.card,
        {
            "said": f"accepted-{offer.kind}",
            "unit": unit,
            "role": offer.role or Role.TEACHER,
            "kind": offer.kind or Kind.UNIT,
        },
    )


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[RoleWork] = here(dialog_manager)
    data: Any = dialog_manager.start_data
    facts = {name: value for name, value in data.items() if name != "said"}
    return {"said": we.texts(data["said"], **facts)}


async def on_next(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await proceed(manager, here(manager).me)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Told(),
            Button(Label("button-next"), id="next", on_click=on_next),
            state=Accepted.card,
            getter=getter,
        )
    )
