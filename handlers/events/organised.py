"""«Я организатор»: events the person answers for, and who is enrolled for each."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.events import organising
from core.events.model import EventId
from core.events.ports import EventWork, Guest
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.events.states import Organised
from handlers.events.words import kinds_of, line, titles
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, turning, turns
from texts import Texts


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """``number`` is a page."""
    await show(dialog_manager, Organised.list, {"page": number})


async def start_guests(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_work() as work:
        await organising.note_look(work, EventId(number), me=we.me)
    await show(dialog_manager, Organised.guests, {"number": number}, answers={"page": 0})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await organising.organised(work, me=we.me, page=given(dialog_manager, "page"))
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "none": not page.events,
        "lines": [
            f"{number}. {line(one, kinds, clock)}"
            for number, one in enumerate(page.events, start=1)
        ],
        "items": titles([(one, f"event:{one.id}") for one in page.events], clock),
        "turns": turns("organised", page.page, page.pages),
    }


async def guests(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    number, page = EventId(given(dialog_manager, "number")), dialog_manager.dialog_data["page"]
    async with we.open_view() as work:
        event, found, pages = await organising.guests(work, number, page=page, me=we.me)
    return {
        "number": number,
        "title": event.details.title,
        "none": not found,
        "lines": ["\n".join(_guest(one, we.texts) for one in found)] if found else [],
        "several": pages > 1,
        "page": page % pages + 1,
        "pages": pages,
    }


def _guest(guest: Guest, texts: Texts) -> str:
    enrolment = guest.enrolment
    return texts(
        "event-guest",
        name=guest.name or texts.raw("somebody"),
        unit=guest.unit,
        presence=enrolment.presence,
        standing="coming" if enrolment.coming else enrolment.standing,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("events-organised"),
            Say("events-organised-none", when="none"),
            Lines(),
            Places("items"),
            Places("turns", width=3),
            Opens(Label("button-new-event"), "newevent"),
            Opens(Label("button-back"), "events"),
            Opens(Label("button-menu"), "menu"),
            state=Organised.list,
            getter=listed,
        ),
        Card(
            Say("event-guests"),
            Say("event-guests-none", when="none"),
            Lines(),
            turning(),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=Organised.guests,
            getter=guests,
        ),
    )
