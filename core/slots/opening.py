"""From what a methodist has named to times that can be opened. Pure rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from core.slots.model import FARTHEST, Times
from core.working_time import WorkingCalendar
from core.written_times import Entry

MOST_AT_ONCE = 60
WEEKS = (1, 2, 4, 8, 12)


class Why(StrEnum):
    """Why a time cannot be opened."""

    PAST = "past"
    FAR = "far"
    OVERLAP = "overlap"
    SHORT = "short"
    NO_SUCH_TIME = "no-such-time"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class Refused:
    """A time as it was named, and why it is not opened."""

    times: Times
    why: Why


@dataclass(frozen=True, slots=True)
class Plan:
    """The good ones are kept whatever is wrong with the others; both in their order."""

    times: tuple[Times, ...]
    refused: tuple[Refused, ...]

    def days_off(self, calendar: WorkingCalendar) -> Sequence[date]:
        """Days on which people do not work where the calendar is: warned of, not forbidden."""
        days = sorted({one.starts_at.astimezone(calendar.zone).date() for one in self.times})
        return [day for day in days if not calendar.is_working(day)]


def plan(
    entries: Iterable[Entry],
    *,
    minutes: int,
    weeks: int,
    now: datetime,
    zone: tzinfo,
    taken: Iterable[Times],
) -> Plan:
    """Every entry, so many weeks long; an hour by the wall stays the same hour each week."""
    busy = list(taken)
    good: list[Times] = []
    refused: list[Refused] = []
    for times, why in _pieces(entries, minutes, weeks, zone):
        reason = why or _trouble(times, busy, now)
        if reason is None and len(good) >= MOST_AT_ONCE:
            reason = Why.TOO_MANY
        if reason is None:
            good.append(times)
            busy.append(times)
        else:
            refused.append(Refused(times, reason))
    good.sort(key=lambda one: one.starts_at)
    return Plan(tuple(good), tuple(refused))


def _trouble(times: Times, busy: Sequence[Times], now: datetime) -> Why | None:
    if times.starts_at <= now:
        return Why.PAST
    if times.starts_at > now + FARTHEST:
        return Why.FAR
    return Why.OVERLAP if any(times.overlaps(one) for one in busy) else None


def _pieces(
    entries: Iterable[Entry], minutes: int, weeks: int, zone: tzinfo
) -> Iterator[tuple[Times, Why | None]]:
    for entry in entries:
        for week in range(weeks):
            yield from _of_day(entry, entry.day + timedelta(weeks=week), minutes, zone)


def _of_day(
    entry: Entry, day: date, minutes: int, zone: tzinfo
) -> Iterator[tuple[Times, Why | None]]:
    length = timedelta(minutes=entry.minutes or minutes)
    begins = datetime.combine(day, entry.begins, tzinfo=zone)
    start = begins.astimezone(UTC)
    if start.astimezone(zone).time() != entry.begins:
        yield Times(start, start + length), Why.NO_SUCH_TIME
        return
    if entry.ends is None:
        yield Times(start, start + length), None
        return
    end = datetime.combine(day, entry.ends, tzinfo=zone).astimezone(UTC)
    if start + length > end:
        yield Times(start, end), Why.SHORT
    while start + length <= end:
        yield Times(start, start + length), None
        start += length
