"""One line of the plan: an event made of it or tied to it, or what became of it without one."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from core.plan import keeping
from core.plan.model import Fate, LineId, LineState
from core.plan.ports import PlanWork
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.events import planned
from handlers.files import CannotRead
from handlers.plan.states import Line, Plan
from handlers.plan.words import facts
from handlers.widgets import Card, Label, Opens, Say, choices

LONGEST_BUTTON = 40
"""Signs of a day and a title; a phone shows fewer, so the day comes first."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """The right to the line is checked before anything is drawn."""
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        await keeping.look(work, LineId(number), me=we.me)
    await show(dialog_manager, Line.card, {"number": number})


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await keeping.look(work, _number(dialog_manager), me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    line, event = seen.line, seen.line.event
    return {
        **facts(line, clock, now),
        "can_settle": line.is_wanting,
        "can_make": line.is_wanting and seen.organises,
        "can_restore": event is None and line.fate is not Fate.PLANNED,
        "can_untie": event is not None and seen.organises,
        "can_open": event is not None
        and (event.state is not LineState.DRAFT or event.organiser == we.me.id),
        "organises": seen.organises,
    }


async def on_make(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """An event that is not finished yet is not lost to this one."""
    if await planned.has_other_unfinished(manager, _number(manager)):
        await manager.switch_to(Line.unfinished)
    else:
        await planned.begin(manager, _number(manager))


async def on_anew(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await planned.begin(manager, _number(manager))


async def on_reason(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        await keeping.strike(work, _number(manager), message.text, me=we.me)
        await manager.switch_to(Line.card)


async def on_people(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        await keeping.mark_held(work, _number(manager), message.text, me=we.me)
        await manager.switch_to(Line.card)


async def on_restore(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        await keeping.restore(work, _number(manager), me=we.me)


async def on_untie(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        await keeping.untie(work, _number(manager), me=we.me)


async def near(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        seen = await keeping.look(work, _number(dialog_manager), me=we.me)
        found = await keeping.near(work, seen.line.id, me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "title": seen.line.title,
        "some": bool(found),
        "none": not found,
        "events": [
            (one.number, f"{clock.moment(one.starts_at)}: {one.title}"[:LONGEST_BUTTON])
            for one in found
        ],
    }


async def on_event(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PlanWork] = here(manager)
    async with we.open_work() as work:
        await keeping.tie(work, _number(manager), int(item), me=we.me)
        await manager.switch_to(Line.card)


async def on_list(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """To the part of the plan that the line was chosen in, if it was."""
    start = manager.start_data
    before = start.get("from", {}) if isinstance(start, dict) else {}
    await show(manager, Plan.list, answers=before)


def _number(manager: DialogManager) -> LineId:
    return LineId(given(manager, "number"))


def _back() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=Line.card)


def _card_window() -> Card:
    return Card(
        Say("plan-card"),
        Column(
            Button(Label("button-make-event"), id="make", on_click=on_make, when="can_make"),
            SwitchTo(Label("button-tie-event"), id="tie", state=Line.tying, when="can_make"),
            SwitchTo(Label("button-was-held"), id="held", state=Line.holding, when="can_settle"),
            SwitchTo(Label("button-strike"), id="strike", state=Line.striking, when="can_settle"),
            Opens(Label("button-open-tied"), "event:{event}", when="can_open"),
            Button(Label("button-untie-event"), id="untie", on_click=on_untie, when="can_untie"),
            Button(Label("button-restore"), id="restore", on_click=on_restore, when="can_restore"),
            Opens(Label("button-edit-line"), "editline:{number}", when="organises"),
            Button(Label("button-back"), id="list", on_click=on_list),
            Opens(Label("button-menu"), "menu"),
        ),
        state=Line.card,
        getter=card,
    )


def make_dialog() -> Dialog:
    return Dialog(
        _card_window(),
        Card(
            Say("plan-striking"),
            MessageInput(on_reason),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=Line.striking,
            getter=card,
        ),
        Card(
            Say("plan-holding"),
            MessageInput(on_people),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=Line.holding,
            getter=card,
        ),
        Card(
            Say("plan-tying", when="some"),
            Say("plan-tying-none", when="none"),
            Column(choices("event", "events", on_event)),
            _back(),
            Opens(Label("button-menu"), "menu"),
            state=Line.tying,
            getter=near,
        ),
        Card(
            Say("plan-unfinished"),
            Column(
                Opens(Label("button-finish-event"), "newevent"),
                Button(Label("button-make-anew"), id="anew", on_click=on_anew),
                _back(),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Line.unfinished,
            getter=card,
        ),
    )
