"""How a consultation ends: closed, rated with a word if one likes, opened again."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from core.consultations import use_cases
from core.consultations.model import ConsultationId, Outcome, Side
from core.consultations.model import State as Turn
from core.consultations.ports import ConsultationWork
from core.errors import NotYours
from core.words import storable
from handlers.cards import show
from handlers.consultations.states import Thread
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Opens, Say

OUTCOMES = {"helped": Outcome.FULL, "partly": Outcome.PARTLY, "nothelped": Outcome.NONE}
"""Places behind the buttons of a letter that asks how it went."""


def _number(manager: DialogManager) -> ConsultationId:
    return ConsultationId(given(manager, "number"))


async def start_closing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.see(work, ConsultationId(number), me=we.me)
    if seen.side is not Side.TEACHER:
        raise NotYours
    closed = seen.consultation.state is Turn.CLOSED
    await show(dialog_manager, Thread.rating if closed else Thread.closing, {"number": number})


async def start_reopening(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.reopen(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Thread.card, {"number": number})


def start_rating(outcome: Outcome) -> Callable[..., Awaitable[None]]:
    async def rate(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
        we: Here[ConsultationWork] = here(dialog_manager)
        async with we.open_work() as work:
            await use_cases.rate(work, ConsultationId(number), outcome, me=we.me)
        await show(dialog_manager, Thread.thanks, {"number": number})

    return rate


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.see(work, _number(dialog_manager), me=we.me)
    teacher = seen.side is Side.TEACHER
    return {
        "number": seen.consultation.id,
        "outcome": seen.consultation.outcome or "unknown",
        "word": seen.consultation.word,
        "has_word": bool(seen.consultation.word),
        "no_word": not seen.consultation.word,
        "is_teacher": teacher,
        "is_staff": not teacher,
    }


async def on_close(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        number = _number(manager)
        side = (await use_cases.see(work, number, me=we.me)).side
        await use_cases.close(work, number, me=we.me)
        await manager.switch_to(Thread.rating if side is Side.TEACHER else Thread.card)


async def on_reopen(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.reopen(work, _number(manager), me=we.me)
        await manager.switch_to(Thread.card)


async def on_word(message: Message, _: Any, manager: DialogManager) -> None:
    """A few words to the outcome, in the place of those before."""
    word = storable(message.text or "").strip()
    if not word:
        raise CannotRead
    we: Here[ConsultationWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.explain(work, _number(manager), word, me=we.me)


def _rate(outcome: Outcome) -> Button:
    async def on_rate(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[ConsultationWork] = here(manager)
        async with we.open_work() as work:
            await use_cases.rate(work, _number(manager), outcome, me=we.me)
            await manager.switch_to(Thread.thanks)

    return Button(Label(f"button-outcome-{outcome}"), id=outcome, on_click=on_rate)


def make_windows() -> list[Card]:
    return [
        Card(
            Say("closing", when="is_teacher"),
            Say("closing-staff", when="is_staff"),
            Column(
                Button(Label("button-close-now"), id="close", on_click=on_close),
                Opens(Label("button-write-on"), "write:{number}", when="is_teacher"),
                Opens(Label("button-back"), "consultation:{number}"),
            ),
            state=Thread.closing,
            getter=getter,
        ),
        Card(
            Say("rating"),
            Column(
                *(_rate(outcome) for outcome in Outcome),
                Opens(Label("button-later"), "menu"),
            ),
            state=Thread.rating,
            getter=getter,
        ),
        Card(
            Say("rating-thanks"),
            Say("rating-word-asked", when="no_word"),
            Say("rating-word", when="has_word"),
            Column(
                Opens(Label("button-open"), "consultation:{number}"),
                Opens(Label("menu-ask"), "ask"),
                Opens(Label("button-menu"), "menu"),
            ),
            MessageInput(on_word),
            state=Thread.thanks,
            getter=getter,
        ),
    ]
