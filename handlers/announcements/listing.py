"""«Объявления»: those in the name of one's units, the newest first."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.announcements.ports import AnnouncementWork
from core.people import COORDINATING
from handlers.announcements.states import Sent
from handlers.cards import show
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say, turns


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Sent.list, {"page": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[AnnouncementWork] = here(dialog_manager)
    units = we.me.units_as(*COORDINATING)
    async with we.open_view() as work:
        page = await work.announcements.listed(units, page=given(dialog_manager, "page"))
    lines = [
        we.texts(
            "announcements-line",
            number=line.id,
            unit=line.unit,
            gist=line.gist,
            state=line.state,
            at=line.begins_at or line.created_at,
        )
        for line in page.lines
    ]
    items = [
        (we.texts.raw("button-number", number=line.id), f"announcement:{line.id}")
        for line in page.lines
    ]
    return {
        "lines": lines,
        "items": items,
        "none": not lines,
        "turns": turns("announcements", page.number, page.pages),
    }


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("announcements-title"),
            Say("announcements-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("menu-announce"), "announce"),
            Opens(Label("button-menu"), "menu"),
            state=Sent.list,
            getter=getter,
        )
    )
