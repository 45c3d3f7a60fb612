"""A line of the plan changed: what it is called, when, for whom, and who answers for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from core.plan import keeping
from core.plan.model import Draft, LineId
from core.plan.ports import PlanWork
from core.plan.written import audience_of, title_of, when_of
from handlers.cards import show
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.files import CannotRead
from handlers.plan.states import EditLine
from handlers.plan.words import facts
from handlers.vocabulary import vocabulary
from handlers.widgets import Card, Label, Opens, Say

Read = Callable[[str, date], Draft]
"""What is written, on which day, as a change; it refuses what cannot be meant."""


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        await keeping.look_to_change(work, LineId(number), me=we.me)
    await show(dialog_manager, EditLine.card, {"number": number})


async def card(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        line = await keeping.look_to_change(work, _number(dialog_manager), me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
        now = work.now
    mine = line.responsible == we.me.id
    return {**facts(line, clock, now), "is_mine": mine, "is_not_mine": not mine}


def _named(words: str, _: date) -> Draft:
    return Draft(title=title_of(words))


def _dated(words: str, today: date) -> Draft:
    return Draft(when=when_of(words, months=vocabulary().months, today=today))


def _meant(words: str, _: date) -> Draft:
    return Draft(audience=audience_of(words))


def _written(read: Read) -> Any:
    async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
        if not message.text:
            raise CannotRead
        we: Here[PlanWork] = here(manager)
        async with we.open_work() as work:
            draft = read(message.text, work.now.astimezone(work.zone).date())
            await keeping.change(work, _number(manager), draft, me=we.me)
            await manager.switch_to(EditLine.card)

    return on_words


def _taken(*, mine: bool) -> Any:
    async def on_taken(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        we: Here[PlanWork] = here(manager)
        async with we.open_work() as work:
            await keeping.change(work, _number(manager), Draft(mine=mine), me=we.me)

    return on_taken


def _number(manager: DialogManager) -> LineId:
    return LineId(given(manager, "number"))


def _question(key: str, state: State, read: Read) -> Card:
    return Card(
        Say(key),
        MessageInput(_written(read)),
        SwitchTo(Label("button-back"), id="back", state=EditLine.card),
        Opens(Label("button-menu"), "menu"),
        state=state,
        getter=card,
    )


def make_dialog() -> Dialog:
    take, give_up = _taken(mine=True), _taken(mine=False)
    return Dialog(
        Card(
            Say("plan-card"),
            Say("plan-editing"),
            Group(
                SwitchTo(Label("button-line-title"), id="title", state=EditLine.title),
                SwitchTo(Label("button-line-when"), id="when", state=EditLine.when),
                SwitchTo(Label("button-line-audience"), id="audience", state=EditLine.audience),
                Button(Label("button-line-mine"), id="mine", on_click=take, when="is_not_mine"),
                Button(Label("button-line-not-mine"), id="not", on_click=give_up, when="is_mine"),
                width=2,
            ),
            Opens(Label("button-back"), "planline:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=EditLine.card,
            getter=card,
        ),
        _question("plan-edit-title", EditLine.title, _named),
        _question("plan-edit-when", EditLine.when, _dated),
        _question("plan-edit-audience", EditLine.audience, _meant),
    )
