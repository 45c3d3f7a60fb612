"""Events that are held again and again: on which days, and what of a change they share. Pure.

What stays is the hour on the wall, of the zone in which the series was made: when the clocks are
put forward, a seminar at three is at three.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from core.events.model import WEEK, Details, Event, EventState, Presence, SeriesId
from core.events.refusals import SeriesTooLong, SeriesTooShort

FEWEST, MOST = 2, 20
"""Events of one series."""
LAST_WEEK = 29
"""From this day of a month on it is a weekday's fifth, which not every month has."""
MONTHS = 12
COUNT = re.compile(r"(?P<count>[0-9]{1,3})(?:\s*|\s+\u0440\u0430\u0437\w*)$")
"""A number alone, or with «раз» after it."""


class Rhythm(StrEnum):
    """How often. Monthly is on the same weekday: «второй вторник», «последняя пятница»."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """``zone`` is that of the wall whose clock shows the hour; its name."""

    id: SeriesId
    rhythm: Rhythm
    zone: str


def days_of(first: date, rhythm: Rhythm, *, count: int) -> Sequence[date]:
    """The day itself and those after it."""
    return [_day(first, rhythm, place) for place in range(count)]


def count_until(first: date, rhythm: Rhythm, *, last: date) -> int:
    """How many there are up to the day and on it."""
    count = next(n for n in range(MOST + 2) if _day(first, rhythm, n) > last or n > MOST)
    return checked_count(count)


def checked_count(count: int) -> int:
    if count < FEWEST:
        raise SeriesTooShort(fewest=FEWEST)
    if count > MOST:
        raise SeriesTooLong(most=MOST)
    return count


def count_of(words: str) -> int | None:
    """How many, when the words begin with a bare number; other words may name a day."""
    found = COUNT.match(words.strip())
    return checked_count(int(found["count"])) if found else None


def ordinal(day: date) -> int:
    """Which of its weekday in the month it is, 1 to 4; 5 is the last, whichever that is."""
    return (day.day - 1) // WEEK.days + 1


def _day(first: date, rhythm: Rhythm, place: int) -> date:
    if rhythm is Rhythm.WEEKLY:
        return first + place * WEEK
    if rhythm is Rhythm.FORTNIGHTLY:
        return first + 2 * place * WEEK
    months = first.year * MONTHS + first.month - 1 + place
    begins = date(months // MONTHS, months % MONTHS + 1, 1)
    day = begins + timedelta(days=(first.weekday() - begins.weekday()) % WEEK.days)
    if first.day < LAST_WEEK:
        return day + (ordinal(first) - 1) * WEEK
    while (day + WEEK).month == begins.month:
        day += WEEK
    return day


def on_day(details: Details, day: date, *, zone: tzinfo) -> Details:
    """The same at the same hour of another day, however long it lasts."""
    begins = _wall(details.starts_at, zone)
    apart = datetime.combine(day, begins.time()) - begins
    return _moved(details, begins=apart, ends=apart, zone=zone)


def carried(own: Details, *, old: Details, new: Details, zone: tzinfo) -> Details:
    """What another of the series becomes when one of them is ``new`` and no more ``old``.

    What has not changed there stays its own; times move by as much as they moved on the wall.
    """
    moved = _moved(
        own,
        begins=_wall(new.starts_at, zone) - _wall(old.starts_at, zone),
        ends=_wall(new.ends_at, zone) - _wall(old.ends_at, zone),
        zone=zone,
    )
    changed = {
        one.name: getattr(new, one.name)
        for one in fields(Details)
        if one.name not in {"starts_at", "ends_at"}
        and getattr(new, one.name) != getattr(old, one.name)
    }
    return _fitting(replace(moved, **changed))


def _fitting(details: Details) -> Details:
    """Nothing of a room where there is none, nor of a link."""
    if Presence.ROOM not in details.form.presences:
        return replace(details, place="", seats_room=None)
    if Presence.ONLINE not in details.form.presences:
        return replace(details, link="", seats_online=None)
    return details


def _moved(details: Details, *, begins: timedelta, ends: timedelta, zone: tzinfo) -> Details:
    """By the clock on the wall. One that would end before it begins lasts as long as it did."""
    starts_at = _moment(_wall(details.starts_at, zone) + begins, zone)
    ends_at = _moment(_wall(details.ends_at, zone) + ends, zone)
    if ends_at <= starts_at:
        ends_at = starts_at + (details.ends_at - details.starts_at)
    return replace(details, starts_at=starts_at, ends_at=ends_at)


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _moment(wall: datetime, zone: tzinfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def following(events: Collection[Event], one: Event, *, now: datetime) -> Sequence[Event]:
    """The event and those after it that may still be changed, the nearest first."""
    return _sorted(
        each
        for each in events
        if _place(each) >= _place(one)
        and each.details.starts_at > now
        and each.state is not EventState.CANCELLED
    )


def drafts_of(events: Collection[Event], *, now: datetime) -> Sequence[Event]:
    """Those that may be opened still."""
    return [one for one in events if one.state is EventState.DRAFT and one.details.starts_at > now]


def shown(events: Collection[Event], *, drafts: bool) -> Sequence[Event]:
    """As the series is read, the first first; ``drafts`` are for those who answer for it."""
    return _sorted(one for one in events if drafts or one.state is not EventState.DRAFT)


def _sorted(events: Iterable[Event]) -> Sequence[Event]:
    return sorted(events, key=_place)


def _place(event: Event) -> tuple[datetime, int]:
    """Two may have been moved to one moment."""
    return event.details.starts_at, event.id
