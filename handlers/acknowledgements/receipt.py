"""A reader says that they have read, and hears when that was and where it can be read again."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.acknowledgements import use_cases
from core.acknowledgements.model import AnnouncedId
from core.acknowledgements.ports import AcknowledgementWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say


class Receipt(StatesGroup):
    who = (REGISTERED,)

    done = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    async with we.open_work() as work:
        receipt = await use_cases.acknowledge(
            work, AnnouncedId(number), me=we.me, messenger=we.account.messenger
        )
    await show(dialog_manager, Receipt.done, {"number": number, "is_new": receipt.is_new})


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AcknowledgementWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        announced = await use_cases.received(work, number, me=we.me)
        said = await work.acknowledgements.get(number, we.me.id)
    return {
        "number": number,
        "gist": announced.gist,
        "at": said.at if said else "",
        "again": "no" if given(dialog_manager, "is_new") else "yes",
    }


def _number(manager: DialogManager) -> AnnouncedId:
    return AnnouncedId(given(manager, "number"))


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("acknowledged"),
            Column(
                Opens(Label("button-read-again"), "announcement:{number}"),
                Opens(Label("button-ask-about"), "askabout:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Receipt.done,
            getter=done,
        ),
    )
