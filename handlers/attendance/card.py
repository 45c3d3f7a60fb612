"""What the card of an event offers about who came to it."""

from aiogram_dialog import DialogManager

from core.attendance.ports import AttendanceWork
from core.errors import Gone
from handlers.context import Here, here


async def attendance(
    manager: DialogManager, event: int, *, guest: bool, keeper: bool
) -> dict[str, bool]:
    """``guest`` has a seat, ``keeper`` answers for the event: which buttons each of them sees."""
    we: Here[AttendanceWork] = here(manager)
    async with we.open_view() as work:
        gathering = await work.attendance.gathering(event)
        came = await work.attendance.came(event, we.me.id) is not None
        now = work.now
    if gathering is None:
        raise Gone
    return {
        "can_arrive": guest and not came and gathering.is_going_on(now),
        "has_certificate": came,
        "shows_badge": guest and not came and gathering.shows_badges(now),
        "keeps_roll": keeper and gathering.is_held,
    }
