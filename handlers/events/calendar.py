"""«📅 Мероприятия»: what is coming for the person's unit and subjects."""

from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.events import use_cases
from core.events.model import Form, Level
from core.events.ports import EventPage, EventWork
from core.people import STAFF
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, here
from handlers.events.months import month_of, months_from
from handlers.events.states import Calendar
from handlers.events.words import kinds_of, line, titles
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, choices, turning

ANY = "any"
SHOWN_MONTHS = 6


async def start(_: CallbackQuery | Message, dialog_manager: DialogManager) -> None:
    """At first the person's own subjects, whenever and wherever."""
    own = bool(here(dialog_manager).me.subjects)
    await show(dialog_manager, Calendar.list, answers={"own": own, "page": 0})


async def _page(manager: DialogManager, work: EventWork) -> EventPage:
    we: Here[EventWork] = here(manager)
    data = manager.dialog_data
    month = data.get("month")
    return await use_cases.calendar(
        work,
        me=we.me,
        page=data["page"],
        subjects=we.me.subjects if data["own"] else (),
        level=Level(data["level"]) if data.get("level") else None,
        form=Form(data["form"]) if data.get("form") else None,
        month=month_of(month, work.zone) if month else None,
    )


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        page = await _page(dialog_manager, work)
        mine = await work.events.of_person(we.me.id, since=work.now)
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
    standing = {event.id: enrolment.standing for event, enrolment in mine}
    numbered = enumerate(page.events, start=1)
    return {
        "own": "yes" if data["own"] else "no",
        "is_own": data["own"],
        "is_all": not data["own"] and bool(we.me.subjects),
        "level": data.get("level", ANY),
        "form": data.get("form", ANY),
        "month": _month_words(data.get("month"), we),
        "none": not page.events,
        "lines": [
            f"{number}. {line(one, kinds, clock, standing=standing.get(one.id))}"
            for number, one in numbered
        ],
        "items": titles([(one, f"event:{one.id}") for one in page.events], clock),
        "several": page.pages > 1,
        "page": page.page + 1,
        "pages": page.pages,
        "staff": we.me.holds(*STAFF),
        "mine": len(mine),
    }


def _month_words(month: str | None, we: Here[EventWork]) -> str:
    return we.texts.raw("month", month=int(month[5:]), year=int(month[:4])) if month else ANY


def _shows(*, own: bool) -> Any:
    async def on_subjects(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        manager.dialog_data.update(own=own, page=0)

    return on_subjects


def _chooses(what: str) -> Any:
    async def on_choice(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        manager.dialog_data.update({what: "" if item == ANY else item, "page": 0})
        await manager.switch_to(Calendar.list)

    return on_choice


async def offered(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        now: datetime = work.now.astimezone(work.zone)
    texts, every = we.texts, [(ANY, we.texts.raw("button-any"))]
    return {
        "levels": [*every, *((one, texts.raw("button-level", name=one)) for one in Level)],
        "forms": [*every, *((one, texts.raw("button-form", name=one)) for one in Form)],
        "months": [
            *every,
            *((one, _month_words(one, we)) for one in months_from(now, SHOWN_MONTHS)),
        ],
    }


def _filter(key: str, what: str, items: str, state: State) -> Card:
    return Card(
        Say(key),
        Column(choices(what, items, _chooses(what))),
        SwitchTo(Label("button-back"), id="back", state=Calendar.list),
        Opens(Label("button-menu"), "menu"),
        state=state,
        getter=offered,
    )


def _list_window() -> Card:
    own, every = _shows(own=True), _shows(own=False)
    return Card(
        Say("events-title"),
        Say("events-none", when="none"),
        Lines(),
        Places("items"),
        turning(),
        Column(
            Button(Label("button-all-subjects"), id="all", on_click=every, when="is_own"),
            Button(Label("button-own-subjects"), id="own", on_click=own, when="is_all"),
        ),
        Group(
            SwitchTo(Label("button-month"), id="month", state=Calendar.month),
            SwitchTo(Label("button-levels"), id="level", state=Calendar.level),
            SwitchTo(Label("button-forms"), id="form", state=Calendar.form),
            width=2,
        ),
        Opens(Label("button-my-events"), "myevents"),
        Opens(Label("button-seat-code"), "seatcode"),
        Opens(Label("button-organised"), "organised", when="staff"),
        Opens(Label("button-plan"), "plan"),
        Opens(Label("button-menu"), "menu"),
        state=Calendar.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        _filter("events-level", "level", "levels", Calendar.level),
        _filter("events-form", "form", "forms", Calendar.form),
        _filter("events-month", "month", "months", Calendar.month),
    )
