"""What becomes of a letter: the person's modes, hours and days, one rule each."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.notices import Lane
from core.preferences.model import (
    Digest,
    Dropped,
    Later,
    Mode,
    Now,
    Preferences,
    Verdict,
    quiet_end,
    when,
)
from core.working_time import WorkingCalendar

OMSK = ZoneInfo("Asia/Omsk")
MOSCOW = ZoneInfo("Europe/Moscow")
CALENDAR = WorkingCalendar(MOSCOW)
REMINDERS, ANNOUNCEMENTS = Lane.REMINDERS, Lane.ANNOUNCEMENTS
NOTHING_CHOSEN = Preferences()
DAILY = Preferences(announcements=Mode.DIGEST)


def omsk(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OMSK).astimezone(UTC)


def verdict(
    preferences: Preferences, lane: Lane, now: datetime, *, acknowledge: bool = False
) -> Verdict:
    return when(preferences, lane, now, zone=OMSK, calendar=CALENDAR, acknowledge=acknowledge)


@pytest.mark.parametrize("lane", [Lane.REMINDERS, Lane.DIGESTS, Lane.ANNOUNCEMENTS])
@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (omsk(26, 7, 59), omsk(26, 8)),
        (omsk(26, 8), omsk(26, 8)),
        (omsk(26, 20, 59), omsk(26, 20, 59)),
        (omsk(26, 21), omsk(27, 8)),
        (omsk(27, 21), omsk(30, 8)),  # on Friday
        (omsk(28, 12), omsk(30, 8)),  # on Saturday
        (omsk(30, 3), omsk(30, 8)),  # on Monday, before it is light
        (omsk(3, 22), omsk(5, 8)),  # the 4th is a holiday
        (omsk(31, 21, month=12, year=2027), omsk(10, 8, month=1, year=2028)),
    ],
)
def test_whatever_can_wait_comes_in_the_hours_of_work(
    lane: Lane, now: datetime, leaves: datetime
) -> None:
    assert verdict(NOTHING_CHOSEN, lane, now) == (Now() if leaves == now else Later(leaves))


@pytest.mark.parametrize(
    "preferences",
    [
        NOTHING_CHOSEN,
        Preferences(reminders=Mode.OFF, announcements=Mode.OFF),
        Preferences(reminders=Mode.DIGEST, quiet_until=omsk(30, 12, month=12)),
    ],
)
@pytest.mark.parametrize("now", [omsk(26, 3), omsk(28, 12), omsk(26, 12)])
def test_a_reply_comes_whatever_the_hour_and_whatever_was_chosen(
    preferences: Preferences, now: datetime
) -> None:
    assert verdict(preferences, Lane.REPLIES, now) == Now()


def test_each_kind_has_its_mode() -> None:
    mixed = Preferences(reminders=Mode.OFF, announcements=Mode.DIGEST)

    assert verdict(mixed, REMINDERS, omsk(26, 12)) == Dropped()
    assert verdict(mixed, ANNOUNCEMENTS, omsk(26, 12)) == Digest(omsk(26, 17))
    assert verdict(mixed, Lane.DIGESTS, omsk(26, 17)) == Now()


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (omsk(26, 16, 59), omsk(26, 17)),
        (omsk(26, 17), omsk(27, 17)),  # that one has gone
        (omsk(27, 18), omsk(30, 17)),
        (omsk(28, 12), omsk(30, 17)),
        (omsk(26, 2), omsk(26, 17)),
    ],
)
def test_a_digest_is_that_of_the_next_working_day(now: datetime, leaves: datetime) -> None:
    assert verdict(DAILY, ANNOUNCEMENTS, now) == Digest(leaves)


def test_a_digest_has_the_hour_that_was_chosen() -> None:
    early = Preferences(announcements=Mode.DIGEST, digest_hour=8)

    assert verdict(early, ANNOUNCEMENTS, omsk(26, 7)) == Digest(omsk(26, 8))
    assert verdict(early, ANNOUNCEMENTS, omsk(26, 12)) == Digest(omsk(27, 8))


@pytest.mark.parametrize("mode", Mode)
def test_what_is_to_be_acknowledged_comes_by_itself(mode: Mode) -> None:
    preferences = Preferences(announcements=mode)

    asked = verdict(preferences, ANNOUNCEMENTS, omsk(26, 12), acknowledge=True)
    at_night = verdict(preferences, ANNOUNCEMENTS, omsk(26, 22), acknowledge=True)

    assert (asked, at_night) == (Now(), Later(omsk(27, 8)))


def test_left_in_peace_until_the_morning_of_the_next_working_day() -> None:
    """Thursday the 26th is the last day; on Friday at eight it is over."""
    peace = Preferences(reminders=Mode.DIGEST, quiet_until=omsk(26, 14))

    assert verdict(peace, ANNOUNCEMENTS, omsk(19, 12)) == Later(omsk(27, 8))
    assert verdict(peace, ANNOUNCEMENTS, omsk(26, 15)) == Later(omsk(27, 8))
    assert verdict(peace, ANNOUNCEMENTS, omsk(27, 8)) == Now()
    assert verdict(peace, ANNOUNCEMENTS, omsk(19, 12), acknowledge=True) == Later(omsk(27, 8))
    assert verdict(peace, REMINDERS, omsk(19, 12)) == Digest(omsk(27, 17))
    assert verdict(peace, REMINDERS, omsk(27, 12)) == Digest(omsk(27, 17))


def test_a_digest_at_eight_is_not_missed_when_peace_is_over_at_eight() -> None:
    early = Preferences(announcements=Mode.DIGEST, digest_hour=8, quiet_until=omsk(26, 14))

    assert verdict(early, ANNOUNCEMENTS, omsk(19, 12)) == Digest(omsk(27, 8))


def test_peace_that_ends_on_a_friday_lasts_over_the_weekend() -> None:
    peace = Preferences(quiet_until=omsk(27, 14))

    assert quiet_end(peace, calendar=CALENDAR.within(OMSK)) == omsk(30, 8)
    assert quiet_end(NOTHING_CHOSEN, calendar=CALENDAR) is None


def test_days_that_were_moved_are_quiet_or_loud() -> None:
    moved = WorkingCalendar(
        MOSCOW, frozenset({date(2026, 11, 26)}), frozenset({date(2026, 11, 28)})
    )

    def said(now: datetime) -> Verdict:
        return when(NOTHING_CHOSEN, ANNOUNCEMENTS, now, zone=OMSK, calendar=moved)

    assert said(omsk(26, 12)) == Later(omsk(27, 8))
    assert said(omsk(27, 22)) == Later(omsk(28, 8))
    assert said(omsk(28, 12)) == Now()


def test_the_same_moment_is_night_in_one_zone_and_day_in_another() -> None:
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    kamchatka = ZoneInfo("Asia/Kamchatka")

    here = when(NOTHING_CHOSEN, ANNOUNCEMENTS, now, zone=MOSCOW, calendar=CALENDAR)
    there = when(NOTHING_CHOSEN, ANNOUNCEMENTS, now, zone=kamchatka, calendar=CALENDAR)

    assert here == Now()
    assert there == Later(datetime(2026, 11, 27, 8, tzinfo=kamchatka).astimezone(UTC))
