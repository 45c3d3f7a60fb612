"""Days of an absence as people write them, and what is said of those that cannot be meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.routing.days import read
from core.routing.refusals import (
    AbsenceTooLong,
    DaysBackwards,
    DaysOver,
    DaysTooFar,
    DaysUnclear,
    NoSuchDay,
)
from handlers.routing.vocabulary import vocabulary

TODAY = date(2026, 12, 2)


def days(words: str, today: date = TODAY) -> tuple[date, date]:
    return read(words, today=today, vocabulary=vocabulary())


LONG = (date(2026, 12, 7), date(2026, 12, 18))


@pytest.mark.parametrize(
    "words",
    [
        "с 7 по 18 декабря",
        "С 7 декабря по 18 декабря",
        "с 7 декабря по 18",
        "7-18 декабря",
        "7 – 18 дек.",
        "07.12–18.12",
        "7.12 - 18.12.2026",
        "07/12/26 по 18/12/26",
        "с пн 7 по пт 18 декабря 2026 года включительно",
        "2026-12-07 — 2026-12-18",
        "7.12-18",
    ],
)
def test_from_one_day_to_another(words: str) -> None:
    assert days(words) == LONG


@pytest.mark.parametrize("words", ["14 декабря", "14.12", "2026-12-14", "пн, 14 дек."])
def test_one_day(words: str) -> None:
    assert days(words) == (date(2026, 12, 14), date(2026, 12, 14))


def test_days_named_from_today() -> None:
    assert days("завтра") == (date(2026, 12, 3), date(2026, 12, 3))
    assert days("с сегодня по 4 декабря") == (TODAY, date(2026, 12, 4))
    assert days("с сегодняшнего дня до завтра") == (TODAY, date(2026, 12, 3))


def test_over_the_new_year_and_in_the_next_one() -> None:
    assert days("28.12-10.01") == (date(2026, 12, 28), date(2027, 1, 10))
    assert days("с 28 декабря по 10 января 2027") == (date(2026, 12, 28), date(2027, 1, 10))
    assert days("с 28 декабря 2026 по 10 января") == (date(2026, 12, 28), date(2027, 1, 10))
    assert days("с 1 по 28 июля") == (date(2027, 7, 1), date(2027, 7, 28))


def test_what_has_begun_already_is_meant() -> None:
    assert days("с 30 ноября по 4 декабря") == (date(2026, 11, 30), date(2026, 12, 4))


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("", DaysUnclear),
        ("когда-нибудь", DaysUnclear),
        ("с 7 по 18", DaysUnclear),
        ("1, 2 и 3 декабря", DaysUnclear),
        ("7 декабря в 15:00", DaysUnclear),
        ("31 ноября", NoSuchDay),
        ("45.13", NoSuchDay),
        ("с 18 по 7 декабря", DaysBackwards),
        ("18.12-07.12", DaysBackwards),
        ("с 10 января 2027 по 28 декабря 2026", DaysBackwards),
        ("с 23 по 27 ноября", DaysOver),
        ("1 декабря", DaysOver),
        ("с 7 по 18 декабря 2025", DaysOver),
        ("7 декабря 2028", DaysTooFar),
        ("с 7 декабря 2026 по 18 декабря 2028", AbsenceTooLong),
    ],
)
def test_what_cannot_be_meant_is_refused(words: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        days(words)


@given(st.text(max_size=60) | st.from_regex(r"[0-9.\- сподо]{1,30}", fullmatch=True))
def test_whatever_is_written_is_read_or_refused(words: str) -> None:
    try:
        first, last = days(words)
    except Refusal:
        return
    assert first <= last >= TODAY


@given(st.dates(date(2026, 11, 10), date(2027, 10, 1)), st.integers(0, 170))
def test_what_is_said_back_is_read_as_the_same_days(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    if last < TODAY:
        return
    written = f"{first:%d.%m.%Y} - {last:%d.%m.%Y}"

    assert days(written) == (first, last)
