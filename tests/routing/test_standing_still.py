"""The promise stands still while the teacher is asked back, and goes on with a day at least."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.promise import LEAST_WORKING_DAYS, days_late, half_of, promised, resumed
from core.working_time import WorkingCalendar
from tests.times import MONDAY, ZONE

CALENDAR = WorkingCalendar(ZONE)
moments = st.integers(0, 24 * 60 * 40).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
spans = st.integers(0, 24 * 60 * 20).map(lambda minutes: timedelta(minutes=minutes))
terms = st.integers(1, 10)


def days_left(now: datetime, due_at: datetime) -> int:
    """Working days that begin after the moment, up to the day of the promise."""
    return days_late(now, due_at, CALENDAR)


@given(moments, spans, spans, terms)
def test_as_many_working_days_are_left_as_when_it_stopped_and_one_at_least(
    asked_at: datetime, used: timedelta, waited: timedelta, term: int
) -> None:
    due_at = promised(asked_at, term, CALENDAR)
    stopped_at = min(asked_at + used, due_at)
    now = stopped_at + waited
    after = resumed(due_at, now, CALENDAR, stopped_at=stopped_at)

    left = days_left(stopped_at, due_at)
    assert days_left(now, after) == max(left, LEAST_WORKING_DAYS)


@given(moments, spans, spans, terms)
def test_it_is_never_earlier_and_gives_whoever_has_it_a_working_day(
    asked_at: datetime, used: timedelta, waited: timedelta, term: int
) -> None:
    """However late it was when it stopped."""
    due_at = promised(asked_at, term, CALENDAR)
    stopped_at = asked_at + used
    now = stopped_at + waited
    after = resumed(due_at, now, CALENDAR, stopped_at=stopped_at)

    assert after >= due_at
    assert after >= promised(now, LEAST_WORKING_DAYS, CALENDAR)
    assert CALENDAR.is_working(after.astimezone(ZONE).date())


@given(moments, spans, spans, terms)
def test_who_replies_later_is_not_answered_earlier(
    stopped_at: datetime, waited: timedelta, more: timedelta, term: int
) -> None:
    due_at = promised(stopped_at, term, CALENDAR)
    now = stopped_at + waited
    soon = resumed(due_at, now, CALENDAR, stopped_at=stopped_at)
    later = resumed(due_at, now + more, CALENDAR, stopped_at=stopped_at)

    assert soon <= later


def test_a_reply_within_the_day_moves_nothing() -> None:
    due_at = promised(MONDAY, 2, CALENDAR)

    assert resumed(due_at, MONDAY + timedelta(hours=3), CALENDAR, stopped_at=MONDAY) == due_at


def test_a_reply_after_a_week_leaves_what_was_left() -> None:
    """Asked on Monday until Wednesday, asked back on Monday, replied the Monday after."""
    due_at = promised(MONDAY, 2, CALENDAR)
    after = resumed(due_at, MONDAY + timedelta(days=7), CALENDAR, stopped_at=MONDAY)

    assert after == promised(MONDAY + timedelta(days=7), 2, CALENDAR)
    assert after.tzinfo is UTC


@given(moments, moments)
def test_half_is_between_and_nothing_is_half_of_nothing(now: datetime, due_at: datetime) -> None:
    half = half_of(due_at, now)

    assert (half is None) == (due_at <= now)
    assert half is None or now < half <= due_at
