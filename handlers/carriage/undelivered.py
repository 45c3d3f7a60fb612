"""«Не доставлено»: letters of the last days that did not arrive, by reason; sent once more."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.carriage import use_cases
from core.carriage.ports import CarriageWork
from core.letters import Failure
from core.people import COORDINATING
from handlers.cards import show
from handlers.context import Here, here
from handlers.widgets import Card, Label, Lines, Opens, Say


class Undelivered(StatesGroup):
    """Numbers only."""

    who = COORDINATING
    impersonal = True

    report = State()
    sent = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Undelivered.report)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[CarriageWork] = here(dialog_manager)
    async with we.open_view() as work:
        counted = await use_cases.undelivered(work, by=we.me)
        for_all = await use_cases.answers_for_all(work, we.me)
    lines = [
        we.texts("undelivered-line", reason=reason, count=counted[reason])
        for reason in Failure
        if reason in counted
    ]
    return {
        "lines": lines or [we.texts("undelivered-none")],
        "for_all": for_all,
        "refused": for_all and Failure.CARRIAGE in counted,
    }


async def sent_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["sent"]}


async def on_send(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[CarriageWork] = here(manager)
    async with we.open_work() as work:
        manager.dialog_data["sent"] = await use_cases.send_again(work, by=we.me)
        await manager.switch_to(Undelivered.sent)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("undelivered"),
            Lines(),
            Column(
                Button(Label("button-send-again"), id="send", on_click=on_send, when="refused"),
                Opens(Label("button-messengers"), "carriage", when="for_all"),
                Opens(Label("button-back"), "manage"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Undelivered.report,
            getter=getter,
        ),
        Card(
            Say("undelivered-sent"),
            Column(
                Opens(Label("button-undelivered"), "undelivered"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Undelivered.sent,
            getter=sent_getter,
        ),
    )
