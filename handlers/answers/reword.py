"""Other words for an answer of the bank, by those who keep it."""

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.answers import use_cases
from core.answers.model import AnswerId, Wording
from core.answers.ports import AnswerWork
from handlers.answers.states import Bank, Reword
from handlers.answers.wording import WordingForm
from handlers.cards import kept_draft, show
from handlers.context import Here, given, here
from handlers.widgets import Label, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[AnswerWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.kept_by(work, AnswerId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, Reword, data)
    await show(dialog_manager, Reword.draft, data, answers=kept)


def _number(manager: DialogManager) -> AnswerId:
    return AnswerId(given(manager, "number"))


async def _before(manager: DialogManager) -> Wording:
    we: Here[AnswerWork] = here(manager)
    async with we.open_view() as work:
        return (await use_cases.kept_by(work, _number(manager), me=we.me)).wording


async def _save(manager: DialogManager, wording: Wording) -> None:
    we: Here[AnswerWork] = here(manager)
    number = _number(manager)
    async with we.open_work() as work:
        await use_cases.reword(
            work, number, question=wording.question, answer=wording.answer, me=we.me
        )
        manager.dialog_data.clear()
        manager.dialog_data["published"] = number
        await manager.switch_to(Reword.done)


async def _leave(manager: DialogManager) -> None:
    await show(manager, Bank.card, answers={"number": _number(manager)})


def make_dialog() -> Dialog:
    return WordingForm(
        form=Reword,
        before=_before,
        save=_save,
        leave=_leave,
        title=Say("reword-draft"),
        button=Label("button-reword"),
        finished=Say("reword-done"),
    ).make_dialog()
