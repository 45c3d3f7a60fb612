"""The announcement that a question is about: named above the form and above the thread."""

from typing import Any, Protocol

from aiogram_dialog import DialogManager

from core.acknowledgements import use_cases
from core.acknowledgements.model import Announced, AnnouncedId
from core.acknowledgements.ports import AcknowledgementWork
from core.consultations.model import About
from core.consultations.ports import ConsultationWork
from handlers.context import Here, here


class AskingWork(ConsultationWork, AcknowledgementWork, Protocol):
    """Questions, some of them about announcements."""


def number_in(start: object) -> int:
    """The number of the announcement that a form was started with, 0 for none."""
    return int(start.get("number", 0)) if isinstance(start, dict) else 0


async def above(manager: DialogManager, number: int) -> dict[str, Any]:
    """What a window says of the announcement that the person has got."""
    if not number:
        return quoted(None)
    we: Here[AskingWork] = here(manager)
    async with we.open_view() as work:
        return quoted(await use_cases.received(work, AnnouncedId(number), me=we.me))


def quoted(announced: Announced | None) -> dict[str, Any]:
    return {
        "about": announced.gist if announced else "",
        "has_about": announced is not None,
        "no_about": announced is None,
    }


async def about(work: AskingWork, manager: DialogManager, number: int) -> About | None:
    """Where the question goes: to the unit in whose name the announcement was made."""
    if not number:
        return None
    we: Here[AskingWork] = here(manager)
    announced = await use_cases.received(work, AnnouncedId(number), me=we.me)
    return About(number, announced.unit)
