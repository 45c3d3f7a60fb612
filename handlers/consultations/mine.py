"""«Мои обращения»: what a teacher has asked, the newest first."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.consultations.ports import ConsultationWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.consultations.lines import listed
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say


class Mine(StatesGroup):
    who = (REGISTERED,)

    list = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Mine.list, {"page": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await work.consultations.of_teacher(we.me.id, page=given(dialog_manager, "page"))
    return listed(page, we.texts, place="mine", key="mine-line")


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("mine-title"),
            Say("mine-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("menu-ask"), "ask"),
            Opens(Label("button-my-talks"), "mytalks"),
            Opens(Label("button-menu"), "menu"),
            state=Mine.list,
            getter=getter,
        )
    )
