"""«Моя заявка»: what was sent, how it stands, taken back; and the list of one's own."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.applications import use_cases
from core.applications.calls import Call
from core.applications.model import Application, State
from core.applications.ports import ApplicationWork
from core.applications.refusals import NoApplication
from core.files import Crossing
from handlers.applications.states import Own, OwnList
from handlers.applications.words import shown, standing
from handlers.cards import show
from handlers.clocks import Clock, clock_of
from handlers.context import Here, given, here
from handlers.sending import send_files
from handlers.widgets import Card, Label, Lines, Opens, Places, Say


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[ApplicationWork] = here(dialog_manager)
    async with we.open_view() as work:
        await _sent(work, number, we)
    await show(dialog_manager, Own.card, {"number": number})


async def start_list(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, OwnList.list)


async def _sent(
    work: ApplicationWork, number: int, we: Here[ApplicationWork]
) -> tuple[Call, Application]:
    call, mine = await use_cases.see(work, number, me=we.me)
    if mine is None or not mine.is_sent:
        raise NoApplication
    return call, mine


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        call, mine = await _sent(work, number, we)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    changeable = call.takes(now) and mine.state in {State.SENT, State.RETURNED}
    return {
        "number": number,
        "title": call.title,
        "time": clock.span(call.starts_at, call.ends_at),
        **standing(call, mine, clock, now),
        **shown(mine.entry),
        "changeable": changeable,
    }


async def on_files(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The files, then the card below them."""
    we: Here[ApplicationWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    async with we.open_view() as work:
        _call, mine = await _sent(work, _number(manager), we)
    await send_files(bot, we.account, mine.entry.files, crossing, we.texts)
    manager.show_mode = ShowMode.SEND


async def on_take_back(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[ApplicationWork] = here(manager)
    number = _number(manager)
    async with we.open_work() as work:
        await use_cases.take_back(work, number, me=we.me)
    await show(manager, OwnList.list, answers={"taken_back": True})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ApplicationWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.mine(work, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    numbered = list(enumerate(found, start=1))
    return {
        "none": not found,
        "taken_back": bool(dialog_manager.dialog_data.get("taken_back")),
        "lines": [f"{place}. {_line(call, mine, clock)}" for place, (call, mine) in numbered],
        "items": [
            (f"{place}. {clock.moment(call.starts_at)}", f"event:{call.event}")
            for place, (call, _mine) in numbered
        ],
    }


def _line(call: Call, mine: Application, clock: Clock) -> str:
    time = clock.span(call.starts_at, call.ends_at)
    state = clock.texts.raw("application-state", name=mine.state)
    return clock.texts("my-application-line", title=call.title, time=time, state=state)


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("my-application"),
            Say("application-standing"),
            Say("my-application-words"),
            Say("draft-files", when="has_files"),
            Column(
                Opens(Label("button-change-application"), "apply:{number}", when="changeable"),
                Button(
                    Label("button-application-files"),
                    id="files",
                    on_click=on_files,
                    when="has_files",
                ),
                SwitchTo(
                    Label("button-take-back"),
                    id="leave",
                    state=Own.leaving,
                    when="changeable",
                ),
                Opens(Label("button-back"), "event:{number}"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Own.card,
            getter=getter,
        ),
        Card(
            Say("application-taking-back"),
            Column(
                Button(Label("button-take-back-sure"), id="sure", on_click=on_take_back),
                SwitchTo(Label("button-back"), id="back", state=Own.card),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Own.leaving,
            getter=getter,
        ),
    )


def make_list() -> Dialog:
    return Dialog(
        Card(
            Say("application-taken-back", when="taken_back"),
            Say("my-applications"),
            Say("my-applications-none", when="none"),
            Lines(),
            Places("items"),
            Opens(Label("button-back"), "myevents"),
            Opens(Label("button-menu"), "menu"),
            state=OwnList.list,
            getter=listed,
        )
    )
