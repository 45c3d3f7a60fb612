"""Days of a series and what a change carries on: whatever the day, the hour and the zone."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.events.model import Details, Form
from core.events.refusals import SeriesTooLong, SeriesTooShort
from core.events.series import (
    FEWEST,
    LAST_WEEK,
    MOST,
    Rhythm,
    carried,
    count_of,
    count_until,
    days_of,
    on_day,
    ordinal,
)
from core.events.times import day_of, moment_of
from handlers.vocabulary import vocabulary
from tests.times import MONDAY, ZONE
from tests.town import an_event

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
MOVES_ITS_CLOCKS = st.sampled_from([BERLIN, NEW_YORK])

days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
rhythms = st.sampled_from(Rhythm)
counts = st.integers(FEWEST, MOST)
walls = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31))  # noqa: DTZ001 - on a wall
lengths = st.timedeltas(timedelta(minutes=5), timedelta(days=3))


def lasting(wall: datetime, length: timedelta, zone: ZoneInfo) -> Details:
    """An event at an hour that there is on that day."""
    starts_at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    assume(starts_at.astimezone(zone).replace(tzinfo=None) == wall)
    return an_event(MONDAY, starts_at=starts_at, ends_at=starts_at + length)


def hour(at: datetime, zone: ZoneInfo) -> tuple[int, int]:
    local = at.astimezone(zone)
    return local.hour, local.minute


def on_wall(at: datetime) -> datetime:
    return at.astimezone(BERLIN).replace(tzinfo=None)


def is_there(day: date, like: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks pass this hour on the day, and only once."""
    wall = like.astimezone(zone).replace(tzinfo=None)
    wall = datetime.combine(day, wall.time())
    both = [wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return both[0] == both[1]


@given(days, rhythms, counts)
def test_there_are_as_many_as_wished_one_after_the_other_on_one_weekday(
    first: date, rhythm: Rhythm, count: int
) -> None:
    found = days_of(first, rhythm, count=count)
    assert len(found) == count
    assert found[0] == first
    assert found == sorted(set(found))
    assert {day.weekday() for day in found} == {first.weekday()}


@given(days, counts)
def test_weeks_are_as_far_apart_as_weeks_are(first: date, count: int) -> None:
    for rhythm, apart in ((Rhythm.WEEKLY, 7), (Rhythm.FORTNIGHTLY, 14)):
        found = days_of(first, rhythm, count=count)
        gaps = {(later - day).days for day, later in pairwise(found)}
        assert gaps == {apart}


@given(days, counts)
def test_monthly_is_once_in_each_month_on_the_same_of_its_weekdays(
    first: date, count: int
) -> None:
    found = days_of(first, Rhythm.MONTHLY, count=count)
    months = [day.year * 12 + day.month for day in found]
    assert months == list(range(months[0], months[0] + count))
    if first.day < LAST_WEEK:
        assert {ordinal(day) for day in found} == {ordinal(first)}
    else:
        assert all((day + timedelta(days=7)).month != day.month for day in found)


@given(days, rhythms, counts, st.integers(0, 6))
def test_until_a_day_is_as_many_as_there_are_till_then(
    first: date, rhythm: Rhythm, count: int, later: int
) -> None:
    last = days_of(first, rhythm, count=count)[-1]
    assert count_until(first, rhythm, last=last + timedelta(days=later)) == count


def test_one_is_no_series_and_there_is_an_end_to_it() -> None:
    first = date(2026, 9, 8)
    with pytest.raises(SeriesTooShort):
        count_until(first, Rhythm.WEEKLY, last=first + timedelta(days=6))
    with pytest.raises(SeriesTooShort):
        count_until(first, Rhythm.WEEKLY, last=first - timedelta(days=60))
    with pytest.raises(SeriesTooLong):
        count_until(first, Rhythm.WEEKLY, last=first + timedelta(weeks=MOST))


@given(walls, lengths, days, MOVES_ITS_CLOCKS)
def test_the_hour_on_the_wall_stays_when_the_clocks_are_moved(
    wall: datetime, length: timedelta, day: date, zone: ZoneInfo
) -> None:
    details = lasting(wall, length, zone)
    other = on_day(details, day, zone=zone)
    assert other.ends_at > other.starts_at
    assert is_there(day, details.starts_at, zone) <= (
        hour(other.starts_at, zone) == hour(details.starts_at, zone)
    )
    assert is_there(day, details.starts_at, zone) <= (
        other.starts_at.astimezone(zone).date() == day
    )


def test_a_seminar_at_three_is_at_three_in_winter_and_in_summer() -> None:
    starts_at = datetime(2027, 3, 2, 15, 0, tzinfo=BERLIN)
    seminar = an_event(MONDAY, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    found = days_of(starts_at.date(), Rhythm.WEEKLY, count=6)
    held = [on_day(seminar, day, zone=BERLIN) for day in found]
    assert {hour(one.starts_at, BERLIN) for one in held} == {(15, 0)}
    assert {one.starts_at.astimezone(UTC).hour for one in held} == {14, 13}


@given(walls, lengths, days, st.timedeltas(timedelta(days=-3), timedelta(days=3)), lengths)
def test_others_move_by_as_much_on_the_wall_as_the_one_that_was_changed(
    wall: datetime, length: timedelta, day: date, by: timedelta, now_lasts: timedelta
) -> None:
    old = lasting(wall, length, BERLIN)
    new = lasting(wall + by, now_lasts, BERLIN)
    own = on_day(old, day, zone=BERLIN)
    after = carried(own, old=old, new=new, zone=BERLIN)
    assert after.ends_at > after.starts_at
    by_the_wall = on_wall(new.starts_at) - on_wall(old.starts_at)
    there = (on_wall(own.starts_at) + by_the_wall).replace(tzinfo=BERLIN).astimezone(UTC)
    assert after.starts_at == there


@given(walls, lengths)
def test_what_has_not_changed_stays_what_it_was(wall: datetime, length: timedelta) -> None:
    old = lasting(wall, length, BERLIN)
    new = an_event(MONDAY, starts_at=old.starts_at, ends_at=old.ends_at, title="Другое")
    own = an_event(
        MONDAY,
        starts_at=old.starts_at + timedelta(days=7),
        ends_at=old.ends_at + timedelta(days=7),
        place="Библиотека",
        seats_room=5,
    )
    after = carried(own, old=old, new=new, zone=ZONE)
    assert (after.title, after.place, after.seats_room) == ("Другое", "Библиотека", 5)
    assert (after.starts_at, after.ends_at) == (own.starts_at, own.ends_at)


def test_where_there_is_no_room_any_more_there_is_no_place() -> None:
    old = an_event(MONDAY)
    new = an_event(MONDAY, form=Form.ONLINE, place="", link="https://a.example/1")
    own = an_event(MONDAY, place="Библиотека", seats_room=5)
    after = carried(own, old=old, new=new, zone=ZONE)
    assert (after.form, after.place, after.seats_room) == (Form.ONLINE, "", None)


@pytest.mark.parametrize(
    ("words", "count"),
    [("8", 8), (" 12 ", 12), ("8 раз", 8), ("2 раза", 2), ("25 мая", None), ("25.05", None)],
)
def test_a_number_is_told_from_a_day(words: str, count: int | None) -> None:
    assert count_of(words) == count


@pytest.mark.parametrize("words", ["0", "1", "21", "999"])
def test_a_number_that_is_no_series_is_refused(words: str) -> None:
    with pytest.raises((SeriesTooShort, SeriesTooLong)):
        count_of(words)


@pytest.mark.parametrize("words", ["25 мая", "до 25 мая", "по 25 мая", "25.05", "25.05.2027"])
def test_the_last_day_is_read_however_it_is_written(words: str) -> None:
    now = MONDAY.astimezone(ZONE)
    assert day_of(words, now=now, vocabulary=vocabulary()) == date(2027, 5, 25)


@pytest.mark.parametrize("words", ["", "весной", "31 июня", "25 мая\n26 мая", "до"])
def test_what_is_no_day_is_none(words: str) -> None:
    assert day_of(words, now=MONDAY.astimezone(ZONE), vocabulary=vocabulary()) is None


def test_a_moment_is_a_day_with_an_hour() -> None:
    read = {
        words: moment_of(words, now=MONDAY, zone=ZONE, vocabulary=vocabulary())
        for words in (
            "10 декабря 12:00",
            "10 декабря",
            "потом",
            "10 декабря 12:00\n11 декабря 12:00",
        )
    }
    assert [one and one.isoformat() for one in read.values()] == [
        "2026-12-10T09:00:00+00:00",
        None,
        None,
        None,
    ]
