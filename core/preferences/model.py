"""When a letter may leave for a person: now, later, in a digest, or not at all. Pure rules."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from core.notices import Lane
from core.quiet_hours import CLOSES, OPENS, first_moment, is_quiet, opening
from core.working_time import WorkingCalendar

DIGEST_HOUR = 17
DIGEST_HOURS = range(OPENS.hour, CLOSES.hour)
"""Local hours at which a digest would not disturb."""


class Mode(StrEnum):
    """How a person wants a kind of letters."""

    INSTANT = "instant"
    DIGEST = "digest"
    OFF = "off"


CHOSEN = (Lane.REMINDERS, Lane.ANNOUNCEMENTS)
"""Lanes that a person may choose about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """``zone`` is an IANA name, ``None`` for that of the person's unit.

    ``digest_hour`` is local. ``quiet_until`` is a moment of the last day to be left in peace.
    """

    zone: str | None = None
    reminders: Mode = Mode.INSTANT
    announcements: Mode = Mode.INSTANT
    digest_hour: int = DIGEST_HOUR
    quiet_until: datetime | None = None

    def mode(self, lane: Lane) -> Mode:
        """Replies cannot be switched off, and a digest is not a part of the next one."""
        if lane is Lane.REMINDERS:
            return self.reminders
        return self.announcements if lane is Lane.ANNOUNCEMENTS else Mode.INSTANT


@dataclass(frozen=True, slots=True)
class Now:
    """It may leave."""


@dataclass(frozen=True, slots=True)
class Later:
    """It waits for the moment, in UTC."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Digest:
    """It is a part of the digest of that moment, in UTC."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """The person does not want it."""


Verdict = Now | Later | Digest | Dropped


def when(
    preferences: Preferences,
    lane: Lane,
    now: datetime,
    *,
    zone: tzinfo,
    calendar: WorkingCalendar,
    acknowledge: bool = False,
) -> Verdict:
    """What becomes of a letter that could leave now, for somebody who lives in the zone.

    ``acknowledge``: it asks for «Ознакомлен(а)», so it comes, and by itself; quiet hours hold
    for it too.
    """
    if lane.at_any_hour:
        return Now()
    mode = Mode.INSTANT if acknowledge else preferences.mode(lane)
    if mode is Mode.OFF:
        return Dropped()
    local = calendar.within(zone)
    end = quiet_end(preferences, calendar=local)
    begin = now if end is None else max(now, end)
    if mode is Mode.DIGEST:
        return Digest(_digest(preferences.digest_hour, now, begin, local))
    moment = first_moment(lane, begin, zone, calendar=calendar)
    return Now() if moment == now else Later(moment)


def quiet_end(preferences: Preferences, *, calendar: WorkingCalendar) -> datetime | None:
    """When «не беспокоить» is over: on the morning of the next working day after its date."""
    if preferences.quiet_until is None:
        return None
    last = preferences.quiet_until.astimezone(calendar.zone).date()
    return opening(calendar.working_day_after(last), calendar)


def _digest(hour: int, now: datetime, begin: datetime, calendar: WorkingCalendar) -> datetime:
    """One for each working day: an hour that the clocks pass twice counts the first time."""
    day = begin.astimezone(calendar.zone).date()
    while True:
        moment = datetime.combine(day, time(hour), tzinfo=calendar.zone).astimezone(UTC)
        if moment > now and moment >= begin and not is_quiet(moment, calendar):
            return moment
        day += timedelta(days=1)
