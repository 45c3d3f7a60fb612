"""Working days of the service: what «within two working days» means on the clock."""

from datetime import datetime, time, timedelta, tzinfo

END_OF_DAY = time(18, 0)
SATURDAY = 5


def end_of_working_day(after: datetime, *, days: int, zone: tzinfo) -> datetime:
    """The end of the n-th working day after the moment, in the zone of the service.

    The day of the question itself is not counted. Saturdays and Sundays are not working days;
    public holidays are not known here yet.
    """
    day = after.astimezone(zone).date()
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            days -= 1
    return datetime.combine(day, END_OF_DAY, tzinfo=zone)
