"""Words out of the blue: they may become a question."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column

from handlers.cards import DRAFT
from handlers.consultations.about import above
from handlers.consultations.ask import begin, kept_about
from handlers.consultations.draft import shown
from handlers.context import given
from handlers.files import joined
from handlers.stray import Stray, answered_in
from handlers.widgets import Card, Label, Opens, Say


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    quoted = await above(dialog_manager, answered_in(dialog_manager.start_data))
    return quoted | shown(_draft(dialog_manager))


async def on_yes(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """A question that was begun before is not pushed out: the words go to its end."""
    about, draft = answered_in(manager.start_data), _draft(manager)
    kept = await kept_about(manager, about) or {}
    await begin(manager, kept | {DRAFT: joined(kept.get(DRAFT), draft)}, about)


def _draft(manager: DialogManager) -> dict[str, Any]:
    draft: dict[str, Any] = given(manager, DRAFT)
    return draft


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("stray-offer-about", when="has_about"),
            Say("stray-offer", when="no_about"),
            Say("draft-files", when="has_files"),
            Column(
                Button(Label("button-make-question"), id="yes", on_click=on_yes),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Stray.offer,
            getter=getter,
        )
    )
