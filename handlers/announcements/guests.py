"""«Написать участникам»: an announcement for some of the people of an event."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Column

from core.announcements import guests, use_cases
from core.announcements.ports import AnnouncementWork
from core.audience import EVENT, Audience, Guests, Part
from handlers.announcements.reach import ceiling
from handlers.announcements.states import Announce
from handlers.cards import DRAFT, kept_draft, show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """A new letter to the guests of the event, or the one that was not finished."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        unit = (await guests.gathering(work, number, me=we.me)).unit
    data = {"number": number}
    answers = await kept_draft(dialog_manager, Announce, data) or {}
    await show(dialog_manager, Announce.event, data, answers={**answers, "unit": unit})


async def parts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Those of whom there is anybody; who came is known only once somebody is marked."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    number = int(given(dialog_manager, "number"))
    people = {}
    async with we.open_view() as work:
        event = await guests.gathering(work, number, me=we.me)
        for part in Part:
            reach = await use_cases.count(
                work,
                Audience({EVENT: (str(Guests(number, part)),)}),
                unit=event.unit,
                me=we.me,
                ceiling=ceiling(dialog_manager),
            )
            people[part] = reach.people
    if not people[Part.CAME]:
        people[Part.MISSED] = 0
    offered = [
        (str(part), we.texts.raw("button-guests-part", part=part, people=count))
        for part, count in people.items()
        if count
    ]
    return {"number": number, "title": event.title, "parts": offered, "none": not offered}


async def on_part(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    data = manager.dialog_data
    number = int(given(manager, "number"))
    narrowed = data.get("audience", {})
    data["audience"] = {**narrowed, EVENT: [str(Guests(number, Part(item)))]}
    await manager.switch_to(Announce.audience if data.get(DRAFT) else Announce.text)


def make_window() -> Card:
    return Card(
        Say("announce-guests"),
        Say("announce-guests-none", when="none"),
        Column(
            choices("part", "parts", on_part),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Announce.event,
        getter=parts,
    )
