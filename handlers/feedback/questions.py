"""«Оставить отзыв»: three questions answered with a tap, then a word if one likes."""

from enum import StrEnum
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import Gone
from core.feedback import use_cases
from core.feedback.model import Answers, Applied, Pace, Useful
from core.feedback.ports import FeedbackWork
from core.feedback.refusals import NotWords
from core.words import storable
from handlers.access import REGISTERED
from handlers.cards import DRAFT, Form, kept_draft, show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices


class Feedback(Form):
    who = (REGISTERED,)

    useful = State()
    applied = State()
    pace = State()
    words = State()
    given = State()


ASKED: dict[str, tuple[State, type[StrEnum]]] = {
    "useful": (Feedback.useful, Useful),
    "applied": (Feedback.applied, Applied),
    "pace": (Feedback.pace, Pace),
}
"""The questions in their order, and what may be answered."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """What was said already is shown; whoever has begun goes on."""
    we: Here[FeedbackWork] = here(dialog_manager)
    data = {"number": number}
    answers = await kept_draft(dialog_manager, Feedback, data)
    async with we.open_view() as work:
        found = await use_cases.begin(work, number, me=we.me)
        goes_on = answers is not None and found.occurrence.is_open(work.now)
    if found.opinion is not None and not goes_on:
        await show(dialog_manager, Feedback.given, data)
        return
    await show(dialog_manager, _next(answers or {}) or Feedback.useful, data, answers)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[FeedbackWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.mine(work, number, me=we.me)
    return {
        "number": number,
        "title": found.occurrence.title,
        **{
            name: [
                (one.value, we.texts.raw(f"button-opinion-{name}", name=one)) for one in options
            ]
            for name, (_state, options) in ASKED.items()
        },
    }


async def opinion(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What was saved, in words."""
    we: Here[FeedbackWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.mine(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    if found.opinion is None:
        raise Gone
    answers, words = found.opinion.answers, found.opinion.words
    return {
        "number": number,
        "title": found.occurrence.title,
        "useful": we.texts.raw("feedback-useful", name=answers.useful),
        "applied": we.texts.raw("feedback-applied", name=answers.applied),
        "pace": we.texts.raw("feedback-pace", name=answers.pace),
        "words": words,
        "has_words": "yes" if words else "no",
        "said_words": bool(words),
        "until": clock.moment(found.occurrence.closes_at),
        "open": found.occurrence.is_open(now),
        "closed": not found.occurrence.is_open(now),
    }


def _answering(name: str) -> Any:
    async def on_answer(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        data = manager.dialog_data
        data[name] = item
        data[DRAFT] = True
        left = _next(data)
        if left is not None:
            await manager.switch_to(left)
        else:
            await _give(manager)

    return on_answer


def _next(data: dict[str, Any]) -> State | None:
    """The first question without an answer."""
    return next((state for name, (state, _) in ASKED.items() if name not in data), None)


async def _give(manager: DialogManager) -> None:
    """Saved before the word is asked for: whoever says none has said enough."""
    we: Here[FeedbackWork] = here(manager)
    data = manager.dialog_data
    answers = Answers(
        useful=Useful(data["useful"]), applied=Applied(data["applied"]), pace=Pace(data["pace"])
    )
    async with we.open_work() as work:
        await use_cases.give(work, _number(manager), answers, me=we.me)
        data.clear()
        await manager.switch_to(Feedback.words)


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    words = storable(message.text or "").strip()
    if not words:
        raise NotWords
    await _put_words(manager, words)


async def on_no_words(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _put_words(manager, "")


async def _put_words(manager: DialogManager, words: str) -> None:
    we: Here[FeedbackWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.add_words(work, _number(manager), words, me=we.me)
        await manager.switch_to(Feedback.given)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _question(name: str, back: Any) -> Card:
    return Card(
        Say(f"feedback-{name}-asked"),
        Column(choices(name, name, _answering(name))),
        Column(back, Opens(Label("button-menu"), "menu")),
        state=ASKED[name][0],
        getter=getter,
    )


def _before(state: State) -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=state)


def make_dialog() -> Dialog:
    return Dialog(
        _question("useful", Opens(Label("button-back"), "event:{number}")),
        _question("applied", _before(Feedback.useful)),
        _question("pace", _before(Feedback.applied)),
        Card(
            Say("feedback-words"),
            MessageInput(on_words),
            Column(
                SwitchTo(Label("button-no-more-words"), id="skip", state=Feedback.given),
                Button(Label("button-unsay"), id="unsay", on_click=on_no_words, when="said_words"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Feedback.words,
            getter=opinion,
        ),
        Card(
            Say("feedback-given"),
            Say("feedback-until", when="open"),
            Say("feedback-final", when="closed"),
            Column(
                SwitchTo(
                    Label("button-other-answers"), id="anew", state=Feedback.useful, when="open"
                ),
                SwitchTo(
                    Label("button-feedback-words"), id="word", state=Feedback.words, when="open"
                ),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Feedback.given,
            getter=opinion,
        ),
    )
