"""One event: what it is, a seat taken and given back with a tap, and what its organiser does."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.events import memos, organising, use_cases
from core.events.model import EventId, Presence
from core.events.ports import EventWork
from core.events.seats import Enrolment, Standing
from handlers import calendars
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.events.offer import offered
from handlers.events.states import Seat
from handlers.events.words import kinds_of, occasion_of
from handlers.widgets import Card, Label, Opens, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn."""
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.look(work, EventId(number), me=we.me)
    await show(dialog_manager, Seat.card, {"number": number})


async def start_taking(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.accept(work, EventId(number), me=we.me)
    await hand_file(dialog_manager, EventId(number))
    await show(dialog_manager, Seat.card, {"number": number})


async def start_refusing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.refuse(work, EventId(number), me=we.me)
    await show(dialog_manager, Seat.card, {"number": number})


async def start_coming(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.come(work, EventId(number), me=we.me)
    await show(dialog_manager, Seat.card, {"number": number})


async def start_leaving(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """«Не приду»: asked once, since the seat may be somebody else's a moment later."""
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(number), me=we.me)
    leaves = seen.enrolment is not None and seen.enrolment.is_on
    await show(dialog_manager, Seat.leaving if leaves else Seat.card, {"number": number})


def _number(manager: DialogManager) -> EventId:
    return EventId(given(manager, "number"))


def _enters(presence: Presence) -> Button:
    async def on_enter(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[EventWork] = here(manager)
        async with we.open_work() as work:
            after = await use_cases.enrol(work, _number(manager), presence, me=we.me)
        await _confirm(manager, after)

    return Button(
        Label(f"button-enter-{presence}"),
        id=f"enter_{presence}",
        on_click=on_enter,
        when=f"enters_{presence}",
    )


async def _confirm(manager: DialogManager, after: Enrolment) -> None:
    if after.standing is Standing.ENROLLED:
        await hand_file(manager, after.event)
        manager.show_mode = ShowMode.SEND


async def on_take(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        after = await use_cases.accept(work, _number(manager), me=we.me)
    await _confirm(manager, after)


async def on_refuse(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.refuse(work, _number(manager), me=we.me)


async def on_come(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.come(work, _number(manager), me=we.me)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """One tap, unless others wait: then the seat would be gone for good, and it is asked once."""
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        seen = await use_cases.look(work, _number(manager), me=we.me)
        taken = seen.enrolment is not None and seen.enrolment.takes_seat
        if taken and any(one.waiting for one in seen.seats.values()):
            await manager.switch_to(Seat.leaving)
        else:
            await use_cases.leave(work, _number(manager), me=we.me)


async def on_sure(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.leave(work, _number(manager), me=we.me)
        await manager.switch_to(Seat.card)


async def on_open(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        await organising.open_event(work, _number(manager), me=we.me)


async def on_file(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The file first, the card below it."""
    await hand_file(manager, _number(manager))
    manager.show_mode = ShowMode.SEND


async def hand_file(manager: DialogManager, number: EventId) -> None:
    we: Here[EventWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
        kinds = await kinds_of(work)
        memo = await memos.of_guest(work, seen.enrolment)
        now = work.now
    online = seen.enrolment is not None and seen.enrolment.presence is Presence.ONLINE
    link = seen.event.details.link if online else ""
    occasion = occasion_of(seen.event, kinds, we.texts, link=link, memo=memo)
    name = we.texts.raw("event-file-name", number=number)
    await calendars.send(bot, we.account, occasion, name=name, now=now)


def _seat_buttons() -> Column:
    """For whoever has a seat or would like one."""
    return Column(
        Opens(Label("button-apply"), "apply:{number}", when="can_apply"),
        Opens(Label("button-my-application"), "application:{number}", when="has_application"),
        *(_enters(presence) for presence in Presence),
        Button(Label("button-take-seat"), id="take", on_click=on_take, when="can_take"),
        Button(Label("button-give-seat"), id="refuse", on_click=on_refuse, when="can_take"),
        Button(Label("button-come"), id="come", on_click=on_come, when="can_come"),
        Button(Label("button-leave-seat"), id="leave", on_click=on_leave, when="can_leave"),
        Opens(Label("button-hand-seat"), "handseat:{number}", when="can_hand"),
        Button(
            Label("button-stop-waiting"), id="stop", on_click=on_leave, when="can_stop_waiting"
        ),
        Opens(Label("button-badge"), "badge:{number}", when="shows_badge"),
        Opens(Label("button-arrive"), "arrive:{number}", when="can_arrive"),
        Opens(Label("button-certificate"), "certificate:{number}", when="has_certificate"),
        Opens(Label("button-give-feedback"), "feedback:{number}", when="gives_feedback"),
        Opens(Label("button-my-feedback"), "feedback:{number}", when="has_feedback"),
        Button(Label("button-event-file"), id="file", on_click=on_file, when="has_file"),
        Opens(Label("button-whole-series"), "series:{number}", when="in_series"),
        Opens(Label("button-materials"), "materials:{number}", when="has_materials"),
        Opens(Label("button-ask-host"), "askhost:{number}", when="asks_host"),
    )


def _keeper_buttons() -> Column:
    """For whoever answers for it, and the ways out."""
    return Column(
        Button(Label("button-open-event"), id="open", on_click=on_open, when="can_open"),
        Opens(Label("button-decide"), "quorum:{number}", when="decides"),
        Opens(Label("button-guests"), "guests:{number}", when="answers_for"),
        Opens(Label("button-applications"), "applications:{number}", when="keeps_applications"),
        Opens(Label("button-roll"), "roll:{number}", when="keeps_roll"),
        Opens(Label("button-opinions"), "opinions:{number}", when="reads_opinions"),
        Opens(Label("button-write-guests"), "writeguests:{number}", when="keeps_roll"),
        Opens(Label("button-edit-event"), "editevent:{number}", when="can_change"),
        Opens(Label("button-repeat-event"), "repeat:{number}", when="can_repeat"),
        Opens(Label("button-event-terms"), "eventterms:{number}", when="can_change"),
        Opens(Label("button-back"), "events"),
        Opens(Label("button-menu"), "menu"),
    )


def _card_window() -> Card:
    return Card(
        Say("event-card"),
        Say("event-host", when="has_host"),
        Say("event-series", when="in_series"),
        Say("event-quorum", when="has_quorum"),
        Say("event-kept", when="kept_lines"),
        Say("event-standing"),
        Say("event-memo", when="has_memo"),
        Say("event-for-whom", when="for_whom"),
        Say("application-standing"),
        _seat_buttons(),
        _keeper_buttons(),
        state=Seat.card,
        getter=offered,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _card_window(),
        Card(
            Say("event-leaving"),
            Column(
                Button(Label("button-leave-sure"), id="sure", on_click=on_sure),
                SwitchTo(Label("button-keep-seat"), id="back", state=Seat.card),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Seat.leaving,
            getter=offered,
        ),
    )
