"""«Вопросы после слова»: the organiser writes them, sees them and takes them away again."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from core.attendance import questions
from core.attendance.checks import MOST_QUESTIONS, Check, Question
from core.attendance.ports import AttendanceWork
from handlers.attendance.states import Checks
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices
from texts import Texts


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_view() as work:
        await questions.written(work, number, me=we.me)
    await show(dialog_manager, Checks.list, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    async with we.open_view() as work:
        gathering, check = await questions.written(work, number, me=we.me)
    asked = check.questions if check else ()
    return {
        "number": number,
        "title": gathering.title,
        "asked": len(asked),
        "needed": check.needed if check else 0,
        "none": not asked,
        "some": bool(asked),
        "takes_more": len(asked) < MOST_QUESTIONS,
        "questions": _listed(asked, we.texts),
        "drops": [
            (f"{at}-{one.mark}", we.texts.raw("button-drop-question", place=at + 1))
            for at, one in enumerate(asked)
        ],
    }


def _listed(asked: tuple[Question, ...], texts: Texts) -> str:
    return "\n\n".join(
        texts.raw("check-question", place=place, words=one.words, answers=_answers(one, texts))
        for place, one in enumerate(asked, start=1)
    )


def _answers(question: Question, texts: Texts) -> str:
    return "\n".join(
        texts.raw("check-answer", right="yes" if at == question.right else "no", answer=answer)
        for at, answer in enumerate(question.answers)
    )


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        await questions.add(work, int(given(manager, "number")), message.text or "", me=we.me)


async def on_drop(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AttendanceWork] = here(manager)
    place, _dash, mark = item.partition("-")
    number = int(given(manager, "number"))
    async with we.open_work() as work:
        await questions.remove(work, number, int(place), mark=mark, me=we.me)


async def asked_after_word(manager: DialogManager, event: int) -> dict[str, int]:
    """For the conditions of an event: how many questions there are."""
    we: Here[AttendanceWork] = here(manager)
    async with we.open_view() as work:
        check: Check | None = await work.attendance.check(event)
    return {"asked": len(check.questions) if check else 0}


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("check-title"),
            Say("check-none", when="none"),
            Say("check-some", when="some"),
            Say("check-how", when="takes_more"),
            MessageInput(on_words),
            Column(choices("drop", "drops", on_drop)),
            Column(
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Checks.list,
            getter=getter,
        )
    )
