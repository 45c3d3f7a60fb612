"""The second yes: whoever made the code sees what will be merged, and decides."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from core.accounts import use_cases
from core.accounts.model import JoiningId
from core.accounts.ports import AccountWork
from handlers.access import REGISTERED
from handlers.accounts.words import described
from handlers.cards import show
from handlers.context import Here, given, here, know
from handlers.widgets import Card, Label, Opens, Say


class Merge(StatesGroup):
    who = (REGISTERED,)

    card = State()
    merged = State()
    declined = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """What is over is said before a card is opened for it."""
    we: Here[AccountWork] = here(dialog_manager)
    async with we.open_view() as work:
        await use_cases.proposal(work, JoiningId(number), me=we.me)
    await show(dialog_manager, Merge.card, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AccountWork] = here(dialog_manager)
    async with we.open_view() as work:
        preview = await use_cases.proposal(work, _joining(dialog_manager), me=we.me)
    assert preview.mine is not None  # noqa: S101 - a proposal is between two
    return {
        "into": described(preview.into, we.texts),
        "mine": described(preview.mine, we.texts),
    }


def _joining(manager: DialogManager) -> JoiningId:
    return JoiningId(given(manager, "number"))


async def on_merge(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AccountWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.confirm(work, _joining(manager), me=we.me)
        know(manager, await work.people.get(we.me.id))
        await manager.switch_to(Merge.merged)


async def on_decline(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    we: Here[AccountWork] = here(manager)
    async with we.open_work() as work:
        await use_cases.decline(work, _joining(manager), me=we.me)
        await manager.switch_to(Merge.declined)


def _over(key: str, state: State) -> Card:
    return Card(
        Say(key),
        Column(Opens(Label("button-accounts"), "accounts"), Opens(Label("button-menu"), "menu")),
        state=state,
    )


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("accounts-merge"),
            Column(
                Button(Label("button-merge"), id="merge", on_click=on_merge),
                Button(Label("button-decline"), id="decline", on_click=on_decline),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Merge.card,
            getter=getter,
        ),
        _over("accounts-merged", Merge.merged),
        _over("accounts-declined", Merge.declined),
    )
