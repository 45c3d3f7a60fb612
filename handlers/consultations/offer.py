"""Words out of the blue: they may become a question."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from handlers.cards import DRAFT, kept_draft
from handlers.consultations.ask import Ask, begin
from handlers.consultations.draft import shown
from handlers.context import given
from handlers.files import joined
from handlers.stray import Stray
from handlers.widgets import Card, Label, Opens, Say


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return shown(_draft(dialog_manager))


async def on_yes(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """A question that was begun before is not pushed out: the words go to its end."""
    kept = await kept_draft(manager, Ask) or {}
    await begin(manager, kept | {DRAFT: joined(kept.get(DRAFT), _draft(manager))})


def _draft(manager: DialogManager) -> dict[str, Any]:
    draft: dict[str, Any] = given(manager, DRAFT)
    return draft


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("stray-offer"),
            Say("draft-files", when="has_files"),
            Column(
                Button(Label("button-make-question"), id="yes", on_click=on_yes),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Stray.offer,
            getter=getter,
        )
    )
