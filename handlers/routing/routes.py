"""«Маршруты»: where a coordinator says how questions go, and until when they are answered."""

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.people import COORDINATING
from handlers.cards import show
from handlers.widgets import Card, Label, Opens, Say


class Routes(StatesGroup):
    who = COORDINATING

    card = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Routes.card)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("routes-card"),
            Column(
                Opens(Label("button-terms"), "terms"),
                Opens(Label("button-leading"), "leading"),
                Opens(Label("button-methodists"), "methodists"),
                Opens(Label("button-back"), "manage"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Routes.card,
        ),
    )
