"""«Шаблоны»: words to begin answers with, made and thrown away in the workplace."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import templates
from core.consultations.templates import TemplateId, TemplateWork
from core.errors import Gone
from core.people import Role
from core.units import UnitId
from handlers.cards import DRAFT, kept_draft, show
from handlers.consultations.draft import shown
from handlers.consultations.inserting import field_names, title_of
from handlers.consultations.states import NewTemplate, Templates
from handlers.context import Here, given, here
from handlers.files import CannotRead, draft_in, joined, text_of
from handlers.widgets import Card, Label, Opens, Paged, Say, choices

MINE = "mine"


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Templates.list)


async def start_one(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        await templates.template(work, TemplateId(number), me=we.me)
    await show(dialog_manager, Templates.one, {"number": number})


async def start_new(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    kept = await kept_draft(dialog_manager, NewTemplate)
    await show(dialog_manager, NewTemplate.text, answers=kept)


async def listing(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await templates.templates_of(work, me=we.me)
    return {
        "items": [(one.id, title_of(one)) for one in found],
        "none": not found,
        "fields": ", ".join(f"{{{name}}}" for name in field_names(we.texts).values()),
    }


async def on_one(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await show(manager, Templates.one, {"number": int(item)})


async def one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        number = TemplateId(given(dialog_manager, "number"))
        found = await templates.template(work, number, me=we.me)
        unit = "" if found.unit is None else (await work.units.get(found.unit)).name
    return {
        "number": found.id,
        "text": found.text,
        "unit": unit,
        "of_unit": "yes" if unit else "no",
        "keeps": found.is_kept_by(we.me),
    }


async def on_drop(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[TemplateWork] = here(manager)
    async with we.open_work() as work:
        number = TemplateId(given(manager, "number"))
        await templates.drop_template(work, number, me=we.me)
        await manager.switch_to(Templates.list)


async def on_typed(message: Message, _: Any, manager: DialogManager) -> None:
    """Add to the draft. What is no text, or too long, is refused, and what was there stays."""
    if not message.text:
        raise CannotRead
    piece = draft_in(message, here(manager).account.messenger)
    draft = joined(manager.dialog_data.get(DRAFT), piece)
    templates.check_text(text_of(draft))
    manager.dialog_data[DRAFT] = draft


async def draft(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    names = field_names(we.texts).values()
    return shown(dialog_manager.dialog_data.get(DRAFT)) | {
        "fields": ", ".join(f"{{{name}}}" for name in names),
    }


async def whose(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        units = [await work.units.get(unit) for unit in we.me.units_as(Role.METHODIST)]
    mine = (MINE, we.texts.raw("button-template-mine"))
    return {"items": [mine, *((unit.id, unit.name) for unit in units)]}


async def on_whose(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[TemplateWork] = here(manager)
    text = text_of(manager.dialog_data.get(DRAFT))
    if not text:
        raise Gone
    async with we.open_work() as work:
        unit = None if item == MINE else UnitId(int(item))
        await templates.make_template(work, text, unit=unit, me=we.me)
        manager.dialog_data.clear()
        await manager.switch_to(NewTemplate.done)


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(NewTemplate.leaving)
    else:
        await show(manager, Templates.list)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Templates.list)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("templates-title"),
            Say("templates-none", when="none"),
            Paged(choices("template", "items", on_one), id="pages"),
            Opens(Label("button-template-new"), "newtemplate"),
            Opens(Label("button-back"), "workplace"),
            Opens(Label("button-menu"), "menu"),
            state=Templates.list,
            getter=listing,
        ),
        Card(
            Say("template-one"),
            Column(
                Opens(Label("button-template-edit"), "edittemplate:{number}", when="keeps"),
                Button(Label("button-template-drop"), id="drop", on_click=on_drop, when="keeps"),
                Opens(Label("button-back"), "templates"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Templates.one,
            getter=one,
        ),
    )


def make_form() -> Dialog:
    return Dialog(
        Card(
            Say("template-prompt", when="empty"),
            Say("template-draft", when="filled"),
            Column(
                SwitchTo(
                    Label("button-next"), id="next", state=NewTemplate.whose, when="has_text"
                ),
                Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
            ),
            MessageInput(on_typed),
            state=NewTemplate.text,
            getter=draft,
        ),
        Card(
            Say("template-whose"),
            Paged(choices("whose", "items", on_whose), id="pages"),
            SwitchTo(Label("button-back"), id="back", state=NewTemplate.text),
            state=NewTemplate.whose,
            getter=whose,
        ),
        Card(
            Say("template-leaving"),
            Column(
                SwitchTo(Label("button-continue"), id="stay", state=NewTemplate.text),
                Button(Label("button-discard"), id="leave", on_click=on_leave),
            ),
            state=NewTemplate.leaving,
        ),
        Card(
            Say("template-done"),
            Column(
                Opens(Label("button-templates"), "templates"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=NewTemplate.done,
        ),
    )
