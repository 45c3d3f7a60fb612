"""«Отзывы»: how many answered what, and words without names, for whoever held the event."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column, SwitchTo

from core.feedback import use_cases
from core.feedback.model import FEWEST, Applied, Pace, Useful
from core.feedback.ports import FeedbackWork
from core.people import STAFF
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Say, turning


class Opinions(StatesGroup):
    who = STAFF

    sums = State()
    words = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn."""
    we: Here[FeedbackWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.sum_up(work, number, me=we.me)
    await show(dialog_manager, Opinions.sums, {"number": number})


async def sums(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[FeedbackWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        occurrence, summary = await use_cases.sum_up(work, number, me=we.me)
        said = await use_cases.read_words(work, number, page=0, me=we.me)
    return {
        "number": number,
        "title": occurrence.title,
        "given": summary.given,
        "of": summary.of,
        "share": round(100 * summary.given / summary.of) if summary.of else 0,
        "fewest": FEWEST,
        "shown": summary.is_shown,
        "hidden": not summary.is_shown,
        **{f"useful_{one}": summary.useful(one) for one in Useful},
        **{f"applied_{one}": summary.applied(one) for one in Applied},
        **{f"pace_{one}": summary.pace(one) for one in Pace},
        "with_words": bool(said.said),
    }


async def words(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[FeedbackWork] = here(dialog_manager)
    number, page = _number(dialog_manager), dialog_manager.dialog_data.get("page", 0)
    async with we.open_view() as work:
        occurrence, _sums = await use_cases.sum_up(work, number, me=we.me)
        found = await use_cases.read_words(work, number, page=page, me=we.me)
    return {
        "title": occurrence.title,
        "lines": [we.texts("opinion-line", words=one) for one in found.said],
        "page": found.page + 1,
        "pages": found.pages,
        "several": found.pages > 1,
    }


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("opinions-title"),
            Say("opinions-sums", when="shown"),
            Say("opinions-few", when="hidden"),
            Column(
                SwitchTo(
                    Label("button-opinion-words"),
                    id="words",
                    state=Opinions.words,
                    when="with_words",
                ),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Opinions.sums,
            getter=sums,
        ),
        Card(
            Say("opinions-words"),
            Lines(),
            turning(),
            SwitchTo(Label("button-back"), id="sums", state=Opinions.sums),
            Opens(Label("button-menu"), "menu"),
            state=Opinions.words,
            getter=words,
        ),
    )
