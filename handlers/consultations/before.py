"""What the teacher of a question has asked before: to be recognised, and opened where one may."""

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from core.audit import Deed
from core.consultations import use_cases
from core.consultations.model import ConsultationId
from core.consultations.ports import ConsultationWork
from core.consultations.seeing import seen_by_staff
from core.errors import NotYours
from core.people import STAFF
from handlers.cards import show
from handlers.consultations.lines import listed
from handlers.context import Here, given, here
from handlers.widgets import Card, Label, Lines, Opens, Places, Say


class Before(StatesGroup):
    who = STAFF

    list = State()


async def start(_: CallbackQuery, dialog_manager: DialogManager, number: int) -> None:
    """It tells of the teacher as much as a card does, so that somebody has looked is noted."""
    we: Here[ConsultationWork] = here(dialog_manager)
    async with we.open_work() as work:
        seen = await seen_by_staff(work, ConsultationId(number), me=we.me)
        await work.audit.note(
            Deed.LOOKED, by=we.me.id, about=seen.consultation.teacher, what=f"before {number}"
        )
    await show(dialog_manager, Before.list, {"number": number})


async def getter(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[ConsultationWork] = here(dialog_manager)
    number = ConsultationId(given(dialog_manager, "number"))
    wanted = int(dialog_manager.dialog_data.get("page", 0))
    async with we.open_view() as work:
        await seen_by_staff(work, number, me=we.me)
        page = await work.consultations.before(number, page=wanted)
        mine = {line.id for line in page.lines if await _opens(work, line.id, we)}
    data = listed(page, we.texts, place="before", key="before-line")
    data["items"] = [
        item for item, line in zip(data["items"], page.lines, strict=True) if line.id in mine
    ]
    return data | {
        "number": number,
        "page": f"{page.number + 1}/{page.pages}",
        "several": page.pages > 1,
        "pages": page.pages,
    }


async def _opens(work: ConsultationWork, number: ConsultationId, we: Here[Any]) -> bool:
    try:
        await use_cases.see(work, number, me=we.me)
    except NotYours:
        return False
    return True


def _turn(title: str, by: int) -> Button:
    async def on_turn(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        pages = (await getter(manager))["pages"]
        page = int(manager.dialog_data.get("page", 0))
        manager.dialog_data["page"] = (page + by) % pages

    return Button(Label(title), id=title.rpartition("-")[2], on_click=on_turn)


def make_dialog() -> Dialog:
    return Dialog(
        Card(
            Say("before-title"),
            Say("before-none", when="none"),
            Lines(),
            Places("items", width=2),
            Row(_turn("button-turn-back", -1), _turn("button-turn-on", 1), when="several"),
            Opens(Label("button-back"), "consultation:{number}"),
            Opens(Label("button-menu"), "menu"),
            state=Before.list,
            getter=getter,
        )
    )
