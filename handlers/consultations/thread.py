"""One consultation: opened, read whole, taken and handed over. Its card is in ``card``."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from core.consultations import use_cases
from core.consultations.model import ConsultationId, Side
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import TakenByAnother
from core.errors import NotYours
from core.files import Crossing
from core.parts import split
from core.people import PersonId
from handlers.cards import show
from handlers.consultations import card, ending
from handlers.consultations.states import Thread
from handlers.context import Here, given, here
from handlers.sending import send_files
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


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
    """Whoever has seen the button could have had the question: somebody was quicker."""
    we: Here[ConsultationWork] = here(manager)
    try:
        async with we.open_work() as work:
            await use_cases.take(work, _number(manager), me=we.me)
    except NotYours:
        raise TakenByAnother from None


async def methodists(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        consultation = (await use_cases.see(work, _number(dialog_manager), me=we.me)).consultation
        but = [consultation.teacher, consultation.methodist or consultation.teacher]
        found = await work.consultations.methodists(consultation.unit, but=but)
    return {
        "number": consultation.id,
        "none": not found,
        "methodists": [
            (person, we.texts.raw("button-methodist", name=name, load=load))
            for person, name, load in found
        ],
    }


async def on_methodist(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.hand_over(work, _number(manager), PersonId(int(item)), me=we.me)
        await manager.switch_to(Thread.card)


def _hand_over_window() -> Card:
    return Card(
        Say("hand-over", when="methodists"),
        Say("hand-over-none", when="none"),
        Paged(
            choices("methodist", "methodists", on_methodist),
            id="methodists",
        ),
        Opens(Label("button-back"), "consultation:{number}"),
        state=Thread.hand_over,
        getter=methodists,
    )


def make_dialog() -> Dialog:
    return Dialog(
        card.make_window(
            take=Button(Label("button-take"), id="take", on_click=on_take, when="can_take"),
            files=Button(Label("button-files"), id="files", on_click=on_files, when="has_files"),
            whole=Button(Label("button-thread"), id="whole", on_click=on_whole, when="is_cut"),
        ),
        _hand_over_window(),
        *ending.make_windows(),
    )
