"""«Возможно, ответ уже есть»: shown before a question is sent, when something fits well."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.answers import use_cases
from core.answers.model import AnswerId
from core.answers.ports import AnswerWork
from core.answers.refusals import NothingToLookFor
from core.catalogue import SubjectId, TopicId
from core.errors import Refusal
from handlers.consultations.draft import abridged
from handlers.context import Here, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, choices

FITTING = "fitting"
LONGEST_SHOWN = 600
"""Of one answer; the whole is on its card."""

Press = Callable[[CallbackQuery, Any, DialogManager], Awaitable[None]]


async def found(manager: DialogManager, words: str, *, subject: int | None) -> bool:
    """Whether there is an answer worth showing; asked once for a question."""
    if FITTING in manager.dialog_data:
        return False
    we: Here[AnswerWork] = here(manager)
    try:
        async with we.open_view() as work:
            near = await use_cases.suggest(
                work,
                words,
                topic=TopicId(manager.dialog_data["topic"]),
                subject=None if subject is None else SubjectId(subject),
                me=we.me,
            )
    except NothingToLookFor:
        return False
    if near:
        manager.dialog_data[FITTING] = [one.id for one in near]
    return bool(near)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    lines, opened, helped = [], [], []
    numbers = dialog_manager.dialog_data.get(FITTING, [])
    key = "button-it-helped" if len(numbers) == 1 else "button-which-helped"
    async with we.open_view() as work:
        for place, number in enumerate(numbers, 1):
            try:
                one = (await use_cases.see(work, AnswerId(number), me=we.me)).answer
            except Refusal:  # withdrawn a moment ago
                continue
            shown = abridged(one.wording.answer, LONGEST_SHOWN)
            line = {"place": place, "question": one.wording.question, "answer": shown}
            lines.append(we.texts("fitting-line", **line))
            opened.append((we.texts.raw("button-read-answer", place=place), f"published:{number}"))
            helped.append((number, we.texts.raw(key, place=place)))
    return {"lines": lines, "opened": opened, "helped": helped}


def make_windows(*, state: State, draft: State, spared: State, send: Press) -> list[Card]:
    async def on_helped(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        """Counted; what was typed is not sent but thrown away, and that is said."""
        we: Here[AnswerWork] = here(manager)
        async with we.open_work() as work:
            await use_cases.spare_question(work, AnswerId(int(item)), me=we.me)
            manager.dialog_data.clear()
            await manager.switch_to(spared)

    return [
        Card(
            Say("fitting"),
            Lines(),
            Column(
                Places("opened"),
                choices("helped", "helped", on_helped),
                Button(Label("button-ask-anyway"), id="anyway", on_click=send),
                SwitchTo(Label("button-back"), id="back", state=draft),
            ),
            state=state,
            getter=getter,
        ),
        Card(
            Say("fitting-spared"),
            Column(Opens(Label("menu-ask"), "ask"), Opens(Label("button-menu"), "menu")),
            state=spared,
        ),
    ]
