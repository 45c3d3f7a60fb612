"""A seat passes to a colleague: one shows a code, the other types it or follows a link."""

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from core.events import substitution, use_cases
from core.events.model import EventId
from core.events.ports import EventWork
from core.events.seats import Standing
from core.events.substitution import Handed, Offered
from core.guessing import Guesses
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.events.audience import for_whom
from handlers.events.card import hand_file
from handlers.events.states import Handing, Seat, Taking
from handlers.events.words import facts, kinds_of
from handlers.links import links_to
from handlers.widgets import Card, Label, Opens, Say, Told

SHOWN = "shown_seat_code"
"""Only while this update is drawn: kept in a form, a code would lie in the database."""


async def start_handing(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """What it does, before there is a code; whoever has no seat sees the event."""
    we: Here[EventWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(number), me=we.me)
        coming = seen.event.is_coming(work.now)
        await substitution.check_passes(work, EventId(number))
    has_seat = seen.enrolment is not None and seen.enrolment.standing is Standing.ENROLLED
    state = Handing.explained if coming and has_seat else Seat.card
    await show(dialog_manager, state, {"number": number})


async def start_taking(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Taking.code)


async def bring(dialog_manager: DialogManager, word: str) -> None:
    """A code that a link has carried here."""
    code = substitution.read(word)
    await show(dialog_manager, Taking.card, answers=await _offered(dialog_manager, code))


async def explained(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    number = EventId(given(dialog_manager, "number"))
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    details = seen.event.details
    time = clock.span(details.starts_at, details.ends_at)
    return {"number": number, "title": details.title, "time": time}


async def on_code(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[EventWork] = here(manager)
    async with we.open_work() as work:
        handed = await substitution.hand(work, EventId(given(manager, "number")), me=we.me)
        manager.middleware_data[SHOWN] = handed
        await manager.switch_to(Handing.code)


async def shown(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data, texts = dialog_manager.middleware_data, we.texts
    number = given(dialog_manager, "number")
    handed: Handed | None = data.get(SHOWN)
    if handed is None:
        return {"number": number, "said": texts("seat-code-hidden")}
    async with we.open_view() as work:
        clock = await clock_of(work, we.me.id, texts)
    bots: Mapping[str, Bot] = data["messengers"]
    links = [
        texts.raw("seat-code-link", messenger=texts.raw("messenger", name=name), link=link)
        for name, link in (await links_to(bots, handed.word)).items()
    ]
    until = clock.moment(handed.until)
    said = texts("seat-code", code=str(handed), links="\n".join(links), until=until)
    return {"number": number, "said": said}


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    offered = await _offered(manager, substitution.read(message.text or ""))
    manager.dialog_data.update(offered)
    await manager.switch_to(Taking.card)


async def _offered(manager: DialogManager, code: str) -> dict[str, Any]:
    """What the form keeps: of the code its fingerprint."""
    we: Here[EventWork] = here(manager)
    guesses: Guesses = manager.middleware_data["guesses"]
    async with we.open_view() as work:
        with guesses.counted(we.account, work.now):
            offered: Offered = await substitution.find(work, code, me=we.me)
        names = await work.people.names([offered.giver])
    return {"code": code, "number": offered.event, "name": names[offered.giver]}


async def offer(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(data["number"]), me=we.me)
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    return {
        "number": data["number"],
        "name": data["name"],
        **facts(seen, kinds, clock, now),
        **await for_whom(dialog_manager, seen.audience),
    }


async def on_take(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The file first, the card below it."""
    we: Here[EventWork] = here(manager)
    guesses: Guesses = manager.middleware_data["guesses"]
    async with we.open_work() as work:
        with guesses.counted(we.account, work.now):
            event = await substitution.take(work, manager.dialog_data["code"], me=we.me)
        await manager.switch_to(Taking.done)
    await hand_file(manager, event.id)
    manager.show_mode = ShowMode.SEND


def make_handing() -> Dialog:
    return Dialog(
        Card(
            Say("seat-handing"),
            Column(
                Button(Label("button-show-code"), id="code", on_click=on_code),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Handing.explained,
            getter=explained,
        ),
        Card(
            Told(),
            Column(
                Button(Label("button-new-code"), id="again", on_click=on_code),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Handing.code,
            getter=shown,
        ),
    )


def make_taking() -> Dialog:
    return Dialog(
        Card(
            Say("seat-code-ask"),
            MessageInput(on_words),
            Column(
                Opens(Label("button-back"), "events"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Taking.code,
        ),
        Card(
            Say("event-card"),
            Say("seat-given"),
            Say("event-for-whom", when="for_whom"),
            Column(
                Button(Label("button-take-seat"), id="take", on_click=on_take),
                Opens(Label("button-back"), "seatcode"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Taking.card,
            getter=offer,
        ),
        Card(
            Say("seat-taken"),
            Column(
                Opens(Label("button-open"), "event:{number}"),
                Opens(Label("button-back"), "events"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Taking.done,
            getter=offer,
        ),
    )
