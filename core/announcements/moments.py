"""When an announcement is to leave, as people say it: «28.11 15:00», today, tomorrow."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.announcements.refusals import NoSuchTime, TimeIsPast

AFTERNOON = time(15, 0)
MORNING = time(9, 0)
FARTHEST = timedelta(days=180)
"""A day further off than this is one of the last year, mistaken for the next."""

_WORDS = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})([./](?P<year>\d{4}))?"
    r"[\s,]+([^\W\d_]+\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
)


def today(now: datetime, zone: tzinfo) -> datetime | None:
    """This afternoon; ``None`` when it is over."""
    at = _at(now.astimezone(zone).date(), AFTERNOON, zone)
    return at if at > now else None


def tomorrow(now: datetime, zone: tzinfo) -> datetime:
    return _at(now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)


def moment_of(words: str, *, now: datetime, zone: tzinfo) -> datetime:
    """The moment named, in UTC; without a year the next such day that is near enough."""
    found = _WORDS.fullmatch(words.strip())
    if found is None:
        raise NoSuchTime
    this_year = now.astimezone(zone).year
    years = [int(found["year"])] if found["year"] else [this_year, this_year + 1]
    moments = [_named(found, year, zone) for year in years]
    fit = [at for at in moments if at is not None and now < at <= now + FARTHEST]
    if fit:
        return fit[0]
    if not any(moments):
        raise NoSuchTime
    raise TimeIsPast(days=FARTHEST.days)


def _named(found: re.Match[str], year: int, zone: tzinfo) -> datetime | None:
    try:
        day = date(year, int(found["month"]), int(found["day"]))
        return _at(day, time(int(found["hour"]), int(found["minute"])), zone)
    except ValueError:
        return None


def _at(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
