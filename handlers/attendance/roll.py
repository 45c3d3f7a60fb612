"""«Кто пришёл»: names to tick, everybody at once, a word to say, a table to take away."""

from datetime import datetime
from functools import partial
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo

from core.attendance import bulk, use_cases
from core.attendance.model import ON_PAGE, Guest
from core.attendance.ports import AttendanceWork
from core.people import PersonId
from handlers import sheets
from handlers.attendance import narrowing
from handlers.attendance.narrowing import LONGEST_BUTTON
from handlers.attendance.states import RollCall
from handlers.attendance.table import as_xlsx
from handlers.attendance.vocabulary import vocabulary
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Opens, Say, choices, to_page, turn_choices
from texts import Texts


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked, and the look noted, before anything is drawn."""
    we: Here[AttendanceWork] = here(dialog_manager)
    async with we.open_work() as work:
        await use_cases.look(work, number, me=we.me)
    await show(dialog_manager, RollCall.list, {"number": number})


async def roll(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    number, page, only = _number(dialog_manager), data.get("page", 0), narrowing.only(data)
    async with we.open_view() as work:
        gathering, found = await use_cases.roll(work, number, page=page, me=we.me, only=only)
        begun = gathering.has_begun(work.now)
        started = gathering.takes_walk_ins(work.now)
    return {
        "number": number,
        "title": gathering.title,
        "came": found.came,
        "enrolled": found.enrolled,
        "shown": found.shown,
        "missing": found.missing,
        "some": found.enrolled > 0,
        "can_tick": begun and found.enrolled > 0,
        "can_admit": started,
        "early": not begun and found.enrolled > 0,
        "none": found.enrolled == 0,
        "many": found.enrolled > ON_PAGE,
        "can_tick_all": begun and found.missing > 0,
        "guests": [(one.person, _ticked(one, we.texts)) for one in found.guests],
        "turns": turn_choices(found.page, found.pages),
        "undone": data.get("batch", ["", 0])[1],
        "can_undo": "batch" in data,
        **narrowing.facts(data),
    }


def _ticked(guest: Guest, texts: Texts) -> str:
    """The number is what is called out at the door."""
    who = {"ticket": guest.ticket, "name": guest.name, "school": guest.school}
    title = texts.raw("button-guest", **who)[:LONGEST_BUTTON]
    return f"✓ {title}" if guest.came is not None else title


async def on_guest(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.tick(work, _number(manager), PersonId(int(item)), me=we.me)


async def on_everybody(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """What was marked can be taken back with one press, as long as the list is open."""
    we: Here[AttendanceWork] = here(manager)
    data = manager.dialog_data
    async with we.open_work() as work:
        marked = await bulk.tick_all(work, _number(manager), me=we.me, only=narrowing.only(data))
        if marked:
            data["batch"] = [work.now.isoformat(), marked]
        await manager.switch_to(RollCall.list)


async def on_undo(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    moment, _count = manager.dialog_data["batch"]
    async with we.open_work() as work:
        at = datetime.fromisoformat(moment)
        await bulk.undo(work, _number(manager), at=at, me=we.me)
        del manager.dialog_data["batch"]


async def on_word(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        word = await use_cases.new_word(work, _number(manager), vocabulary(), me=we.me)
        manager.dialog_data["word"] = [word.words, we.texts.moment(word.until)]
        await manager.switch_to(RollCall.word)


async def word_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AttendanceWork] = here(dialog_manager)
    number = _number(dialog_manager)
    async with we.open_view() as work:
        await use_cases.keep(work, number, me=we.me)
        check = await work.attendance.check(number)
    words, until = dialog_manager.dialog_data["word"]
    asked = "yes" if check else "no"
    return {"number": number, "word": words, "until": until, "has_check": asked}


async def on_table(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AttendanceWork] = here(manager)
    async with we.open_work() as work:
        gathering, takers = await use_cases.take_out(work, _number(manager), me=we.me)
    name = we.texts.raw("roll-file-name", number=gathering.event)
    await sheets.hand(manager, name, partial(as_xlsx, takers, we.texts))
    manager.dialog_data["taken"] = len(takers)
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
        Say("roll-many", when="many"),
        Say("roll-undo", when="can_undo"),
        MessageInput(narrowing.on_words),
        Column(choices("guest", "guests", on_guest)),
        Group(choices("turn", "turns", to_page()), width=3),
        Column(
            Button(
                Label("button-whole-roll"),
                id="whole",
                on_click=narrowing.on_everything,
                when="narrow",
            ),
            SwitchTo(Label("button-by-school"), id="schools", state=RollCall.schools, when="many"),
            SwitchTo(
                Label("button-everybody-came"),
                id="everybody",
                state=RollCall.everybody,
                when="can_tick_all",
            ),
            Button(Label("button-undo"), id="undo", on_click=on_undo, when="can_undo"),
            Opens(Label("button-numbers"), "numbers:{number}", when="can_tick"),
            Opens(Label("button-walk-in"), "walkin:{number}", when="can_admit"),
            Button(Label("button-code-word"), id="word", on_click=on_word, when="can_tick"),
            Button(Label("button-roll-table"), id="table", on_click=on_table, when="some"),
            Opens(Label("button-back"), "event:{number}"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=RollCall.list,
        getter=roll,
    )


def _word_window() -> Card:
    return Card(
        Say("roll-word"),
        Column(
            Button(Label("button-new-word"), id="again", on_click=on_word),
            Opens(Label("button-check"), "check:{number}"),
            _back(),
            Opens(Label("button-menu"), "menu"),
        ),
        state=RollCall.word,
        getter=word_getter,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _list_window(),
        narrowing.schools_window(),
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
        _word_window(),
        Card(
            Say("roll-taken"),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=RollCall.taken,
            getter=taken_getter,
        ),
    )
