"""A methodist opens times: where, how long, when; all of it is shown before it counts."""

from datetime import date, datetime, time
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.clocks import zone_of
from core.errors import NotYours
from core.people import Role
from core.slots import use_cases
from core.slots.model import LENGTHS, Times, place_of
from core.slots.opening import WEEKS, Plan
from core.slots.ports import SlotWork
from core.slots.refusals import TimesNotWords
from core.slots.use_cases import Opening
from core.units import UnitId
from core.written_times import Entry, read
from handlers.cards import show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, here
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Lines, Opens, Say, choices

USUAL = 30
"""Minutes, until the methodist says otherwise."""


class OpenTimes(StatesGroup):
    who = (Role.METHODIST,)

    unit = State()
    place = State()
    times = State()
    length = State()
    weeks = State()
    done = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    """As the last time, if there was one: people talk in the same room."""
    we: Here[SlotWork] = here(dialog_manager)
    units = we.me.units_as(Role.METHODIST)
    if not units:
        raise NotYours
    async with we.open_view() as work:
        habit = await work.slots.habit(we.me.id)
    known = habit is not None and habit.unit in units
    answers: dict[str, Any] = {
        "unit": habit.unit if habit and known else units[0],
        "place": habit.place if habit else "",
        "minutes": habit.minutes if habit and habit.minutes in LENGTHS else USUAL,
        "weeks": 1,
    }
    first = OpenTimes.times if answers["place"] else OpenTimes.place
    await show(
        dialog_manager, first if known or len(units) == 1 else OpenTimes.unit, answers=answers
    )


async def units(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        mine = [await work.units.get(unit) for unit in we.me.units_as(Role.METHODIST)]
    return {"units": [(unit.id, unit.name) for unit in mine]}


async def on_unit(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["unit"] = int(item)
    await manager.switch_to(OpenTimes.place)


async def on_place(message: Message, _: Any, manager: DialogManager) -> None:
    manager.dialog_data["place"] = place_of(message.text or "")
    await manager.switch_to(OpenTimes.times)


async def on_times(message: Message, _: Any, manager: DialogManager) -> None:
    """Read once, by the day it is written on; what is written next takes its place."""
    if not message.text:
        raise TimesNotWords
    we: Here[SlotWork] = here(manager)
    async with we.open_view() as work:
        now = work.now.astimezone(await zone_of(work, we.me.id))
    reading = read(message.text, now=now, vocabulary=vocabulary(), lengths=LENGTHS)
    manager.dialog_data["entries"] = [
        [
            one.day.isoformat(),
            one.begins.isoformat(),
            one.ends.isoformat() if one.ends else None,
            one.minutes,
        ]
        for one in reading.entries
    ]
    manager.dialog_data["troubles"] = [[one.line, one.unclear] for one in reading.troubles]


def _opening(data: dict[str, Any]) -> Opening:
    return Opening(
        unit=UnitId(data["unit"]),
        place=data["place"],
        entries=[_entry(*one) for one in data.get("entries", ())],
        minutes=data["minutes"],
        weeks=data["weeks"],
    )


def _entry(day: str, begins: str, ends: str | None, minutes: int | None) -> Entry:
    return Entry(
        day=date.fromisoformat(day),
        begins=time.fromisoformat(begins),
        ends=time.fromisoformat(ends) if ends else None,
        minutes=minutes,
    )


async def times(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        plan = await use_cases.look_over(work, _opening(data), me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        calendar = work.calendar.within(clock.zone)
        unit = await work.units.get(UnitId(data["unit"]))
    written = "entries" in data
    days = [datetime.combine(day, time(12), tzinfo=clock.zone) for day in plan.days_off(calendar)]
    return {
        "place": data["place"],
        "unit": unit.name,
        "minutes": data["minutes"],
        "weeks": data["weeks"],
        "count": len(plan.times),
        "written": written,
        "empty": not written,
        "can_open": bool(plan.times),
        "lines": _lines(plan, data.get("troubles", ()), clock),
        "days_off": ", ".join(_day(day, clock) for day in days),
        "has_days_off": bool(days),
    }


def _lines(plan: Plan, troubles: Any, clock: Clock) -> list[str]:
    """Three paragraphs at most: what will be opened, what cannot be, what was not understood."""
    good = [
        clock.texts("opening-time", time=clock.span(one.starts_at, one.ends_at))
        for one in plan.times
    ]
    bad = [
        clock.texts("opening-refused", time=_span(one.times, clock), why=one.why)
        for one in plan.refused[:10]
    ]
    dark = [clock.texts("opening-unclear", line=line, why=why) for line, why in troubles[:10]]
    return ["\n".join(part) for part in (good, bad, dark) if part]


def _span(times: Times, clock: Clock) -> str:
    return clock.span(times.starts_at, times.ends_at)


def _day(day: datetime, clock: Clock) -> str:
    return clock.moment(day).rpartition(",")[0]


async def lengths(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    texts = here(dialog_manager).texts
    return {
        "lengths": [(one, texts.raw("button-minutes", minutes=one)) for one in LENGTHS],
        "repeats": [(one, texts.raw("button-repeat", weeks=one)) for one in WEEKS],
    }


def _chooses(what: str) -> Any:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
        manager.dialog_data[what] = int(item)
        await manager.switch_to(OpenTimes.times)

    return on_click


async def on_open(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[SlotWork] = here(manager)
    async with we.open_work() as work:
        plan = await use_cases.open_times(work, _opening(manager.dialog_data), me=we.me)
        manager.dialog_data.clear()
        manager.dialog_data["count"] = len(plan.times)
        await manager.switch_to(OpenTimes.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["count"]}


def _times_window() -> Card:
    return Card(
        Say("opening-head"),
        Say("opening-prompt", when="empty"),
        Lines(),
        Say("opening-days-off", when="has_days_off"),
        Say("opening-again", when="written"),
        MessageInput(on_times),
        Column(
            Button(Label("button-open-now"), id="open", on_click=on_open, when="can_open"),
            SwitchTo(Label("button-length"), id="length", state=OpenTimes.length),
            SwitchTo(Label("button-weeks"), id="weeks", state=OpenTimes.weeks),
            SwitchTo(Label("button-place"), id="place", state=OpenTimes.place),
            Opens(Label("button-back"), "talks"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=OpenTimes.times,
        getter=times,
    )


def _choice(key: str, what: str, items: str, state: State) -> Card:
    return Card(
        Say(key),
        Column(
            choices(what, items, _chooses(what)),
            SwitchTo(Label("button-back"), id="back", state=OpenTimes.times),
            Opens(Label("button-menu"), "menu"),
        ),
        state=state,
        getter=lengths,
    )


def make_dialog() -> Dialog:
    back = Opens(Label("button-back"), "talks")
    menu = Opens(Label("button-menu"), "menu")
    return Dialog(
        Card(
            Say("opening-unit"),
            Column(choices("unit", "units", on_unit), back, menu),
            state=OpenTimes.unit,
            getter=units,
        ),
        Card(
            Say("opening-place"),
            MessageInput(on_place),
            Column(back, menu),
            state=OpenTimes.place,
        ),
        _times_window(),
        _choice("opening-length", "minutes", "lengths", OpenTimes.length),
        _choice("opening-weeks", "weeks", "repeats", OpenTimes.weeks),
        Card(
            Say("opening-done"),
            Column(
                Opens(Label("button-open-more"), "opentimes"),
                Opens(Label("button-talks"), "talks"),
                menu,
            ),
            state=OpenTimes.done,
            getter=done,
        ),
    )
