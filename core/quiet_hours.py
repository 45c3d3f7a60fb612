"""When people are left in peace: at night, at weekends and on holidays, where they live."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.notices import Lane
from core.working_time import WorkingCalendar

OPENS, CLOSES = time(8), time(21)
"""Local time. At eight one may be written to, at nine in the evening no more."""
EVENING = time(20)
MOST_EARLY = timedelta(days=4)
"""Over longer holidays nobody keeps in mind what they were told before."""


def first_moment(
    lane: Lane, now: datetime, zone: tzinfo, *, calendar: WorkingCalendar
) -> datetime:
    """When a letter of the lane may leave for somebody in the zone: now, or in UTC later.

    For many people at once, ask once for each zone.
    """
    local = calendar.within(zone)
    moment = now
    while not lane.at_any_hour and is_quiet(moment, local):
        moment = _next_opening(moment, local)
    return moment


def early_moment(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """When people hear of what would come to nothing if it waited for the next working day.

    In quiet hours that is on the working day before: of what is on Monday they hear on Friday.
    Where none is near enough it is the moment itself.
    """
    local = moment.astimezone(calendar.zone)
    day = local.date()
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    if local.date() - day > MOST_EARLY or (day == local.date() and local.time() < CLOSES):
        return moment
    hour = min(max(local.time(), OPENS), EVENING)
    return datetime.combine(day, hour, tzinfo=calendar.zone).astimezone(UTC)


def is_quiet(moment: datetime, calendar: WorkingCalendar) -> bool:
    local = moment.astimezone(calendar.zone)
    return not (calendar.is_working(local.date()) and OPENS <= local.time() < CLOSES)


def opening(day: date, calendar: WorkingCalendar) -> datetime:
    """When the day begins, for letters; in UTC."""
    return datetime.combine(day, OPENS, tzinfo=calendar.zone).astimezone(UTC)


def _next_opening(after: datetime, calendar: WorkingCalendar) -> datetime:
    """Always later than ``after``, even where the clocks pass the hour twice or not at all."""
    local = after.astimezone(calendar.zone)
    day = local.date()
    if local.time() >= OPENS or not calendar.is_working(day):
        day = calendar.working_day_after(day)
    moment = opening(day, calendar)
    if moment > after:
        return moment
    second = datetime.combine(day, OPENS, tzinfo=calendar.zone).replace(fold=1)
    return second.astimezone(UTC)
