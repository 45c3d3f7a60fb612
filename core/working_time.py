"""Working days of the service: what «within two working days» means on the clock."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

END_OF_DAY = time(18, 0)
MONDAY, SATURDAY = 0, 5

JANUARY = frozenset((1, day) for day in range(1, 9))
HOLIDAYS = JANUARY | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
"""Months and days of article 112 of the Labour Code."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days people work, and where it is that day.

    ``days_off`` and ``working_days`` are what the Government has moved; they win over the law's
    own rule.
    """

    zone: tzinfo
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    def within(self, zone: tzinfo) -> "WorkingCalendar":
        """The same days, as they begin and end in another time zone."""
        return replace(self, zone=zone)

    def is_working(self, day: date) -> bool:
        if day in self.working_days:
            return True
        free = day.weekday() >= SATURDAY or _is_holiday(day) or _is_moved_to(day)
        return not free and day not in self.days_off

    def working_day_after(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in HOLIDAYS


def _is_moved_to(day: date) -> bool:
    """A day off that fell on a holiday is had on the Monday after; January's are not."""
    weekend = (day - timedelta(days=1), day - timedelta(days=2))
    return day.weekday() == MONDAY and any(
        _is_holiday(lost) and (lost.month, lost.day) not in JANUARY for lost in weekend
    )


def end_of_working_day(after: datetime, *, days: int, calendar: WorkingCalendar) -> datetime:
    """The end of the n-th working day after the moment, where the calendar is.

    The day of the question itself is not counted.
    """
    day = after.astimezone(calendar.zone).date()
    for _ in range(days):
        day = calendar.working_day_after(day)
    return datetime.combine(day, END_OF_DAY, tzinfo=calendar.zone)
