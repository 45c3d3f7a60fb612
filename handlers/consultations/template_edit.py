"""A template written anew in its place: those who begin answers with it find it where it was."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import templates
from core.consultations.templates import TemplateId, TemplateWork
from handlers.cards import DRAFT, kept_draft, show
from handlers.consultations.draft import shown
from handlers.consultations.inserting import field_names
from handlers.consultations.states import EditTemplate, Templates
from handlers.consultations.templates import on_typed
from handlers.context import Here, given, here
from handlers.files import text_of
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        await templates.kept_template(work, TemplateId(number), me=we.me)
    data = {"number": number}
    kept = await kept_draft(dialog_manager, EditTemplate, data)
    await show(dialog_manager, EditTemplate.text, data, answers=kept)


def _number(manager: DialogManager) -> TemplateId:
    return TemplateId(given(manager, "number"))


async def draft(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        now = await templates.kept_template(work, _number(dialog_manager), me=we.me)
    return shown(dialog_manager.dialog_data.get(DRAFT)) | {
        "before": now.text,
        "fields": ", ".join(f"{{{name}}}" for name in field_names(we.texts).values()),
    }


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[TemplateWork] = here(manager)
    text = text_of(manager.dialog_data.get(DRAFT))
    async with we.open_work() as work:
        await templates.reword_template(work, _number(manager), text, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(EditTemplate.done)


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(EditTemplate.leaving)
    else:
        await _leave(manager)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await _leave(manager)


async def _leave(manager: DialogManager) -> None:
    await show(manager, Templates.one, {"number": _number(manager)})


def make_form() -> Dialog:
    return Dialog(
        Card(
            Say("template-edit", when="empty"),
            Say("template-edited", when="filled"),
            Column(
                Button(
                    Label("button-save-template"), id="save", on_click=on_save, when="has_text"
                ),
                Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            ),
            MessageInput(on_typed),
            state=EditTemplate.text,
            getter=draft,
        ),
        Card(
            Say("template-edit-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=EditTemplate.text),
                Button(Label("button-leave-wording"), id="leave", on_click=on_leave),
            ),
            state=EditTemplate.leaving,
        ),
        Card(
            Say("template-edit-done"),
            Column(
                Opens(Label("button-templates"), "templates"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=EditTemplate.done,
        ),
    )
