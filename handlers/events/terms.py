"""«Условия»: what an organiser decides about an event beyond its form, each at its own place."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.errors import NotYours
from core.events import use_cases
from core.events.model import EventId
from core.events.ports import EventWork
from core.events.refusals import EventOver
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.states import Terms
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(number), me=we.me)
        over = seen.event.is_over(work.now)
    if not seen.answers_for:
        raise NotYours
    if over:
        raise EventOver
    await show(dialog_manager, Terms.list, {"number": number})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    number = EventId(given(dialog_manager, "number"))
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
    return {"number": number, "title": seen.event.details.title}


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("event-terms"),
            Column(
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Terms.list,
            getter=listed,
        )
    )
