"""Who has just been marked at the door, by a scanned badge or as one without a seat."""

from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.attendance import badges
from core.attendance.badges import Arrived
from core.attendance.ports import AttendanceWork
from core.guessing import Guesses
from core.people import PersonId
from handlers.attendance.states import Door
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Told
from texts import Texts

SIGN = "✅"
"""The one sign that stands inside a text: it is looked for at arm's length, in a queue."""


async def bring(dialog_manager: DialogManager, word: str) -> None:
    """A badge that a link has carried here."""
    we: Here[AttendanceWork] = here(dialog_manager)
    guesses: Guesses = dialog_manager.middleware_data["guesses"]
    async with we.open_work() as work:
        with guesses.counted(we.account, work.now):
            found = await badges.scan(work, word, me=we.me)
    await show_arrived(dialog_manager, found.event, found.person, anew=found.anew)


async def show_arrived(
    manager: DialogManager, event: int, person: PersonId, *, anew: bool
) -> None:
    await show(manager, Door.arrived, {"number": event, "person": person}, {"anew": anew})


async def arrived(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number, person = _whom(dialog_manager)
    async with we.open_view() as work:
        found = await badges.arrived(work, number, person, me=we.me)
    guest = found.guest
    return {
        "number": number,
        "said": _said(found, we.texts, anew=dialog_manager.dialog_data["anew"]),
        "is_marked": guest is not None and guest.came is not None,
    }


def _said(found: Arrived, texts: Texts, *, anew: bool) -> str:
    facts = {
        "title": found.gathering.title,
        "came": found.came,
        "enrolled": found.enrolled,
        "sign": SIGN,
    }
    guest = found.guest
    if guest is None or guest.at is None:
        return texts("door-unmarked", name=guest.name if guest else "none", **facts)
    whose = {"name": guest.name, "school": guest.school or "none"}
    if anew:
        return texts("door-marked", **whose, **facts)
    return texts("door-known", at=_time(guest.at, found, texts), **whose, **facts)


def _time(at: datetime, found: Arrived, texts: Texts) -> str:
    """The hour is enough, if the event has not gone on for days."""
    local, begins = at.astimezone(texts.zone), found.gathering.starts_at.astimezone(texts.zone)
    if local.date() != begins.date():
        return texts.moment(at)
    return texts.raw("door-hour", time=f"{local:%H:%M}")


async def on_take_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    number, person = _whom(manager)
    async with we.open_work() as work:
        await badges.unmark(work, number, person, me=we.me)


def _whom(manager: DialogManager) -> tuple[int, PersonId]:
    return int(given(manager, "number")), PersonId(given(manager, "person"))


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Told(),
            Column(
                Button(Label("button-unmark"), id="back", on_click=on_take_back, when="is_marked"),
                Opens(Label("button-roll"), "roll:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Door.arrived,
            getter=arrived,
        )
    )
