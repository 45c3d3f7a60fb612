"""«Я здесь»: a teacher types the word that was said at the event."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from core.attendance import use_cases
from core.attendance.ports import AttendanceWork
from core.attendance.refusals import WordNotWords
from core.guessing import Guesses
from handlers.attendance import answering
from handlers.attendance.states import Arriving
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_view() as work:
        _event, came = await use_cases.arrive(work, number, me=we.me)
    state = Arriving.word if came is None else Arriving.done
    await show(dialog_manager, state, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering, _came = await use_cases.arrive(work, number, me=we.me)
    return {"number": number, "title": gathering.title}


async def on_word(message: Message, _: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    guesses: Guesses = manager.middleware_data["guesses"]
    if message.text is None:
        raise WordNotWords
    async with we.open_work() as work:
        with guesses.counted(we.account, work.now):
            number = int(given(manager, "number"))
            check = await use_cases.say_word(work, number, message.text, me=we.me)
        if check is None:
            await manager.switch_to(Arriving.done)
        else:
            answering.begin(manager, check)
            await manager.switch_to(Arriving.question)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("arriving-word"),
            MessageInput(on_word),
            Column(
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Arriving.word,
            getter=getter,
        ),
        answering.question_window(),
        answering.missed_window(),
        Card(
            Say("arriving-done"),
            Column(
                Opens(Label("button-certificate"), "certificate:{number}"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Arriving.done,
            getter=getter,
        ),
    )
