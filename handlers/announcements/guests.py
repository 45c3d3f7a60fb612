"""Announcements for some of the people of an event: «Написать участникам» on its card, and the
condition «Участники» of any announcement."""

from typing import Any, Protocol

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.announcements import guests, use_cases
from core.announcements.model import Announcement, Progress
from core.announcements.ports import AnnouncementWork
from core.audience import EVENT, UNIT, Audience, Guests, Part
from core.clocks import ClockWork
from core.files import short
from core.units import UnitId
from handlers.announcements.reach import ceiling
from handlers.announcements.states import Announce
from handlers.cards import DRAFT, kept_draft, show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, here
from handlers.widgets import Card, Label, Lines, Opens, Paged, Places, Say, choices

CHOSEN = "guests_of"


class GuestWork(AnnouncementWork, ClockWork, Protocol):
    """Announcements, and by whose clock their times are said."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """A new letter to the guests of the event, or the one that was not finished."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    async with we.open_view() as work:
        unit = (await guests.gathering(work, number, me=we.me)).unit
    data = {"number": number}
    answers = await kept_draft(dialog_manager, Announce, data) or {}
    await show(dialog_manager, Announce.event, data, answers={**answers, "unit": unit})


def from_card(manager: DialogManager) -> bool:
    """Whether it was begun on the card of an event, and is for its guests whatever is chosen."""
    return isinstance(manager.start_data, dict) and bool(manager.start_data.get("number"))


def _number(manager: DialogManager) -> int:
    if isinstance(manager.start_data, dict) and manager.start_data.get("number"):
        return int(manager.start_data["number"])
    return int(manager.dialog_data[CHOSEN])


async def parts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Those of whom there is anybody; who came is known only once somebody is marked."""
    we: Here[AnnouncementWork] = here(dialog_manager)
    number = _number(dialog_manager)
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


async def written(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """The same, and what was written to them before."""
    we: Here[GuestWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.written(work, _number(dialog_manager), me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    return await parts(dialog_manager) | {
        "was_written": bool(found),
        "lines": [_line(one, progress, clock) for one, progress in found],
        "letters": [
            (we.texts.raw("button-number", number=one.id), f"announcement:{one.id}")
            for one, _progress in found
        ],
    }


def _line(one: Announcement, progress: Progress, clock: Clock) -> str:
    chosen = [Guests.read(value).part for value in one.audience.chosen[EVENT]]
    others = progress.blocked + progress.failed + progress.unknown + progress.off
    return clock.texts(
        "announce-written",
        number=one.id,
        at=clock.moment(one.begins_at or one.created_at),
        who=", ".join(clock.texts.raw("guests-part", part=part) for part in chosen),
        state="left" if one.state.has_left else one.state,
        sent=progress.sent,
        all=progress.sent + others + progress.left + progress.held + progress.recalled,
    )


async def on_part(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    data = manager.dialog_data
    narrowed = {name: some for name, some in data.get("audience", {}).items() if name != UNIT}
    data["audience"] = {**narrowed, EVENT: [str(Guests(_number(manager), Part(item)))]}
    if not from_card(manager):
        data.pop("acknowledge", None)
        await manager.switch_to(Announce.audience)
        return
    await manager.switch_to(Announce.audience if data.get(DRAFT) else Announce.text)


async def events(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[GuestWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        found = await guests.gatherings(work, UnitId(data["unit"]))
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "none": not found,
        "some": bool(found),
        "chosen": EVENT in data["audience"],
        "events": [
            (one.event, f"{one.starts_at.astimezone(clock.zone):%d.%m} {short(one.title)}")
            for one in found
        ],
    }


async def on_event(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data[CHOSEN] = int(item)
    await manager.switch_to(Announce.part)


async def on_no_event(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """For everybody of the unit again, and whatever else was chosen."""
    data = manager.dialog_data
    others = {name: some for name, some in data["audience"].items() if name != EVENT}
    data["audience"] = {UNIT: [data["unit"]], **others}
    data.pop(CHOSEN, None)
    await manager.switch_to(Announce.audience)


def make_windows() -> list[Card]:
    return [
        Card(
            Say("announce-guests"),
            Say("announce-guests-none", when="none"),
            Say("announce-guests-written", when="was_written"),
            Lines(),
            Column(choices("part", "parts", on_part)),
            Places("letters", width=2),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=Announce.event,
            getter=written,
        ),
        Card(
            Say("announce-which", when="some"),
            Say("announce-which-none", when="none"),
            Paged(choices("event", "events", on_event), id="events"),
            Button(Label("button-no-event"), id="none", on_click=on_no_event, when="chosen"),
            SwitchTo(Label("button-back"), id="back", state=Announce.audience),
            Opens(Label("button-menu"), "menu"),
            state=Announce.which,
            getter=events,
        ),
        Card(
            Say("announce-guests"),
            Say("announce-guests-none", when="none"),
            Column(choices("part", "parts", on_part)),
            SwitchTo(Label("button-back"), id="back", state=Announce.which),
            Opens(Label("button-menu"), "menu"),
            state=Announce.part,
            getter=parts,
        ),
    ]
