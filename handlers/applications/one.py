"""One application as the organiser reads it, and what is decided about it."""

from functools import partial
from typing import Any, Protocol

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.applications import deciding
from core.applications.model import Application, Award, State, waiting
from core.applications.ports import ApplicationWork, Seat
from core.applications.refusals import NoApplication
from core.events import admission
from core.events.ports import EventWork
from core.files import Crossing
from core.people import PersonId
from handlers.applications.states import Deciding
from handlers.applications.words import shown
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.sending import send_files
from handlers.widgets import Card, Label, Opens, Say, choices

READ = "revision"
"""Which of its revisions is on the screen: no other one is decided about."""


class DecidingWork(ApplicationWork, EventWork, Protocol):
    """Whoever is approved gets a seat in the same work."""


def seat_in(work: EventWork) -> Seat:
    return partial(admission.admit, work)


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    number, data = _number(dialog_manager), dialog_manager.dialog_data
    try:
        async with we.open_view() as work:
            call, found = await deciding.read(work, number, _person(dialog_manager), me=we.me)
            clock = await clock_of(work, we.me.id, we.texts)
            counts = await work.applications.counts(number)
            now = work.now
    except NoApplication:
        return {"gone": True, "there": False, "awards": []}
    application = found.application
    data[READ] = application.revision
    closed = call.is_closed(now)
    waits = application.waits(closed=closed) and call.is_open and now < call.ends_at
    awards = call.awards(now) and application.state is State.APPROVED
    return {
        "there": True,
        "title": call.title,
        "name": found.name or we.texts.raw("somebody"),
        "school": found.school,
        "position": found.position,
        "at": clock.moment(found.sent_at),
        "hybrid": "yes" if len(call.presences) > 1 else "no",
        "presence": application.presence,
        "state": application.state,
        "grounds": application.reason or "none",
        "award": application.award or "none",
        **shown(application.entry),
        "waits": waits,
        "can_return": waits and not closed,
        "awards": [(one, _award(one, application, we)) for one in Award] if awards else [],
        "has_next": waiting(counts, closed=closed) > application.waits(closed=closed),
    }


def _award(one: Award, application: Application, we: Here[ApplicationWork]) -> str:
    title = we.texts.raw("button-award", name=one)
    return f"✓ {title}" if one is application.award else title


async def on_approve(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[DecidingWork] = here(manager)
    async with we.open_work() as work:
        await deciding.approve(
            work,
            _number(manager),
            _person(manager),
            revision=manager.dialog_data[READ],
            seat=seat_in(work),
            me=we.me,
        )


async def on_refuse(message: Message, _: Any, manager: DialogManager) -> None:
    await _decide(message, manager, deciding.refuse)


async def on_return(message: Message, _: Any, manager: DialogManager) -> None:
    await _decide(message, manager, deciding.send_back)


async def _decide(message: Message, manager: DialogManager, how: Any) -> None:
    if not message.text:
        raise CannotRead
    we: Here[ApplicationWork] = here(manager)
    revision = manager.dialog_data[READ]
    async with we.open_work() as work:
        number, person = _number(manager), _person(manager)
        await how(work, number, person, message.text, revision=revision, me=we.me)
        await manager.switch_to(Deciding.one)


async def on_award(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[ApplicationWork] = here(manager)
    async with we.open_work() as work:
        await deciding.award(work, _number(manager), _person(manager), Award(item), me=we.me)


async def on_next(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The first of the others that wait; none, and the list is shown."""
    we: Here[ApplicationWork] = here(manager)
    async with we.open_view() as work:
        call = await deciding.keep(work, _number(manager), me=we.me)
        found = await deciding.waiting_for(work, call)
    line = [one.person for one in found]
    mine = _person(manager)
    later = line[line.index(mine) + 1 :] if mine in line else line
    following = [one for one in (*later, *line) if one != mine]
    if not following:
        await manager.switch_to(Deciding.list)
        return
    manager.dialog_data["person"] = int(following[0])


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The files, then the card below them."""
    we: Here[ApplicationWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    async with we.open_view() as work:
        _call, found = await deciding.read(work, _number(manager), _person(manager), me=we.me)
    await send_files(bot, we.account, found.application.entry.files, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _person(manager: DialogManager) -> PersonId:
    return PersonId(manager.dialog_data["person"])


def to_list() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="list", state=Deciding.list)


def _reason_window(key: str, state: Any, handler: Any) -> Card:
    return Card(
        Say(key, when="there"),
        Say("refusal-application-none", when="gone"),
        MessageInput(handler),
        Column(
            SwitchTo(Label("button-back"), id="back", state=Deciding.one),
            Opens(Label("button-menu"), "menu"),
        ),
        state=state,
        getter=getter,
    )


def _one_window() -> Card:
    return Card(
        Say("application-one", when="there"),
        Say("draft-files", when="has_files"),
        Say("refusal-application-none", when="gone"),
        Column(
            Button(
                Label("button-approve-application"),
                id="approve",
                on_click=on_approve,
                when="waits",
            ),
            SwitchTo(
                Label("button-return-application"),
                id="return",
                state=Deciding.returning,
                when="can_return",
            ),
            SwitchTo(
                Label("button-refuse-application"),
                id="refuse",
                state=Deciding.refusing,
                when="waits",
            ),
            Button(
                Label("button-application-files"), id="files", on_click=on_files, when="has_files"
            ),
            choices("award", "awards", on_award),
            Button(Label("button-next-application"), id="next", on_click=on_next, when="has_next"),
            to_list(),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Deciding.one,
        getter=getter,
    )


def make_windows() -> list[Card]:
    return [
        _one_window(),
        _reason_window("application-refusing", Deciding.refusing, on_refuse),
        _reason_window("application-returning", Deciding.returning, on_return),
    ]
