"""The plan of a year with what was done, as a spreadsheet; it may be imported again."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Column, SwitchTo

from core.plan import use_cases
from core.plan.model import Done
from core.plan.ports import PlanWork
from core.plan.years import Year
from handlers import sheets
from handlers.cards import show
from handlers.context import Here, here
from handlers.plan.states import PlanTable
from handlers.plan.words import month_words
from handlers.widgets import Card, Label, Opens, Paged, Say, choices
from texts import Texts

WIDTHS = {
    "code": 8,
    "date": 16,
    "month": 16,
    "title": 48,
    "audience": 30,
    "unit": 30,
    "responsible": 30,
    "state": 22,
    "event": 16,
    "enrolled": 10,
    "came": 10,
    "opinions": 14,
}
"""Columns in their order, ``plan-column-{name}``, and how many signs are seen of each."""


async def start(_: CallbackQuery, dialog_manager: DialogManager) -> None:
    await show(dialog_manager, PlanTable.years)


async def years(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[PlanWork] = here(dialog_manager)
    async with we.open_view() as work:
        found = await use_cases.years(work, me=we.me)
    return {
        "years": [(one.name, _year(one, we.texts)) for one in found],
        "some": bool(found),
        "none": not found,
    }


def _year(year: Year, texts: Texts) -> str:
    kind = "school" if year.school else "calendar"
    return texts.raw("button-plan-of-year", kind=kind, first=year.first, last=year.first + 1)


async def on_year(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    we: Here[PlanWork] = here(manager)
    year = Year.named(item)
    async with we.open_work() as work:
        done = await use_cases.take_out(work, year, me=we.me)
        zone, now = work.zone, work.now
    name = we.texts.raw("plan-file-name", year=year.first)
    await sheets.hand(manager, name, partial(as_xlsx, done, we.texts, zone, now))
    manager.dialog_data["taken"] = len(done)
    await manager.switch_to(PlanTable.taken)


async def taken(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"count": dialog_manager.dialog_data["taken"]}


def as_xlsx(done: Sequence[Done], texts: Texts, zone: tzinfo, now: datetime) -> bytes:
    """``zone`` is by whose clock an event has its day."""
    return sheets.as_xlsx(
        texts.raw("plan-sheet"),
        [(texts.raw(f"plan-column-{name}"), width) for name, width in WIDTHS.items()],
        (_row(one, texts, zone, now) for one in done),
    )


def _row(one: Done, texts: Texts, zone: tzinfo, now: datetime) -> tuple[str, ...]:
    line = one.line
    month = month_words(line.month, texts)
    return (
        line.code,
        f"{line.day:%d.%m.%Y}" if line.day else month,
        month,
        line.title,
        line.audience,
        line.unit_name,
        line.responsible_name,
        texts.raw("plan-state", name=line.state(now)),
        f"{line.event.starts_at.astimezone(zone):%d.%m.%Y}" if line.event else "",
        _number(one.enrolled),
        _number(one.came),
        "" if one.share is None else texts.raw("plan-share", share=one.share),
    )


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("plan-table", when="some"),
            Say("plan-table-none", when="none"),
            Column(Paged(choices("year", "years", on_year), id="pages")),
            Opens(Label("button-back"), "plan"),
            Opens(Label("button-menu"), "menu"),
            state=PlanTable.years,
            getter=years,
        ),
        Card(
            Say("plan-taken"),
            SwitchTo(Label("button-back"), id="back", state=PlanTable.years),
            Opens(Label("button-menu"), "menu"),
            state=PlanTable.taken,
            getter=taken,
        ),
    )
