"""«Обращения»: what waits for a methodist, and what nobody answers for."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from core.consultations.ports import ConsultationWork
from core.people import COORDINATING, STAFF
from handlers.cards import show
from handlers.consultations.lines import listed
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say


class Inbox(StatesGroup):
    who = STAFF

    mine = State()
    unowned = State()
    late = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Inbox.mine, {"page": number})


async def unowned(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Inbox.unowned, {"page": number})


async def late(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    await show(dialog_manager, Inbox.late, {"page": number})


def _page(manager: DialogManager) -> int:
    return int(given(manager, "page"))


async def mine_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await work.consultations.of_methodist(we.me.id, page=_page(dialog_manager))
        free = await work.consultations.unowned(we.me.units_as(*STAFF), page=0)
        late = await work.consultations.of_methodist(we.me.id, page=0, due_before=work.now)
        units = we.me.units_as(*COORDINATING)
        overdue = await work.consultations.overdue_count(units, work.now)
    return listed(page, we.texts, place="inbox", key="inbox-line") | {
        "free": free.total,
        "late": late.total,
        "has_late": late.total > 0,
        "overdue": overdue,
        "coordinates": bool(units),
    }


async def late_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await work.consultations.of_methodist(
            we.me.id, page=_page(dialog_manager), due_before=work.now
        )
    return listed(page, we.texts, place="late", key="inbox-line")


async def unowned_getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_view() as work:
        page = await work.consultations.unowned(we.me.units_as(*STAFF), page=_page(dialog_manager))
    return listed(page, we.texts, place="unowned", key="inbox-line")


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("inbox-title"),
            Say("inbox-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("button-unowned"), "unowned"),
            Opens(Label("button-late"), "late", when="has_late"),
            Opens(Label("button-overdue"), "overdue", when="coordinates"),
            Opens(Label("button-menu"), "menu"),
            state=Inbox.mine,
            getter=mine_getter,
        ),
        Card(
            Say("unowned-title"),
            Say("unowned-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("button-back"), "inbox"),
            Opens(Label("button-menu"), "menu"),
            state=Inbox.unowned,
            getter=unowned_getter,
        ),
        Card(
            Say("late-title"),
            Say("late-none", when="none"),
            Lines(),
            Places("items", width=2),
            Places("turns", width=3),
            Opens(Label("button-back"), "inbox"),
            Opens(Label("button-menu"), "menu"),
            state=Inbox.late,
            getter=late_getter,
        ),
    )
