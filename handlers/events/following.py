"""«Только это» or «это и следующие»: of how many of a series a change is meant."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from core.events import repeating
from core.events.model import EventId
from core.events.ports import EventWork

ALL = "all"
"""In the form: those that follow are called off too."""


async def is_followed(work: EventWork, number: EventId) -> bool:
    """Whether there are others after it, of a series; no such question about a new event."""
    event = await work.events.get(number) if number else None
    return event is not None and await repeating.has_following(work, event)


async def meant(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"every": bool(dialog_manager.dialog_data.get(ALL))}


def means(*, every: bool) -> Any:
    async def on_click(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
        manager.dialog_data[ALL] = every

    return on_click
