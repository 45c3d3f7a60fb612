"""«По образцу»: a new event like an earlier one, of which only the times are asked."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column

from core.errors import NotYours
from core.events import copying, use_cases
from core.events.model import EventId
from core.events.ports import EventWork
from core.events.seeing import ORGANISING
from handlers.cards import kept_draft, show
from handlers.clocks import clock_of
from handlers.context import Here, here
from handlers.events.draft import like
from handlers.events.states import Compose, Samples
from handlers.files import CannotRead
from handlers.widgets import Card, Label, Lines, Opens, Say, choices, turning

LONGEST_TITLE, LONGEST_WORDS = 26, 60
"""On a button; in a search."""


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    if not here(dialog_manager).me.units_as(*ORGANISING):
        raise NotYours
    await show(dialog_manager, Samples.list, answers={"page": 0})


async def listed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    data = dialog_manager.dialog_data
    words = data.get("words", "")
    async with we.open_view() as work:
        found, page, pages = await copying.samples(work, words=words, page=data["page"], me=we.me)
        clock = await clock_of(work, we.me.id, we.texts)
    return {
        "lines": [
            "\n".join(
                we.texts(
                    "sample-line",
                    number=number,
                    title=one.title,
                    day=we.texts.day(one.starts_at.astimezone(clock.zone).date()),
                )
                for number, one in enumerate(found, start=1)
            )
        ],
        "samples": [
            (one.event, we.texts.raw("button-sample", number=number, title=_short(one.title)))
            for number, one in enumerate(found, start=1)
        ],
        "words": words or "none",
        "found": "yes" if found else "no",
        "searched": bool(words),
        "several": pages > 1,
        "page": page + 1,
        "pages": pages,
    }


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


async def on_words(message: Message, _: Any, manager: DialogManager) -> None:
    if not message.text:
        raise CannotRead
    manager.dialog_data.update(words=message.text[:LONGEST_WORDS], page=0)


async def on_all(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    manager.dialog_data.update(words="", page=0)


async def on_sample(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    """What was begun from nothing gives way to it."""
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        seen = await use_cases.look(work, EventId(int(item)), me=we.me)
        above = await work.units.lineage(seen.event.unit)
    units = we.me.units_as(*ORGANISING)
    answers = like(seen.event, link=seen.answers_for)
    if not we.me.holds(*ORGANISING, over=above):
        answers["unit"] = units[0]
    await kept_draft(manager, Compose, {"number": 0})
    await show(manager, Compose.times, {"number": 0}, answers=answers)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("samples-list"),
            Lines(),
            MessageInput(on_words),
            Column(choices("sample", "samples", on_sample)),
            turning(),
            Column(
                Button(Label("button-all-samples"), id="all", on_click=on_all, when="searched"),
                Opens(Label("button-back"), "newevent"),
                Opens(Label("button-menu"), "menu"),
            ),
            state=Samples.list,
            getter=listed,
        )
    )
