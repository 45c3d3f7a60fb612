"""Times as methodists write them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slots.model import LENGTHS, Times
from core.slots.opening import Why, plan
from core.working_time import WorkingCalendar
from core.written_times import Entry, Unclear, read
from handlers.vocabulary import vocabulary

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 12, 1, 12, tzinfo=MOSCOW)  # a Tuesday


@pytest.mark.parametrize(
    ("line", "day", "begins", "ends", "minutes"),
    [
        ("пн 15:00", "2026-12-07", "15:00", None, None),
        ("вт 11:00", "2026-12-08", "11:00", None, None),
        ("Вторник, 15.00", "2026-12-01", "15:00", None, None),
        ("5 декабря 14:30", "2026-12-05", "14:30", None, None),
        ("завтра 10:00", "2026-12-02", "10:00", None, None),
        ("сегодня в 16", "2026-12-01", "16:00", None, None),
        ("15.12 14:00-16:00 по 20 минут", "2026-12-15", "14:00", "16:00", 20),
        ("15.12 с 14 до 16 по полчаса", "2026-12-15", "14:00", "16:00", 30),
        ("11 января 9:00", "2027-01-11", "09:00", None, None),
        ("2026-12-15 14:00", "2026-12-15", "14:00", None, None),
    ],
)
def test_what_is_written_is_understood(
    line: str, day: str, begins: str, ends: str | None, minutes: int | None
) -> None:
    reading = read(line, now=NOW, vocabulary=vocabulary(), lengths=LENGTHS)
    assert reading.troubles == ()
    (entry,) = reading.entries
    assert str(entry.day) == day
    assert entry.begins == time.fromisoformat(begins)
    assert entry.ends == (None if ends is None else time.fromisoformat(ends))
    assert entry.minutes == minutes


@pytest.mark.parametrize(
    ("line", "unclear"),
    [
        ("как-нибудь на днях", Unclear.WORDS),
        ("15:00", Unclear.NO_DAY),
        ("пн", Unclear.NO_HOUR),
        ("31 февраля 15:00", Unclear.NO_SUCH_DAY),
        ("пн 25:00", Unclear.NO_SUCH_HOUR),
        ("пн 8 декабря 15:00", Unclear.OTHER_WEEKDAY),
        ("1 ноября 15:00", Unclear.OVER),
        ("пн 16:00-15:00", Unclear.BACKWARDS),
        ("пн 15:00 по 17 минут", Unclear.LENGTH),
    ],
)
def test_what_is_wrong_is_said_and_the_good_lines_are_kept(line: str, unclear: Unclear) -> None:
    reading = read(f"завтра 10:00\n\n{line}", now=NOW, vocabulary=vocabulary(), lengths=LENGTHS)
    if unclear is Unclear.NO_DAY:
        reading = read(f"{line}\nзавтра 10:00", now=NOW, vocabulary=vocabulary(), lengths=LENGTHS)
    assert len(reading.entries) == 1
    assert [(one.line, one.unclear) for one in reading.troubles] == [(line, unclear)]


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_or_refused(words: str) -> None:
    reading = read(words, now=NOW, vocabulary=vocabulary(), lengths=LENGTHS)
    assert reading.entries or reading.troubles or not words.strip()


entries = st.builds(
    Entry,
    day=st.dates(NOW.date() - timedelta(days=2), NOW.date() + timedelta(days=200)),
    begins=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    minutes=st.sampled_from([None, 15, 60]),
)


@given(st.lists(entries, max_size=20), st.sampled_from([1, 2, 4]))
def test_times_that_are_opened_never_overlap(named: list[Entry], weeks: int) -> None:
    taken = [Times(NOW.astimezone(UTC) + timedelta(days=3), NOW + timedelta(days=4))]
    planned = plan(named, minutes=30, weeks=weeks, now=NOW, zone=MOSCOW, taken=taken)
    every = [*planned.times, *taken]
    assert not any(a.overlaps(b) for i, a in enumerate(every) for b in every[:i])
    assert all(one.starts_at > NOW for one in planned.times)


def test_an_hour_by_the_wall_that_is_skipped_is_refused() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2027, 3, 1, tzinfo=UTC)
    reading = read("28.03 2:30", now=now, vocabulary=vocabulary(), lengths=LENGTHS)
    planned = plan(reading.entries, minutes=30, weeks=1, now=now, zone=berlin, taken=[])
    assert [one.why for one in planned.refused] == [Why.NO_SUCH_TIME]


def test_a_holiday_is_warned_of_and_still_opened() -> None:
    reading = read("5.01 15:00", now=NOW, vocabulary=vocabulary(), lengths=LENGTHS)
    planned = plan(reading.entries, minutes=30, weeks=1, now=NOW, zone=MOSCOW, taken=[])
    assert len(planned.times) == 1
    assert len(planned.days_off(WorkingCalendar(MOSCOW))) == 1
