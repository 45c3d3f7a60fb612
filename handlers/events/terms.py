"""«Условия»: what an organiser decides about an event beyond its form, each at its own place."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.errors import NotYours
from core.events import keeping, memos, use_cases
from core.events.model import EventId, Presence
from core.events.ports import EventWork
from core.events.refusals import EventOver
from handlers.applications.card import admission
from handlers.attendance.check import asked_after_word
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.audience import for_whom
from handlers.events.quorum import agreed
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
        _event, written = await memos.of_event(work, number, me=we.me)
        keeps = await keeping.look(work, number, me=we.me)
    return {
        "number": number,
        "title": seen.event.details.title,
        **await admission(dialog_manager, number),
        **await agreed(dialog_manager, number),
        **await for_whom(dialog_manager, seen.audience),
        "all": not seen.audience.chosen,
        "kept": sum(one.seats for hall in keeps.halls.values() for one in hall.kept),
        "released": "yes" if keeps.is_released else "no",
        "until": we.texts.day(keeps.until, year=False),
        **await asked_after_word(dialog_manager, number),
        **{f"memo_{one}": "yes" if one in written else "no" for one in Presence},
        **{f"has_{one}": one in seen.event.details.form.presences for one in Presence},
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("event-terms"),
            Say("event-for-whom", when="for_whom"),
            Say("event-for-all", when="all"),
            Say("event-terms-quotas"),
            Say("event-terms-applications"),
            Say("event-terms-quorum"),
            Say("terms-check"),
            Say("terms-memo-room", when="has_room"),
            Say("terms-memo-online", when="has_online"),
            Column(
                Opens(Label("button-event-audience"), "eventaudience:{number}"),
                Opens(Label("button-quotas"), "eventquotas:{number}"),
                Opens(Label("button-application-terms"), "applicationterms:{number}"),
                Opens(Label("button-quorum"), "quorum:{number}"),
                Opens(Label("button-check"), "check:{number}"),
                Opens(Label("button-memo-room"), "memoroom:{number}", when="has_room"),
                Opens(Label("button-memo-online"), "memoonline:{number}", when="has_online"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Terms.list,
            getter=listed,
        )
    )
