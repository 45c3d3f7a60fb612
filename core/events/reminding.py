"""A week, a day and an hour before an event those enrolled are reminded, of each time once."""

from collections.abc import Sequence

from core.events import telling
from core.events.model import WEEK, EventId
from core.events.ports import EventWork


async def due(work: EventWork) -> Sequence[EventId]:
    """Events something is to be put for now."""
    coming = await work.events.to_remind(now=work.now, until=work.now + WEEK)
    return [event.id for event in coming if event.due_reminder(work.now, work.calendar)]


async def remind(work: EventWork, number: EventId) -> int:
    """Put the letters of one event and say how many reminders that were, none or one."""
    event = await work.events.hold(number)
    reminder = None if event is None else event.due_reminder(work.now, work.calendar)
    if event is None or reminder is None:
        return 0
    if not await work.events.mark_reminded(event, reminder):
        return 0
    await telling.tell_soon(work, event, reminder)
    return 1
