"""A day and an hour before a talk both sides are reminded, of each time once."""

from core.quiet_hours import MOST_EARLY
from core.slots import telling
from core.slots.model import DAY
from core.slots.ports import SlotWork


async def remind(work: SlotWork) -> int:
    """Put what is due and say of how many talks."""
    reminded = 0
    for talk in await work.slots.to_remind(now=work.now, until=work.now + DAY + MOST_EARLY):
        reminder = talk.due_reminder(work.now, work.calendar)
        if reminder is not None and await work.slots.mark_reminded(talk, reminder):
            await telling.remind(work, talk, reminder)
            reminded += 1
    return reminded
