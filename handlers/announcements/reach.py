"""Whom an announcement is for and what it adds to what they get, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aiogram_dialog import DialogManager

from core.announcements import guests, use_cases
from core.announcements.ports import AnnouncementWork
from core.announcements.reach import Reach
from core.audience import (
    EVENT,
    EXPERIENCE,
    MESSENGER,
    ROLE,
    SUBJECT,
    Audience,
    Guests,
    Value,
)
from core.units import UnitId
from handlers import audience as shared
from handlers.context import Here, here


async def phrases(manager: DialogManager, audience: Audience) -> list[str]:
    """One for each condition that limits it."""
    return [
        shared.phrase(here(manager).texts, name, await named(manager, name, values))
        for name, values in audience.chosen.items()
    ]


async def named(manager: DialogManager, name: str, values: Sequence[Value]) -> list[str]:
    if name == EVENT:
        return [await _guests(manager, Guests.read(value)) for value in values]
    return await shared.named(manager, name, values)


async def _guests(manager: DialogManager, one: Guests) -> str:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        event = await work.attendance.gathering(one.event)
    return we.texts.raw("audience-guests", title=event.title if event else "", part=one.part)


async def counted(manager: DialogManager, audience: Audience, unit: UnitId) -> Reach:
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        return await use_cases.count(work, audience, unit=unit, me=we.me, ceiling=ceiling(manager))


async def is_near(manager: DialogManager, audience: Audience, *, at: datetime | None) -> bool:
    """Whether what leaves then, or now, leaves at any hour since its event is near."""
    we: Here[AnnouncementWork] = here(manager)
    async with we.open_view() as work:
        return await guests.is_near(work, audience, at=at or work.now)


def ceiling(manager: DialogManager) -> int:
    """How many announcements a week a person should get at most."""
    weekly: int = manager.middleware_data["weekly_announcements"]
    return weekly


def told(manager: DialogManager, reach: Reach, *, acknowledge: bool, near: bool) -> list[str]:
    """How many, how much they get already, and who is left out for having told nothing."""
    texts = here(manager).texts
    lines = [texts("reach-people", people=reach.people)]
    if reach.untold:
        lines.append(texts("reach-untold", count=reach.untold))
    if reach.people:
        lines.append(texts("reach-average", average=round(reach.average, 1)))
    if reach.burdened and not near:
        facts: dict[str, Any] = {"count": reach.burdened, "ceiling": ceiling(manager)}
        lines.append(texts("reach-burdened", asks="yes" if acknowledge else "no", **facts))
    return lines


TOGGLED = (ROLE, SUBJECT, EXPERIENCE, MESSENGER)
