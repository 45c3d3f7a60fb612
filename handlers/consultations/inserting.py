"""A template put into an answer: filled, shown, changed if need be, and only then a part of it."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.consultations import templates, use_cases
from core.consultations.model import ConsultationId
from core.consultations.telling import named
from core.consultations.templates import Template, TemplateId, TemplateWork
from handlers.cards import DRAFT
from handlers.consultations.draft import collect, words_of
from handlers.consultations.states import Answer
from handlers.context import Here, given, here
from handlers.files import joined
from handlers.widgets import Card, Label, Paged, Say, choices
from texts import Texts

LONGEST_TITLE = 30


def button() -> SwitchTo:
    return SwitchTo(Label("button-templates"), id="templates", state=Answer.templates)


def title_of(one: Template) -> str:
    words = " ".join(one.text.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def field_names(texts: Texts) -> dict[str, str]:
    """What may stand in braces, as people write it."""
    return {field: texts.raw("template-field", field=field) for field in FIELDS}


FIELDS = ("name", "number", "topic", "subject", "deadline", "methodist")


async def listing(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[TemplateWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await templates.templates_of(work, me=we.me)
    return {"items": [(one.id, title_of(one)) for one in found], "none": not found}


async def filled(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"text": await _filled(dialog_manager)}


async def _filled(manager: DialogManager) -> str:
    we: Here[TemplateWork] = here(manager)
    number = ConsultationId(given(manager, "number"))
    async with we.open_view() as work:
        chosen = TemplateId(manager.dialog_data["template"])
        one = await templates.template(work, chosen, me=we.me)
        consultation = (await use_cases.see(work, number, me=we.me)).consultation
        topic, subject = await named(work, consultation)
        teacher = (await work.people.names([consultation.teacher])).get(consultation.teacher, "")
    values = {
        "name": teacher or we.texts.raw("template-nameless"),
        "number": str(number),
        "topic": topic,
        "subject": subject,
        "deadline": we.texts.moment(consultation.due_at),
        "methodist": we.me.name,
    }
    names = field_names(we.texts)
    return templates.fill(one.text, {names[field]: value for field, value in values.items()})


async def on_template(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["template"] = int(item)
    await manager.switch_to(Answer.template)


async def on_insert(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """As it is. Such words have no message of the person behind them that could be edited."""
    part = {"text": await _filled(manager), "files": [], "messenger": "", "source": ""}
    draft = joined(manager.dialog_data.get(DRAFT), {"parts": [part]})
    words_of(draft)
    manager.dialog_data[DRAFT] = draft
    await _back(manager)


async def on_changed(message: Message, widget: Any, manager: DialogManager) -> None:
    """What the person has made of it goes into the answer instead."""
    await collect(message, widget, manager)
    await _back(manager)


async def _back(manager: DialogManager) -> None:
    manager.dialog_data.pop("template", None)
    await manager.switch_to(Answer.draft)


def make_windows() -> tuple[Card, Card]:
    return (
        Card(
            Say("template-choose", when="items"),
            Say("template-none", when="none"),
            Paged(choices("template", "items", on_template), id="template_pages"),
            SwitchTo(Label("button-back"), id="draft", state=Answer.draft),
            state=Answer.templates,
            getter=listing,
        ),
        Card(
            Say("template-shown"),
            Column(
                Button(Label("button-insert"), id="insert", on_click=on_insert),
                SwitchTo(Label("button-back"), id="others", state=Answer.templates),
            ),
            MessageInput(on_changed),
            state=Answer.template,
            getter=filled,
        ),
    )
