"""An event before it counts: seen as others will see it, then opened, changed or called off."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.events import organising, quotas, repeating
from core.events.copying import copy_terms
from core.events.model import Details, Event, EventId, EventState, Presence
from core.events.ports import EventWork
from core.events.use_cases import Seen
from core.people import Person
from core.units import UnitId
from handlers.cards import DRAFT, show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.events import following
from handlers.events.audience import for_whom
from handlers.events.draft import READY, SAMPLE, details_of
from handlers.events.planned import MakingWork, keep_line
from handlers.events.states import Compose
from handlers.events.words import facts, kinds_of
from handlers.files import CannotRead
from handlers.menu import Menu
from handlers.widgets import Card, Label, Lines, Opens, Say

MOST_CLASHES = 5
FIELDS = {
    "title": Compose.title,
    "kind": Compose.kind,
    "times": Compose.times,
    "form": Compose.form,
    "place": Compose.place,
    "link": Compose.link,
    "room": Compose.seats_room,
    "online": Compose.seats_online,
    "subjects": Compose.subjects,
    "level": Compose.level,
    "description": Compose.description,
}
"""Whatever may be written anew."""


async def preview(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data, number = dialog_manager.dialog_data, EventId(given(dialog_manager, "number"))
    data[READY] = True
    details, unit = details_of(data), UnitId(data["unit"])
    async with we.open_view() as work:
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
        clashes = await organising.clashes(work, details, unit, but=number or None)
        followed = await following.is_followed(work, number)
        of = (await work.units.get(unit)).name
        names = {one.id: one.name for one in await work.catalogue.subjects()}
        seen = await _as_seen(work, details, unit, number=number, me=we.me)
        audience = await work.events.audience(number)
        now = work.now
    return {
        **facts(seen, kinds, clock, now),
        **await for_whom(dialog_manager, audience),
        "unit": of,
        "about": ", ".join(names.get(one, "") for one in details.subjects) or "all",
        "is_new": not number,
        "is_old": bool(number),
        "followed": followed,
        "has_room": Presence.ROOM in details.form.presences,
        "has_online": Presence.ONLINE in details.form.presences,
        "lines": [
            we.texts(
                "event-clash", title=one.details.title, time=clock.moment(one.details.starts_at)
            )
            for one in clashes[:MOST_CLASHES]
        ],
    }


async def _as_seen(
    work: EventWork, details: Details, unit: UnitId, *, number: EventId, me: Person
) -> Seen:
    """As others will see it."""
    event = Event(
        id=number,
        uid="",
        unit=unit,
        organiser=me.id,
        details=details,
        state=EventState.OPEN,
        settled_at=work.now,
    )
    seats = {one: await quotas.seats_of(work, event, one) for one in details.form.presences}
    return Seen(event=event, answers_for=True, enrolment=None, seats=seats, place=0)


async def on_open(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _draw_up(manager, opens=True)


async def on_draft(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _draw_up(manager, opens=False)


async def _draw_up(manager: DialogManager, *, opens: bool) -> None:
    we: Here[MakingWork] = here(manager)
    data = manager.dialog_data
    async with we.open_work() as work:
        event = await organising.draw_up(
            work, details_of(data), unit=UnitId(data["unit"]), me=we.me
        )
        if SAMPLE in data:
            await copy_terms(work, EventId(data[SAMPLE]), event)
        await keep_line(work, data, event.id, me=we.me)
        if opens:
            await organising.open_event(work, event.id, me=we.me)
        await _done(manager, event.id, "opened" if opens else "drafted")


async def on_save(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    data, number = manager.dialog_data, EventId(given(manager, "number"))
    async with we.open_work() as work:
        changes = await organising.change(
            work, number, details_of(data), since=data["sequence"], me=we.me
        )
        event = await work.events.get(number)
        told = bool(changes) and event is not None and event.is_open
        await _done(manager, number, "told" if told else "saved")


async def on_save_all(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    data, number = manager.dialog_data, EventId(given(manager, "number"))
    async with we.open_work() as work:
        await repeating.change_following(
            work, number, details_of(data), since=data["sequence"], me=we.me
        )
        await _done(manager, number, "told_all")


async def on_reason(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[EventWork] = here(manager)
    number, data = EventId(given(manager, "number")), manager.dialog_data
    async with we.open_work() as work:
        if data.get(following.ALL):
            await repeating.cancel_following(work, number, message.text, me=we.me)
            await _done(manager, number, "cancelled_all")
        else:
            await organising.cancel(work, number, message.text, me=we.me)
            await _done(manager, number, "cancelled")


async def _done(manager: DialogManager, number: EventId, what: str) -> None:
    manager.dialog_data.clear()
    manager.dialog_data.update(done=number, what=what)
    await manager.switch_to(Compose.done)


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    return {"number": data["done"], "what": data["what"]}


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """What would be lost is asked about once."""
    if manager.dialog_data.get(DRAFT):
        await manager.switch_to(Compose.leaving)
    else:
        await show(manager, Menu.main)


async def on_stay(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    ready = manager.dialog_data.get(READY)
    await manager.switch_to(Compose.preview if ready else Compose.title)


async def on_leave(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.clear()
    await show(manager, Menu.main)


def _field(name: str) -> SwitchTo:
    """A place is asked for where there is a room, a link where one may be online."""
    when = {"place": "has_room", "room": "has_room", "link": "has_online", "online": "has_online"}
    return SwitchTo(
        Label(f"button-field-{name}"), id=name, state=FIELDS[name], when=when.get(name)
    )


def _preview_window() -> Card:
    return Card(
        Say("compose-preview"),
        Say("event-card"),
        Say("event-audience-chosen", when="for_whom"),
        Lines(),
        Group(*map(_field, FIELDS), width=2),
        Column(
            Button(Label("button-open-event"), id="open", on_click=on_open, when="is_new"),
            Button(Label("button-keep-draft"), id="draft", on_click=on_draft, when="is_new"),
            Button(Label("button-save-event"), id="save", on_click=on_save, when="is_old"),
            Button(
                Label("button-save-following"),
                id="save_all",
                on_click=on_save_all,
                when="followed",
            ),
            SwitchTo(
                Label("button-cancel-event"),
                id="off",
                state=Compose.cancelling,
                on_click=following.means(every=False),
                when="is_old",
            ),
            SwitchTo(
                Label("button-cancel-following"),
                id="off_all",
                state=Compose.cancelling,
                on_click=following.means(every=True),
                when="followed",
            ),
            Button(Label("button-cancel"), id="cancel", on_click=on_cancel),
        ),
        state=Compose.preview,
        getter=preview,
    )


def make_windows() -> list[Card]:
    return [
        _preview_window(),
        Card(
            Say("compose-cancelling-following", when="every"),
            Say("compose-cancelling"),
            MessageInput(on_reason),
            SwitchTo(Label("button-back"), id="back", state=Compose.preview),
            Opens(Label("button-menu"), "menu"),
            state=Compose.cancelling,
            getter=following.meant,
        ),
        Card(
            Say("compose-leaving"),
            Column(
                Button(Label("button-continue"), id="stay", on_click=on_stay),
                Button(Label("button-leave-unsaved"), id="leave", on_click=on_leave),
            ),
            state=Compose.leaving,
        ),
        Card(
            Say("compose-done"),
            Column(
                Opens(Label("button-open"), "event:{number}"),
                Opens(Label("button-organised"), "organised"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Compose.done,
            getter=done,
        ),
    ]
