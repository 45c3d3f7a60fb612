"""The day from which seats kept for units are for everybody: which it is, and how it is read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.events.quotas import day_of, is_released, release_day
from core.events.refusals import ReleaseOver, ReleaseUnclear
from handlers.vocabulary import vocabulary
from tests.events.hall import STARTS
from tests.times import MONDAY, ZONE


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (None, date(2026, 9, 14)),
        (date(2026, 9, 10), date(2026, 9, 10)),
        (date(2026, 9, 30), date(2026, 9, 17)),  # the event was put forward since
    ],
)
def test_the_day_of_release(said: date | None, day: date) -> None:
    assert release_day(STARTS, said, zone=ZONE) == day


def test_it_is_released_with_the_beginning_of_the_day_by_the_clock_of_the_service() -> None:
    midnight = datetime(2026, 9, 13, 21, 0, tzinfo=UTC)
    day = date(2026, 9, 14)
    assert not is_released(day, now=midnight - timedelta(seconds=1), zone=ZONE)
    assert is_released(day, now=midnight, zone=ZONE)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("14 сентября", date(2026, 9, 14)),
        ("14.09", date(2026, 9, 14)),
        ("завтра", date(2026, 9, 8)),
        ("в пт", date(2026, 9, 11)),
        ("14 сентября 10:00", date(2026, 9, 14)),
        ("1 июня", date(2027, 6, 1)),
    ],
)
def test_a_day_is_read_as_it_is_written(words: str, day: date) -> None:
    assert day_of(words, now=MONDAY, zone=ZONE, vocabulary=vocabulary()) == day


def test_a_day_that_was_over_just_now_is_not_of_the_next_year() -> None:
    with pytest.raises(ReleaseOver):
        day_of("1 сентября", now=MONDAY, zone=ZONE, vocabulary=vocabulary())


@pytest.mark.parametrize(
    "words", ["", "скоро", "14 сентября и 15 сентября", "14 сентября\n15 сентября", "31.02"]
)
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(ReleaseUnclear):
        day_of(words, now=MONDAY, zone=ZONE, vocabulary=vocabulary())
