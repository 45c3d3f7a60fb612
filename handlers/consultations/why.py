"""«Почему мне»: how a question came to whoever has it, in words."""

from collections.abc import Iterator
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.consultations.model import ConsultationId
from core.consultations.ports import ConsultationWork
from core.consultations.reasons import Answerer, why
from core.consultations.telling import named
from core.ladder import Choice, How
from core.people import STAFF
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Say


class Why(StatesGroup):
    who = STAFF

    main = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        await why(work, ConsultationId(number), me=we.me)
    await show(dialog_manager, Why.main, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    number = ConsultationId(given(dialog_manager, "number"))
    async with we.open_view() as work:
        answerer = await why(work, number, me=we.me)
        topic, subject = await named(work, answerer.consultation)
    facts = _facts(answerer) | {"topic": topic, "subject": subject}
    facts["instead_of"] = answerer.instead_of or we.texts.raw("somebody")
    mine = answerer.consultation.methodist == we.me.id
    return {
        "number": number,
        "name": answerer.name or we.texts.raw("somebody"),
        "is_mine": "yes" if mine else "no",
        "lines": [we.texts(key, **facts) for key in _keys(answerer)],
    }


def _keys(answerer: Answerer) -> Iterator[str]:
    how = _how(answerer)
    yield f"why-{how}"
    if answerer.reason is None:
        return
    choice = answerer.reason.choice
    if choice.later:
        yield "why-later"
    yield from ("why-step", "why-direction", "why-among", "why-load")
    if choice.instead_of is not None:
        yield "why-instead"
    yield "why-again"


def _how(answerer: Answerer) -> str:
    if answerer.how is None:
        return "unknown"
    chosen = {How.PASSED: "passed-up", How.REOPENED: "reopened-anew"}
    return (answerer.reason and chosen.get(answerer.how)) or answerer.how


def _facts(answerer: Answerer) -> dict[str, Any]:
    facts: dict[str, Any] = {"given_at": answerer.given_at, "unit": answerer.unit}
    if (reason := answerer.reason) is None:
        return facts
    choice = reason.choice
    return facts | {
        "is_leading": "yes" if reason.leading else "no",
        "nearer": reason.nearer,
        "matched": _matched(choice),
        "among": choice.among,
        "load": choice.load,
        "ceiling": choice.ceiling,
        "recent": choice.recent,
        "share": choice.share,
    }


def _matched(choice: Choice) -> str:
    if choice.subject:
        return "both" if choice.topic else "subject"
    return "topic" if choice.topic else "any"


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("why-title"),
            Lines(),
            Column(
                Opens(Label("button-back"), "consultation:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Why.main,
            getter=getter,
        )
    )
