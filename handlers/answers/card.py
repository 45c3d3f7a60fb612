"""The card of an answer: what anybody may say of it, and what those who keep it may do."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.answers import use_cases
from core.answers.model import AnswerId
from core.answers.ports import AnswerWork
from handlers.answers.states import Bank
from handlers.context import Here, here
from handlers.widgets import Card, Label, Opens, Say


async def check(manager: DialogManager, number: AnswerId) -> None:
    """Whether it is there and may be seen, before its window is opened."""
    we: Here[AnswerWork] = here(manager)
    async with we.open_view() as work:
        await use_cases.see(work, number, me=we.me)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnswerWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.see(work, _number(dialog_manager), me=we.me)
        topics = {one.id: one.name for one in await work.catalogue.topics()}
        subjects = {one.id: one.name for one in await work.catalogue.subjects()}
    one = seen.answer
    inside = use_cases.is_in_bank(one)
    return {
        "number": one.id,
        "question": one.wording.question,
        "answer": one.wording.answer,
        "topic": topics.get(one.topic, ""),
        "subject": subjects.get(one.subject, "") if one.subject else "",
        "has_subject": "yes" if one.subject else "no",
        "author": seen.author,
        "at": one.published_at,
        "review_at": one.review_at,
        "useful": one.useful,
        "saved": one.saved,
        "mine": "yes" if seen.found_useful else "no",
        "keeps": seen.keeps,
        "is_out": not inside,
        "can_mark": inside,
        "can_withdraw": seen.keeps and inside,
        "can_renew": seen.keeps and inside,
    }


def _number(manager: DialogManager) -> AnswerId:
    return AnswerId(manager.dialog_data["number"])


async def on_useful(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnswerWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.find_useful(work, _number(manager), me=we.me)


async def on_renew(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnswerWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.renew(work, _number(manager), me=we.me)


async def on_put_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnswerWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.put_back(work, _number(manager), me=we.me)


async def on_withdraw(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AnswerWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.withdraw(work, _number(manager), me=we.me)
        await manager.switch_to(Bank.card)


async def on_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """To the list it was found in, or to the first window if it was opened by itself."""
    manager.dialog_data.pop("number")
    await manager.switch_to(Bank.list if manager.dialog_data else Bank.ask)


def make_windows() -> list[Card]:
    return [
        Card(
            Say("published-card"),
            Say("published-out", when="is_out"),
            Say("published-kept", when="keeps"),
            Column(
                Button(Label("button-useful"), id="useful", on_click=on_useful, when="can_mark"),
                Opens(Label("button-ask-methodist"), "ask"),
                Opens(Label("button-edit-answer"), "reword:{number}", when="keeps"),
                Button(Label("button-renew"), id="renew", on_click=on_renew, when="can_renew"),
                Button(Label("button-put-back"), id="put", on_click=on_put_back, when="is_out"),
                SwitchTo(
                    Label("button-withdraw"),
                    id="withdraw",
                    state=Bank.withdrawing,
                    when="can_withdraw",
                ),
                Button(Label("button-back"), id="back", on_click=on_back),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Bank.card,
            getter=getter,
        ),
        Card(
            Say("published-withdrawing"),
            Column(
                Button(Label("button-withdraw"), id="withdraw", on_click=on_withdraw),
                SwitchTo(Label("button-back"), id="back", state=Bank.card),
            ),
            state=Bank.withdrawing,
            getter=getter,
        ),
    ]
