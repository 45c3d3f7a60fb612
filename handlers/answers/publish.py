"""An answer that was given joins the bank, without names, once."""

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.answers import use_cases
from core.answers.model import Wording
from core.answers.ports import AnswerWork
from handlers.answers.states import Bank, Publish
from handlers.answers.wording import WordingForm
from handlers.cards import kept_draft, show
from handlers.context import Here, given, here
from handlers.menu import Menu
from handlers.widgets import Label, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AnswerWork] = here(dialog_manager)
    async with we.open_view() as work:
        published = await use_cases.published_from(work, number, me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, Publish, data)
    if published is not None:
        await show(dialog_manager, Bank.card, answers={"number": published})
        return
    await show(dialog_manager, Publish.draft, data, answers=kept)


async def _before(manager: DialogManager) -> Wording:
    we: Here[AnswerWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.propose(work, given(manager, "number"), me=we.me)


async def _save(manager: DialogManager, wording: Wording) -> None:
    we: Here[AnswerWork] = here(manager)
    async with we.open_work() as work:
        number = await use_cases.publish(
            work,
            given(manager, "number"),
            question=wording.question,
            answer=wording.answer,
            me=we.me,
        )
        manager.dialog_data.clear()
        manager.dialog_data["published"] = number
        await manager.switch_to(Publish.done)


async def _leave(manager: DialogManager) -> None:
    await show(manager, Menu.main)


def make_dialog() -> Dialog:
    return WordingForm(
        form=Publish,
        before=_before,
        save=_save,
        leave=_leave,
        title=Say("publish-draft"),
        button=Label("button-publish"),
        finished=Say("publish-done"),
    ).make_dialog()
