"""On the first working day of a month its lines without an event are remembered."""

from datetime import date

from core.plan.notices import PlanDue
from core.plan.ports import PlanWork
from core.plan.use_cases import month_after, today_of
from core.working_time import WorkingCalendar

PEOPLE_AT_ONCE = 100
MOST_TITLES = 10
"""In one letter; of the others it says how many there are."""


def first_working_day(month: date, calendar: WorkingCalendar) -> date:
    return month if calendar.is_working(month) else calendar.working_day_after(month)


async def remind(work: PlanWork) -> int:
    """Put a letter to everybody who answers for something of this month; say to how many.

    Lines that come later in the month are remembered when they come, unless the person has had
    the letter of that month.
    """
    today = today_of(work)
    month = today.replace(day=1)
    if today < first_working_day(month, work.calendar):
        return 0
    due = await work.plan.unprepared(month, most=PEOPLE_AT_ONCE)
    for one in due:
        await work.plan.mark_reminded(list(one.lines), month)
    await work.outbox.put_all(
        [
            PlanDue(
                to=one.person,
                month=month,
                ends=month_after(month),
                titles=tuple(one.lines.values())[:MOST_TITLES],
                count=len(one.lines),
            )
            for one in due
        ]
    )
    return len(due)
