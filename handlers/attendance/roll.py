"""«Кто пришёл»: names to tick, everybody at once, a word to say, a table to take away."""

import asyncio
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.attendance import use_cases
from core.attendance.model import Guest
from core.attendance.ports import AttendanceWork
from core.people import STAFF, PersonId
from handlers.attendance.table import as_xlsx
from handlers.attendance.vocabulary import vocabulary
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices, to_page, turn_choices
from texts import Texts

LONGEST_BUTTON = 40
"""Signs of a name and a school; a phone shows fewer, so the name comes first."""


class RollCall(StatesGroup):
    who = STAFF

    list = State()
    everybody = State()
    word = State()
    taken = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked, and the look noted, before anything is drawn."""
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look(work, number, me=we.me)
    await show(dialog_manager, RollCall.list, {"number": number})


async def roll(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number, page = _number(dialog_manager), dialog_manager.dialog_data.get("page", 0)
    async with we.open_view() as work:
        gathering, found = await use_cases.roll(work, number, page=page, me=we.me)
        begun = gathering.has_begun(work.now)
    return {
        "number": number,
        "title": gathering.title,
        "came": found.came,
        "enrolled": found.enrolled,
        "missing": found.enrolled - found.came,
        "some": found.enrolled > 0,
        "can_tick": begun and found.enrolled > 0,
        "early": not begun and found.enrolled > 0,
        "none": found.enrolled == 0,
        "can_tick_all": begun and found.came < found.enrolled,
        "guests": [(one.person, _ticked(one, we.texts)) for one in found.guests],
        "turns": turn_choices(found.page, found.pages),
    }


def _ticked(guest: Guest, texts: Texts) -> str:
    title = texts.raw("button-guest", name=guest.name, school=guest.school)[:LONGEST_BUTTON]
    return f"✓ {title}" if guest.came is not None else title


async def on_guest(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.tick(work, _number(manager), PersonId(int(item)), me=we.me)


async def on_everybody(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.tick_all(work, _number(manager), me=we.me)
        await manager.switch_to(RollCall.list)


async def on_word(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        word = await use_cases.new_word(work, _number(manager), vocabulary(), me=we.me)
        manager.dialog_data["word"] = [word.words, we.texts.moment(word.until)]
        await manager.switch_to(RollCall.word)


async def word_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.keep(work, _number(dialog_manager), me=we.me)
    words, until = dialog_manager.dialog_data["word"]
    return {"word": words, "until": until}


async def on_table(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The file first, the card below it; others are answered meanwhile."""
    we: Here[AttendanceWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    async with we.open_work() as work:
        gathering, takers = await use_cases.take_out(work, _number(manager), me=we.me)
    content = await asyncio.to_thread(as_xlsx, takers, we.texts)
    name = we.texts.raw("roll-file-name", number=gathering.event)
    await bot.send_document(we.account.external, BufferedInputFile(content, filename=name))
    manager.dialog_data["taken"] = len(takers)
    manager.show_mode = ShowMode.SEND
    await manager.switch_to(RollCall.taken)


async def taken_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["taken"]}


def _number(manager: DialogManager) -> int:
    return int(given(manager, "number"))


def _back() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=RollCall.list)


def _list_window() -> Card:
    return Card(
        Say("roll-title"),
        Say("roll-how", when="can_tick"),
        Say("roll-early", when="early"),
        Say("roll-none", when="none"),
        Column(choices("guest", "guests", on_guest)),
        Group(choices("turn", "turns", to_page()), width=3),
        Column(
            SwitchTo(
                Label("button-everybody-came"),
                id="everybody",
                state=RollCall.everybody,
                when="can_tick_all",
            ),
            Button(Label("button-code-word"), id="word", on_click=on_word, when="can_tick"),
            Button(Label("button-roll-table"), id="table", on_click=on_table, when="some"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=RollCall.list,
        getter=roll,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        Card(
            Say("roll-everybody"),
            Column(
                Button(Label("button-everybody-sure"), id="sure", on_click=on_everybody),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=RollCall.everybody,
            getter=roll,
        ),
        Card(
            Say("roll-word"),
            Column(
                Button(Label("button-new-word"), id="again", on_click=on_word),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=RollCall.word,
            getter=word_getter,
        ),
        Card(
            Say("roll-taken"),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=RollCall.taken,
            getter=taken_getter,
        ),
    )
