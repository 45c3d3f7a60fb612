"""«Беседа с методистом»: whom, when, what about; or another time for a talk that is booked."""

from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.errors import NotYours
from core.people import PersonId
from core.slots import use_cases
from core.slots.model import Side, SlotId, Talk, TalkId
from core.slots.ports import SlotWork
from core.slots.refusals import AboutNotWords
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.slots import calendar
from handlers.widgets import Card, Label, Opens, Paged, Say, choices


class Booking(StatesGroup):
    who = (REGISTERED,)

    hosts = State()
    times = State()
    about = State()
    done = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """``number`` is a consultation that the talk is about, 0 for none."""
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.hosts(work, consultation=number or None, me=we.me)
    await show(dialog_manager, Booking.hosts, {"number": number, "talk": 0})


async def start_moving(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        talk, side = await use_cases.see(work, TalkId(number), me=we.me)
    if side is not Side.TEACHER:
        raise NotYours
    answers = {"host": talk.slot.methodist}
    await show(dialog_manager, Booking.times, {"number": 0, "talk": number}, answers=answers)


async def hosts(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    number = given(dialog_manager, "number")
    async with we.open_view() as work:
        found, about = await use_cases.hosts(work, consultation=number or None, me=we.me)
    return {
        "number": number,
        "some": bool(found),
        "none": not found,
        "asked": about is not None,
        "hosts": [
            (one.person, we.texts.raw("button-host", name=one.name, free=one.free))
            for one in found
        ],
    }


async def on_host(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["host"] = int(item)
    await manager.switch_to(Booking.times)


async def times(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    host, moved = PersonId(dialog_manager.dialog_data["host"]), given(dialog_manager, "talk")
    if we.me.unit is None:
        raise NotYours
    async with we.open_view() as work:
        since = use_cases.soonest(work)
        free = await work.slots.free_for(we.me.unit, host, since=since)
        names = await work.people.names([host])
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "number": moved,
        "name": names.get(host, "") or we.texts.raw("somebody"),
        "some": bool(free),
        "none": not free,
        "moving": bool(moved),
        "booking": not moved,
        "times": [(one.id, clock.span(one.times.starts_at, one.times.ends_at)) for one in free],
    }


async def on_time(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["slot"] = int(item)
    moved = given(manager, "talk")
    if not moved:
        await manager.switch_to(Booking.about)
        return
    we: Here[SlotWork] = here(manager)
    async with we.open_work() as work:
        talk = await use_cases.move(work, TalkId(moved), SlotId(int(item)), me=we.me)
        await _booked(manager, talk)
    await _hand_file(manager, talk)


async def about(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    slot = SlotId(dialog_manager.dialog_data["slot"])
    async with we.open_view() as work:
        found = await use_cases.bookable(work, slot, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    return {"time": clock.span(found.times.starts_at, found.times.ends_at), "place": found.place}


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise AboutNotWords
    await _book(manager, message.text)


async def on_skip(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await _book(manager, "")


async def _book(manager: DialogManager, words: str) -> None:
    we: Here[SlotWork] = here(manager)
    slot, number = SlotId(manager.dialog_data["slot"]), given(manager, "number")
    async with we.open_work() as work:
        talk = await use_cases.book(work, slot, about=words, consultation=number or None, me=we.me)
        await _booked(manager, talk)
    await _hand_file(manager, talk)


async def _booked(manager: DialogManager, talk: Talk) -> None:
    manager.dialog_data.clear()
    manager.dialog_data["booked"] = talk.id
    await manager.switch_to(Booking.done)


async def _hand_file(manager: DialogManager, talk: Talk) -> None:
    """The file first, the card below it."""
    we: Here[SlotWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    async with we.open_view() as work:
        names = await work.people.names([talk.slot.methodist])
        now = work.now
    await calendar.send(bot, we, talk, names.get(talk.slot.methodist, ""), now=now)
    manager.show_mode = ShowMode.SEND


async def done(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        number = TalkId(dialog_manager.dialog_data["booked"])
        talk, _side = await use_cases.see(work, number, me=we.me)
        names = await work.people.names([talk.slot.methodist])
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "number": talk.id,
        "time": clock.span(talk.slot.times.starts_at, talk.slot.times.ends_at),
        "place": talk.slot.place,
        "name": names.get(talk.slot.methodist, "") or we.texts.raw("somebody"),
        "moved": "yes" if talk.sequence else "no",
    }


def _times_window() -> Card:
    return Card(
        Say("booking-times", when="some"),
        Say("booking-no-times", when="none"),
        Paged(choices("time", "times", on_time), id="times"),
        SwitchTo(Label("button-back"), id="back", state=Booking.hosts, when="booking"),
        Opens(Label("button-back"), "talk:{number}", when="moving"),
        Opens(Label("button-menu"), "menu"),
        state=Booking.times,
        getter=times,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("booking-hosts", when="some"),
            Say("booking-nobody", when="none"),
            Paged(choices("host", "hosts", on_host), id="hosts"),
            Opens(Label("button-my-talks"), "mytalks"),
            Opens(Label("button-back"), "consultation:{number}", when="asked"),
            Opens(Label("button-menu"), "menu"),
            state=Booking.hosts,
            getter=hosts,
        ),
        _times_window(),
        Card(
            Say("booking-about"),
            MessageInput(on_words),
            Column(
                Button(Label("button-skip-about"), id="skip", on_click=on_skip),
                SwitchTo(Label("button-back"), id="back", state=Booking.times),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Booking.about,
            getter=about,
        ),
        Card(
            Say("booking-done"),
            Column(
                Opens(Label("button-open"), "talk:{number}"),
                Opens(Label("button-my-talks"), "mytalks"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Booking.done,
            getter=done,
        ),
    )
