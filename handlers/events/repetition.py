"""«Повторять»: how often, how many times, and every date before it counts."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.clocks import zone_of
from core.events import repeating
from core.events.model import EventId
from core.events.ports import EventWork
from core.events.refusals import SeriesUnclear
from core.events.repeating import Outlook, Wanted
from core.events.series import (
    FEWEST,
    LAST_WEEK,
    MOST,
    Rhythm,
    count_of,
    count_until,
    on_day,
    ordinal,
)
from core.events.times import day_of
from handlers.cards import show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, given, here
from handlers.events.states import Repeat
from handlers.files import CannotRead
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Lines, Opens, Paged, Say, choices

COUNTS = (4, 8, 12)
"""What is offered; any other number is typed."""
LAST = 5


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        await repeating.outlook(work, EventId(number), None, me=we.me)
    await show(dialog_manager, Repeat.rhythm, {"number": number})


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


def _wanted(data: dict[str, Any]) -> Wanted:
    return Wanted(
        rhythm=Rhythm(data["rhythm"]),
        count=data["count"],
        struck=frozenset(map(date.fromisoformat, data.get("struck", ()))),
    )


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await repeating.outlook(work, _number(dialog_manager), None, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    details, [first] = seen.event.details, seen.days
    return {
        "number": seen.event.id,
        "title": details.title,
        "time": clock.span(details.starts_at, details.ends_at),
        "weekday": first.weekday(),
        "ordinal": LAST if first.day >= LAST_WEEK else ordinal(first),
        "fewest": FEWEST,
        "most": MOST,
        "rhythms": [(one, we.texts.raw("button-rhythm", name=one)) for one in Rhythm],
        "counts": [(one, we.texts.raw("button-times", count=one)) for one in COUNTS],
    }


async def on_rhythm(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["rhythm"] = item
    await manager.switch_to(Repeat.count)


async def on_count(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _look_over(manager, int(item))


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    """A number, or the last day."""
    if not message.text:
        raise CannotRead
    count = count_of(message.text)
    if count is None:
        count = await _until(manager, message.text)
    await _look_over(manager, count)


async def _until(manager: DialogManager, words: str) -> int:
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        seen = await repeating.outlook(work, _number(manager), None, me=we.me)
        now = work.now.astimezone(await zone_of(work, we.me.id))
    last = day_of(words, now=now, vocabulary=vocabulary())
    if last is None:
        raise SeriesUnclear(fewest=FEWEST, most=MOST)
    return count_until(seen.days[0], Rhythm(manager.dialog_data["rhythm"]), last=last)


async def _look_over(manager: DialogManager, count: int) -> None:
    """Whatever cannot be is refused before the dates are shown."""
    we: Here[EventWork] = here(manager)
    data = {**manager.dialog_data, "count": count, "struck": []}
    async with we.open_view() as work:
        seen = await repeating.outlook(work, _number(manager), _wanted(data), me=we.me)
        zone = await zone_of(work, we.me.id)
        repeating.check_dates(seen, _wanted(data), zone, now=work.now)
    manager.dialog_data.update(data)
    await manager.switch_to(Repeat.preview)


async def preview(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    wanted = _wanted(data)
    async with we.open_view() as work:
        seen = await repeating.outlook(work, _number(dialog_manager), wanted, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    data["sequence"] = seen.event.sequence
    kept = len(set(seen.days) - wanted.struck)
    return {
        "number": seen.event.id,
        "title": seen.event.details.title,
        "count": kept,
        "can_repeat": kept >= FEWEST,
        "too_few": kept < FEWEST,
        "lines": ["\n".join(_lines(seen, wanted, clock))],
        "has_days_off": bool(seen.days_off - wanted.struck),
        "days": [(day.isoformat(), _button(day, wanted, clock)) for day in seen.days[1:]],
    }


def _lines(seen: Outlook, wanted: Wanted, clock: Clock) -> list[str]:
    held = [(day, on_day(seen.event.details, day, zone=clock.zone)) for day in seen.days]
    return [
        clock.texts(
            "repeat-day",
            time=clock.span(details.starts_at, details.ends_at),
            struck="yes" if day in wanted.struck else "no",
            off="yes" if day in seen.days_off else "no",
            busy="yes" if day in seen.busy else "no",
        )
        for day, details in held
    ]


def _button(day: date, wanted: Wanted, clock: Clock) -> str:
    said = clock.texts.day(day, year=False)
    return said if day in wanted.struck else f"✓ {said}"


async def on_day_pressed(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    struck = set(manager.dialog_data.get("struck", ()))
    manager.dialog_data["struck"] = sorted(struck ^ {item})


def _repeats(*, opens: bool) -> Any:
    async def on_repeat(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[EventWork] = here(manager)
        data = manager.dialog_data
        async with we.open_work() as work:
            made = await repeating.repeat(
                work,
                _number(manager),
                _wanted(data),
                since=data["sequence"],
                opens=opens,
                me=we.me,
            )
            data.clear()
            data.update(count=len(made), what="opened" if opens else "drafted")
            await manager.switch_to(Repeat.done)

    return on_repeat


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    return {"number": _number(dialog_manager), "count": data["count"], "what": data["what"]}


def _preview_window() -> Card:
    return Card(
        Say("repeat-preview"),
        Lines(),
        Say("repeat-days-off", when="has_days_off"),
        Say("repeat-too-few", when="too_few"),
        Paged(choices("day", "days", on_day_pressed), id="pages"),
        Column(
            Button(
                Label("button-open-all"),
                id="open",
                on_click=_repeats(opens=True),
                when="can_repeat",
            ),
            Button(
                Label("button-keep-drafts"),
                id="drafts",
                on_click=_repeats(opens=False),
                when="can_repeat",
            ),
            SwitchTo(Label("button-back"), id="back", state=Repeat.count),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Repeat.preview,
        getter=preview,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("repeat-rhythm"),
            Column(
                choices("rhythm", "rhythms", on_rhythm),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Repeat.rhythm,
            getter=asked,
        ),
        Card(
            Say("repeat-count"),
            MessageInput(on_words),
            Column(
                choices("count", "counts", on_count),
                SwitchTo(Label("button-back"), id="back", state=Repeat.rhythm),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Repeat.count,
            getter=asked,
        ),
        _preview_window(),
        Card(
            Say("repeat-done"),
            Column(
                Opens(Label("button-whole-series"), "series:{number}"),
                Opens(Label("button-organised"), "organised"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Repeat.done,
            getter=done,
        ),
    )
