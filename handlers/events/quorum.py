"""«Наименьшее число»: for how many an event is held, and what is decided when there are fewer."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.clocks import zone_of
from core.events import deciding, organising
from core.events.deciding import Decision
from core.events.model import EventId, EventState
from core.events.ports import EventWork
from core.events.quorum import LEADS, MINUTE, check_seats, due_at, lead_of, least_of
from core.events.refusals import QuorumUnclear
from core.events.times import moment_of
from core.events.use_cases import Seen
from handlers.cards import show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, given, here
from handlers.events.states import Quorum
from handlers.files import CannotRead
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Opens, Say, choices

Deed = Callable[..., Awaitable[None]]


async def depends(manager: DialogManager, seen: Seen) -> dict[str, Any]:
    """What the card of an event says: for how many it is held, while that is open."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        quorum = await work.events.quorum(seen.event.id)
        coming = seen.event.is_coming(work.now)
    is_open = quorum is not None and quorum.is_open and coming
    return {
        "has_quorum": is_open,
        "least": quorum.least if quorum else 0,
        "decides": is_open and seen.answers_for and quorum is not None and quorum.is_asked,
    }


async def agreed(manager: DialogManager, number: EventId) -> dict[str, Any]:
    """A line of «Условия участия»."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        quorum = await work.events.quorum(number)
    return {"least": quorum.least if quorum else 0}


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await _look(dialog_manager, EventId(number))
    await show(dialog_manager, Quorum.card, {"number": number})


async def start_holding(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await _decide(dialog_manager, EventId(number), deciding.hold_anyway)


async def start_waiting(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await _decide(dialog_manager, EventId(number), deciding.put_off)


async def start_cancelling(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """Called off meanwhile or begun, it is shown as it is."""
    seen = await _look(dialog_manager, EventId(number))
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        coming = seen.event.is_coming(work.now)
    state = Quorum.cancelling if coming else Quorum.card
    await show(dialog_manager, state, {"number": number})


async def _look(manager: DialogManager, number: EventId) -> Decision:
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        return await deciding.look(work, number, me=we.me)


async def _decide(manager: DialogManager, number: EventId, deed: Deed) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await deed(work, number, me=we.me)
    await show(manager, Quorum.card, {"number": number})


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await deciding.look(work, _number(dialog_manager), me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    quorum, details = seen.quorum, seen.event.details
    changes = now < details.starts_at and seen.event.state is not EventState.CANCELLED
    asked = quorum is not None and quorum.is_asked and changes
    later = (
        quorum.waits_until(details.starts_at, now=now, zone=clock.zone)
        if quorum and asked
        else None
    )
    return {
        "number": seen.event.id,
        "title": details.title,
        "time": clock.span(details.starts_at, details.ends_at),
        "mine": "yes" if seen.event.organiser == we.me.id else "no",
        "stage": _stage(seen, changes=changes),
        "least": quorum.least if quorum else 0,
        "enrolled": seen.enrolled,
        "ask_at": clock.moment(quorum.ask_at) if quorum and quorum.ask_at else "none",
        "later": clock.moment(later) if later else "none",
        "is_asked": asked,
        "can_wait": later is not None,
        "has_none": quorum is None and changes,
        "has_one": quorum is not None and changes,
    }


def _stage(seen: Decision, *, changes: bool) -> str:
    if seen.event.state is EventState.CANCELLED:
        return "cancelled"
    if not changes:
        return "over"
    return seen.quorum.stage if seen.quorum else "none"


def _decides(deed: Deed) -> Any:
    async def on_press(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[EventWork] = here(manager)
        async with we.open_work() as work:
            await deed(work, _number(manager), me=we.me)

    return on_press


async def on_least(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    least = least_of(message.text)
    seen = await _look(manager, _number(manager))
    check_seats(least, seen.event.details)
    manager.dialog_data["least"] = least
    await manager.switch_to(Quorum.lead)


async def asked(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """How long before the beginning: only what is still ahead."""
    we: Here[EventWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        seen = await deciding.look(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    starts_at = seen.event.details.starts_at
    leads = [one for one in LEADS if due_at(starts_at, one, zone=clock.zone) > now]
    return {
        "number": number,
        "title": seen.event.details.title,
        "time": clock.span(starts_at, seen.event.details.ends_at),
        "least": dialog_manager.dialog_data.get("least", 0),
        "leads": [(one // MINUTE, _lead(one, clock)) for one in leads],
    }


def _lead(lead: timedelta, clock: Clock) -> str:
    return clock.texts.raw("button-lead", days=lead.days)


async def on_lead(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    await _agree(manager, int(item) * MINUTE)


async def on_moment(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        seen = await deciding.look(work, _number(manager), me=we.me)
        zone = await zone_of(work, we.me.id)
        now = work.now
    moment = moment_of(message.text, now=now, zone=zone, vocabulary=vocabulary())
    if moment is None:
        raise QuorumUnclear
    await _agree(manager, lead_of(moment, seen.event.details.starts_at, now=now))


async def _agree(manager: DialogManager, lead: timedelta) -> None:
    we: Here[EventWork] = here(manager)
    data = manager.dialog_data
    async with we.open_work() as work:
        await deciding.agree(work, _number(manager), data["least"], lead, me=we.me)
        data.clear()
        await manager.switch_to(Quorum.card)


async def on_reason(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    await _cancel(manager, message.text)


async def on_same_reason(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _cancel(manager, here(manager).texts.raw("quorum-reason"))


async def _cancel(manager: DialogManager, reason: str) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await organising.cancel(work, _number(manager), reason, me=we.me)
        await manager.switch_to(Quorum.card)


def _card_window() -> Card:
    return Card(
        Say("quorum-card"),
        MessageInput(on_least),  # the number that the card speaks of, before any button
        Column(
            Button(
                Label("button-hold-anyway"),
                id="hold",
                on_click=_decides(deciding.hold_anyway),
                when="is_asked",
            ),
            SwitchTo(Label("button-call-off"), id="off", state=Quorum.cancelling, when="is_asked"),
            Button(
                Label("button-wait-a-day"),
                id="wait",
                on_click=_decides(deciding.put_off),
                when="can_wait",
            ),
            SwitchTo(Label("button-set-quorum"), id="set", state=Quorum.least, when="has_none"),
            SwitchTo(
                Label("button-change-quorum"), id="change", state=Quorum.least, when="has_one"
            ),
            Button(
                Label("button-drop-quorum"),
                id="drop",
                on_click=_decides(deciding.drop),
                when="has_one",
            ),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Quorum.card,
        getter=card,
    )


def make_dialog() -> Dialog:
    back = SwitchTo(Label("button-back"), id="back", state=Quorum.card)
    menu = Opens(Label("button-menu"), "menu")
    return Dialog(
        _card_window(),
        Card(
            Say("quorum-least"),
            MessageInput(on_least),
            Column(back, menu),
            state=Quorum.least,
            getter=asked,
        ),
        Card(
            Say("quorum-lead"),
            MessageInput(on_moment),
            Column(
                choices("lead", "leads", on_lead),
                SwitchTo(Label("button-back"), id="back", state=Quorum.least),
                menu,
            ),
            state=Quorum.lead,
            getter=asked,
        ),
        Card(
            Say("quorum-cancelling"),
            MessageInput(on_reason),
            Column(
                Button(Label("button-call-off"), id="same", on_click=on_same_reason),
                back,
                menu,
            ),
            state=Quorum.cancelling,
            getter=card,
        ),
    )
