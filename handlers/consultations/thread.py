"""One consultation: opened, read whole, taken. Its card is in ``card``."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column

from core.consultations import use_cases
from core.consultations.model import ConsultationId, Side
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import AlreadyTaken
from core.files import Crossing
from core.parts import split
from handlers.cards import show
from handlers.consultations import card, ending
from handlers.consultations.states import Thread
from handlers.context import Here, given, here
from handlers.sending import send_files
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn; a look of the staff is noted."""
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Thread.card, {"number": number})


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """All files of the thread again, then the card below them."""
    await _send_again(manager, whole=False)


async def on_whole(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Everything that was said, in as many messages as it takes, each with its files."""
    await _send_again(manager, whole=True)


async def _send_again(manager: DialogManager, *, whole: bool) -> None:
    we: Here[ConsultationWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    async with we.open_view() as work:
        seen = await use_cases.see(work, _number(manager), me=we.me)
        staff = seen.side is not Side.TEACHER
        said = await work.consultations.thread(_number(manager), notes=staff)
        names = await card.names_in(work, seen.consultation, said, we.texts)
    for one in said:
        if whole:
            for part in split(card.line_of(one, names, we.texts)):
                await bot.send_message(we.account.external, part)
        await send_files(bot, we.account, one.words.attachments, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


async def on_take(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """Of those who have seen the button one gets it; the others hear who that is."""
    we: Here[ConsultationWork] = here(manager)
    try:
        async with we.open_work() as work:
            await use_cases.take(work, _number(manager), me=we.me)
    except AlreadyTaken as taken:
        manager.dialog_data["methodist"] = taken.facts["methodist"]
        await manager.switch_to(Thread.taken)


async def taken(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {
        "number": _number(dialog_manager),
        "methodist": dialog_manager.dialog_data["methodist"],
    }


def _taken_window() -> Card:
    """Somebody was quicker: what else waits is one tap away."""
    return Card(
        Say("refusal-consultation-already-taken"),
        Column(
            Opens(Label("button-unowned-queue"), "unowned"),
            Opens(Label("button-to-inbox"), "inbox"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Thread.taken,
        getter=taken,
    )


def make_dialog() -> Dialog:
    return Dialog(
        card.make_window(
            take=Button(Label("button-take"), id="take", on_click=on_take, when="can_take"),
            files=Button(Label("button-files"), id="files", on_click=on_files, when="has_files"),
            whole=Button(Label("button-thread"), id="whole", on_click=on_whole, when="is_cut"),
        ),
        _taken_window(),
        *ending.make_windows(),
    )
