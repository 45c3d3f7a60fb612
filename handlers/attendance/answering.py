"""Questions after the code word, a tap for each; the answers are kept only until the last one."""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.attendance import checking, use_cases
from core.attendance.checking import Result
from core.attendance.checks import Check
from core.attendance.ports import AttendanceWork
from core.attendance.refusals import CheckChanged
from handlers.attendance.states import Arriving
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Told, choices


def begin(manager: DialogManager, check: Check) -> None:
    """From the first question on."""
    manager.dialog_data.update(answers=[], made_at=check.made_at.isoformat())


async def question(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number, given_already = _number(dialog_manager), dialog_manager.dialog_data["answers"]
    async with we.open_view() as work:
        gathering, _came = await use_cases.arrive(work, number, me=we.me)
        check = await work.attendance.check(number)
    here_is = {"number": number, "answers": []}
    if check is None or not _is_same(check, dialog_manager):
        return {**here_is, "said": we.texts("answering-changed"), "changed": True}
    place = len(given_already)
    asked = check.questions[place]
    said = we.texts(
        "answering-question",
        title=gathering.title,
        place=place + 1,
        asked=len(check.questions),
        words=asked.words,
    )
    answers = [(f"{place}-{at}", one) for at, one in enumerate(asked.answers)]
    return {**here_is, "said": said, "answers": answers, "changed": False}


def _is_same(check: Check, manager: DialogManager) -> bool:
    data = manager.dialog_data
    same = check.made_at.isoformat() == data["made_at"]
    return same and len(data["answers"]) < len(check.questions)


async def on_answer(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """A second tap on the same button is no answer to the next question."""
    we: Here[AttendanceWork] = here(manager)
    place, _dash, answer = item.partition("-")
    before = manager.dialog_data["answers"]
    if int(place) != len(before):
        return
    number = _number(manager)
    async with we.open_work() as work:
        check = await work.attendance.check(number)
        if check is None or not _is_same(check, manager):
            raise CheckChanged
        answers = [*before, int(answer)]
        if len(answers) < len(check.questions):
            manager.dialog_data["answers"] = answers
        else:
            made_at = datetime.fromisoformat(manager.dialog_data["made_at"])
            result = await checking.answer(work, number, answers, made_at=made_at, me=we.me)
            await _told(manager, result)


async def _told(manager: DialogManager, result: Result) -> None:
    manager.dialog_data.clear()
    if result.passed:
        await manager.switch_to(Arriving.done)
        return
    again_at = result.again_at.isoformat() if result.again_at else None
    manager.dialog_data.update(
        right=result.right, asked=result.asked, needed=result.needed, again_at=again_at
    )
    await manager.switch_to(Arriving.missed)


async def missed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number, data = _number(dialog_manager), dialog_manager.dialog_data
    async with we.open_view() as work:
        gathering, _came = await use_cases.arrive(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    again_at = data["again_at"]
    at = datetime.fromisoformat(again_at).astimezone(clock.zone) if again_at else None
    said = we.texts(
        "answering-missed",
        title=gathering.title,
        right=data["right"],
        asked=data["asked"],
        needed=data["needed"],
        again_at=f"{at:%H:%M}" if at else "never",
    )
    return {"number": number, "said": said, "again": at is not None}


async def on_again(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    number = _number(manager)
    async with we.open_work() as work:
        gathering, came = await use_cases.arrive(work, number, me=we.me)
        gathering.check_going_on(work.now)
        check = None if came is not None else await checking.asked(work, number, me=we.me)
        if came is not None:
            await manager.switch_to(Arriving.done)
        elif check is None:
            await manager.switch_to(Arriving.word)
        else:
            begin(manager, check)
            await manager.switch_to(Arriving.question)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def question_window() -> Card:
    return Card(
        Told(),
        Column(choices("answer", "answers", on_answer)),
        Column(
            Opens(Label("button-word-again"), "arrive:{number}", when="changed"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Arriving.question,
        getter=question,
    )


def missed_window() -> Card:
    return Card(
        Told(),
        Column(
            Button(Label("button-try-again"), id="again", on_click=on_again, when="again"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Arriving.missed,
        getter=missed,
    )
