"""What a card says of the seats that are kept for units."""

from collections.abc import Collection

from aiogram_dialog import DialogManager

from core.events.model import Presence
from core.events.ports import EventWork
from core.events.quotas import kept_until
from core.events.use_cases import Seen
from handlers.context import Here, here

ONLY = "only"
"""Of an event that is held in one way it is not said in which."""


async def kept_lines(manager: DialogManager, seen: Seen) -> dict[str, str]:
    """What a card says of seats that are kept: those of the person's units, to the organiser all
    of them, and to everybody until when."""
    if not seen.event.is_open or not any(hall.kept for hall in seen.seats.values()):
        return {"kept_lines": ""}
    we: Here[EventWork] = here(manager)
    async with we.open_view() as work:
        until = await kept_until(work, seen.event)
        names = {unit: (await work.units.get(unit)).name for unit in seen.units}
    lines = [
        we.texts.raw(
            "event-kept-for",
            presence=way(seen.seats, presence),
            whose="own" if one.unit == we.me.unit else "above",
            unit=names[one.unit],
            left=min(one.left, hall.left or 0),
            seats=one.seats,
        )
        for presence, hall in seen.seats.items()
        for unit in seen.units
        for one in hall.kept
        if one.unit == unit
    ]
    organised = [
        we.texts.raw(
            "event-kept-all",
            presence=way(seen.seats, presence),
            taken=sum(one.taken for one in hall.kept),
            seats=sum(one.seats for one in hall.kept),
        )
        for presence, hall in seen.seats.items()
        if seen.answers_for and hall.kept
    ]
    ends = we.texts.raw("event-kept-until", until=we.texts.day(until, year=False))
    return {"kept_lines": "\n".join([*lines, *organised, ends])}


def way(ways: Collection[Presence], presence: Presence) -> str:
    return presence if len(ways) > 1 else ONLY
