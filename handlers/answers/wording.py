"""A question and an answer for the bank, shown as they will be read and changed one by one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.answers.model import Wording
from handlers.answers.states import Publish, Reword
from handlers.cards import DRAFT
from handlers.context import given
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Opens, Say


@dataclass(frozen=True)
class WordingForm:
    """``before`` is what there is without the person's changes; ``save`` is given what is."""

    form: type[Publish] | type[Reword]
    before: Callable[[DialogManager], Awaitable[Wording]]
    save: Callable[[DialogManager, Wording], Awaitable[None]]
    leave: Callable[[DialogManager], Awaitable[None]]
    title: Say
    button: Label
    finished: Say

    async def wording(self, manager: DialogManager) -> Wording:
        draft = manager.dialog_data.get(DRAFT)
        return Wording(*draft) if draft else await self.before(manager)

    async def getter(self, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        now = await self.wording(dialog_manager)
        return {
            "question": now.question,
            "answer": now.answer,
            "number": given(dialog_manager, "number"),
        }

    async def done(self, dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        return {"published": dialog_manager.dialog_data["published"]}

    async def on_question(self, message: Message, _: Any, manager: DialogManager) -> None:
        now = await self.wording(manager)
        await self._change(manager, Wording(_typed(message), now.answer))

    async def on_answer(self, message: Message, _: Any, manager: DialogManager) -> None:
        now = await self.wording(manager)
        await self._change(manager, Wording(now.question, _typed(message)))

    async def _change(self, manager: DialogManager, wording: Wording) -> None:
        wording.check_lengths()
        manager.dialog_data[DRAFT] = [wording.question, wording.answer]
        await manager.switch_to(self.form.draft)

    async def on_save(self, _: CallbackQuery, __: Any, manager: DialogManager) -> None:
        await self.save(manager, await self.wording(manager))

    async def on_cancel(self, _: CallbackQuery, __: Any, manager: DialogManager) -> None:
        if manager.dialog_data.get(DRAFT):
            await manager.switch_to(self.form.leaving)
        else:
            await self.leave(manager)

    async def on_leave(self, _: CallbackQuery, __: Any, manager: DialogManager) -> None:
        manager.dialog_data.clear()
        await self.leave(manager)

    def make_dialog(self) -> Dialog:
        form = self.form
        return Dialog(
            self._draft_window(),
            self._typing_window(Say("wording-question"), form.question, self.on_question),
            self._typing_window(Say("wording-answer"), form.answer, self.on_answer),
            Card(
                Say("wording-leaving"),
                Column(
                    SwitchTo(Label("button-continue"), id="stay", state=form.draft),
                    Button(Label("button-leave-wording"), id="leave", on_click=self.on_leave),
                ),
                state=form.leaving,
            ),
            Card(
                self.finished,
                Column(
                    Opens(Label("button-open"), "published:{published}"),
                    Opens(Label("button-menu"), "menu"),
                ),
                state=form.done,
                getter=self.done,
            ),
        )

    def _draft_window(self) -> Card:
        form = self.form
        return Card(
            self.title,
            Say("wording-shown"),
            Column(
                Button(self.button, id="save", on_click=self.on_save),
                SwitchTo(Label("button-change-question"), id="question", state=form.question),
                SwitchTo(Label("button-change-answer"), id="answer", state=form.answer),
                Button(Label("button-cancel"), id="cancel", on_click=self.on_cancel),
            ),
            state=form.draft,
            getter=self.getter,
        )

    def _typing_window(self, prompt: Say, state: Any, on_typed: Any) -> Card:
        return Card(
            prompt,
            SwitchTo(Label("button-back"), id="back", state=self.form.draft),
            MessageInput(on_typed),
            state=state,
        )


def _typed(message: Message) -> str:
    if not message.text:
        raise CannotRead
    return message.text.strip()
