"""A series: the events it has, and a seat at every one of them with one tap."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import repeating
from core.events.model import Event, EventId, EventState, Presence
from core.events.ports import EventWork
from core.events.repeating import Outcome
from core.events.seats import Standing
from core.events.series import drafts_of
from core.events.use_cases import Seen
from handlers import calendars
from handlers.cards import show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, given, here
from handlers.events.states import Series
from handlers.events.words import kinds_of, occasion_of
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, turning
from texts import Texts

ON_PAGE = 8
BUTTONS = {
    Presence.ROOM: "button-enter-series-room",
    Presence.ONLINE: "button-enter-series-online",
}


async def place_in_series(
    manager: DialogManager, seen: Seen, *, can_change: bool
) -> dict[str, Any]:
    """What the card of an event says and offers about its series."""
    if seen.event.series is None:
        return {"in_series": False, "can_repeat": seen.answers_for and can_change}
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        event, series, events = await repeating.series_of(work, seen.event.id, me=we.me)
    place = [one.id for one in events].index(event.id) + 1
    return {
        "in_series": True,
        "can_repeat": False,
        "rhythm": series.rhythm,
        "series_place": place,
        "series_count": len(events),
    }


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """On the page that has the event."""
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        event, _series, events = await repeating.series_of(work, EventId(number), me=we.me)
    page = [one.id for one in events].index(event.id) // ON_PAGE
    await show(dialog_manager, Series.list, {"number": number}, answers={"page": page})


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        event, series, events = await repeating.series_of(work, _number(dialog_manager), me=we.me)
        mine = await work.events.of_person(we.me.id, since=work.now)
        clock = await clock_of(work, we.me.id, we.texts)
        coming = [one for one in events if one.is_coming(work.now)]
        now = work.now
    standing = {one.id: enrolment.standing for one, enrolment in mine}
    pages = -(-len(events) // ON_PAGE)
    page = dialog_manager.dialog_data["page"] % pages
    on_page = [*enumerate(events, start=1)][page * ON_PAGE :][:ON_PAGE]
    return {
        "number": event.id,
        "title": event.details.title,
        "rhythm": series.rhythm,
        "count": len(events),
        "lines": [
            "\n".join(
                _line(number, one, clock, standing, over=one.is_over(now))
                for number, one in on_page
            )
        ],
        "items": [
            (f"{number}. {clock.moment(one.details.starts_at)}", f"event:{one.id}")
            for number, one in on_page
        ],
        "mine": sum(one.id in standing for one in coming),
        "can_leave": any(one.id in standing for one in coming),
        "can_open": bool(drafts_of(events, now=now)),
        "several": pages > 1,
        "page": page + 1,
        "pages": pages,
        **_ways([one for one in coming if one.id not in standing]),
    }


def _ways(left: Sequence[Event]) -> dict[str, Any]:
    """How one may enrol in all that is left: by which button, and what it is called."""
    forms = {way for one in left for way in one.details.form.presences}
    called = "only" if len(forms) == 1 else "apart"
    return {**{f"enters_{way}": way in forms for way in Presence}, "ways": called}


def _line(
    number: int,
    event: Event,
    clock: Clock,
    standing: Mapping[EventId, Standing],
    *,
    over: bool,
) -> str:
    state = "over" if over and event.state is EventState.OPEN else event.state
    return clock.texts(
        "series-line",
        number=number,
        time=clock.span(event.details.starts_at, event.details.ends_at),
        title=event.details.title,
        state=state,
        standing=standing.get(event.id, "none") if state == EventState.OPEN else "none",
    )


def _enters(presence: Presence) -> Button:
    async def on_enter(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[EventWork] = here(manager)
        async with we.open_work() as work:
            outcomes = await repeating.enrol_in_all(work, _number(manager), presence, me=we.me)
            clock = await clock_of(work, we.me.id, we.texts)
            manager.dialog_data["outcomes"] = [_outcome(one, clock) for one in outcomes]
            await manager.switch_to(Series.enrolled)
        await _hand_file(manager, outcomes)

    return Button(
        Label(BUTTONS[presence]),
        id=f"enter_{presence}",
        on_click=on_enter,
        when=f"enters_{presence}",
    )


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await repeating.leave_all(work, _number(manager), me=we.me)
        await manager.switch_to(Series.list)


async def on_open(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await repeating.open_all(work, _number(manager), me=we.me)


def _outcome(outcome: Outcome, clock: Clock) -> str:
    details, texts = outcome.event.details, clock.texts
    why, enrolment = outcome.refusal, outcome.enrolment
    return texts(
        "series-outcome",
        time=clock.span(details.starts_at, details.ends_at),
        standing=enrolment.standing if enrolment else "none",
        presence=enrolment.presence if enrolment and len(details.form.presences) > 1 else "only",
        why=_why(outcome, texts) if why else "none",
    )


def _why(outcome: Outcome, texts: Texts) -> str:
    refusal = outcome.refusal
    return "" if refusal is None else texts.raw(f"refusal-{refusal.key}", **refusal.facts)


async def _hand_file(manager: DialogManager, outcomes: Sequence[Outcome]) -> None:
    """One file with all the seats; the card comes below it."""
    we: Here[EventWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    seats = [
        (one.event, one.enrolment.presence)
        for one in outcomes
        if one.enrolment is not None and one.enrolment.standing is Standing.ENROLLED
    ]
    if not seats:
        return
    async with we.open_view() as work:
        kinds = await kinds_of(work)
        now = work.now
    occasions = [
        occasion_of(
            event,
            kinds,
            we.texts,
            link=event.details.link if presence is Presence.ONLINE else "",
        )
        for event, presence in seats
    ]
    name = we.texts.raw("event-file-name", number=_number(manager))
    await calendars.send_all(bot, we.account, occasions, name=name, now=now)
    manager.show_mode = ShowMode.SEND


async def enrolled(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {
        "number": _number(dialog_manager),
        "mine": 0,
        "lines": ["\n".join(dialog_manager.dialog_data["outcomes"])],
    }


def _list_window() -> Card:
    return Card(
        Say("series-title"),
        Lines(),
        Places("items"),
        turning(),
        Column(
            *(_enters(presence) for presence in Presence),
            SwitchTo(
                Label("button-leave-series"), id="leave", state=Series.leaving, when="can_leave"
            ),
            Button(Label("button-open-all"), id="open", on_click=on_open, when="can_open"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Series.list,
        getter=listed,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        Card(
            Say("series-leaving"),
            Column(
                Button(Label("button-leave-series-sure"), id="sure", on_click=on_leave),
                SwitchTo(Label("button-back"), id="back", state=Series.list),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Series.leaving,
            getter=listed,
        ),
        Card(
            Say("series-enrolled"),
            Lines(),
            Column(
                SwitchTo(Label("button-whole-series"), id="all", state=Series.list),
                Opens(Label("button-my-events"), "myevents"),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Series.enrolled,
            getter=enrolled,
        ),
    )
