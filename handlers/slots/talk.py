"""One talk, from either side; and «Мои беседы» of a teacher."""

from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.slots import use_cases
from core.slots.model import Side, Talk, TalkId, TalkState
from core.slots.ports import SlotWork
from handlers.access import REGISTERED
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.slots import calendar
from handlers.slots.lines import line
from handlers.widgets import Card, Label, Lines, Opens, Places, Say


class Talks(StatesGroup):
    who = (REGISTERED,)

    mine = State()
    card = State()
    cancelling = State()
    withdrawing = State()


async def start_mine(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, Talks.mine)


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to look is checked before anything is drawn."""
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.see(work, TalkId(number), me=we.me)
    await show(dialog_manager, Talks.card, {"number": number})


async def mine(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        coming = await work.slots.coming_of(we.me.id, now=work.now)
        past = await work.slots.past_of(we.me.id, now=work.now)
        names = await work.people.names({one.slot.methodist for one in [*coming, *past]})
        clock = await clock_of(work, we.me.id, we.texts)
    told = [*coming, *past[:5]]
    return {
        "none": not told,
        "lines": [line(one, names.get(one.slot.methodist, ""), clock) for one in told],
        "items": [(clock.moment(one.slot.times.starts_at), f"talk:{one.id}") for one in told],
    }


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[SlotWork] = here(dialog_manager)
    async with we.open_view() as work:
        talk, side = await use_cases.see(work, _number(dialog_manager), me=we.me)
        other = talk.slot.methodist if side is Side.TEACHER else talk.teacher
        names = await work.people.names([other])
        clock = await clock_of(work, we.me.id, we.texts)
        coming, begun = talk.is_coming(work.now), work.now >= talk.slot.times.starts_at
    teacher = side is Side.TEACHER
    return {
        "number": talk.id,
        "consultation": talk.consultation or 0,
        "time": clock.span(talk.slot.times.starts_at, talk.slot.times.ends_at),
        "place": talk.slot.place or we.texts.raw("talk-no-place"),
        "other": names.get(other, "") or we.texts.raw("somebody"),
        "about": talk.about,
        "has_about": "yes" if talk.about else "no",
        "state": talk.state,
        "side": side,
        "is_teacher": teacher,
        "is_methodist": not teacher,
        "can_move": coming and teacher,
        "can_cancel": coming,
        "can_withdraw": coming and not teacher,
        "can_mark": begun and not teacher and talk.state is not TalkState.CANCELLED,
        "has_consultation": talk.consultation is not None and teacher,
    }


def _number(manager: DialogManager) -> TalkId:
    return TalkId(given(manager, "number"))


async def on_file(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The file first, the card below it."""
    we: Here[SlotWork] = here(manager)
    async with we.open_view() as work:
        talk, _side = await use_cases.see(work, _number(manager), me=we.me)
    await _hand_file(manager, talk)


async def _hand_file(manager: DialogManager, talk: Talk) -> None:
    we: Here[SlotWork] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    other = talk.slot.methodist if we.me.id == talk.teacher else talk.teacher
    async with we.open_view() as work:
        names = await work.people.names([other])
        now = work.now
    await calendar.send(bot, we, talk, names.get(other, ""), now=now)
    manager.show_mode = ShowMode.SEND


async def on_cancel(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[SlotWork] = here(manager)
    async with we.open_work() as work:
        talk = await use_cases.cancel(work, _number(manager), me=we.me)
        await manager.switch_to(Talks.card)
    await _hand_file(manager, talk)


async def on_withdraw(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[SlotWork] = here(manager)
    async with we.open_work() as work:
        talk, _side = await use_cases.see(work, _number(manager), me=we.me)
        await use_cases.withdraw(work, talk.slot.id, me=we.me)
        await manager.switch_to(Talks.card)


def _marks(outcome: TalkState) -> Button:
    async def on_mark(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[SlotWork] = here(manager)
        async with we.open_work() as work:
            await use_cases.mark(work, _number(manager), outcome, me=we.me)

    return Button(Label(f"button-talk-{outcome}"), id=outcome, on_click=on_mark, when="can_mark")


def _card_window() -> Card:
    return Card(
        Say("talk-card"),
        Column(
            _marks(TalkState.HELD),
            _marks(TalkState.MISSED),
            Opens(Label("button-move-talk"), "movetalk:{number}", when="can_move"),
            SwitchTo(
                Label("button-cancel-talk"),
                id="cancel",
                state=Talks.cancelling,
                when="can_cancel",
            ),
            SwitchTo(
                Label("button-slot-withdraw"),
                id="withdraw",
                state=Talks.withdrawing,
                when="can_withdraw",
            ),
            Button(Label("button-talk-file"), id="file", on_click=on_file),
            Opens(
                Label("button-talk-question"),
                "consultation:{consultation}",
                when="has_consultation",
            ),
            Opens(Label("button-back"), "mytalks", when="is_teacher"),
            Opens(Label("button-back"), "talks", when="is_methodist"),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Talks.card,
        getter=card,
    )


def _asking(key: str, state: State, sure: str, on_click: Any) -> Card:
    return Card(
        Say(key),
        Column(
            Button(Label(sure), id="sure", on_click=on_click),
            SwitchTo(Label("button-back"), id="back", state=Talks.card),
            Opens(Label("button-menu"), "menu"),
        ),
        state=state,
        getter=card,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("my-talks"),
            Say("my-talks-none", when="none"),
            Lines(),
            Places("items"),
            Opens(Label("button-talk"), "booktalk"),
            Opens(Label("button-back"), "mine"),
            Opens(Label("button-menu"), "menu"),
            state=Talks.mine,
            getter=mine,
        ),
        _card_window(),
        _asking("talk-cancelling", Talks.cancelling, "button-cancel-sure", on_cancel),
        _asking("talk-withdrawing", Talks.withdrawing, "button-withdraw-sure", on_withdraw),
    )
