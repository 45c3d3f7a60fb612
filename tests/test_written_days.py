"""Days and months as people write them into plans, whatever year they leave out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing import words_of
from core.imports.model import Kind
from core.written_days import Unclear, month_of, when_of, year_of
from handlers.vocabulary import vocabulary
from tests.world import TEXTS

MONTHS = words_of(Kind.PLAN).months
TODAY = date(2026, 11, 29)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize("words", ["", "2026", "декабрь", "99.2026", "2026-00", "²².2026"])
def test_what_is_no_month_of_a_year_is_none(words: str) -> None:
    assert month_of(words, MONTHS) is None


@given(DAYS, DAYS)
def test_whatever_the_service_writes_it_reads(day: date, today: date) -> None:
    month = day.replace(day=1)
    for words in (TEXTS.day(day), f"{day:%d.%m.%Y}", day.isoformat()):
        for months in (MONTHS, vocabulary().months):
            assert when_of(words, months=months, today=today) == (month, day)
    words = TEXTS.raw("month", month=day.month, year=day.year)
    assert when_of(words, months=MONTHS, today=today) == (month, None)


@given(st.integers(1, 12), DAYS)
def test_a_month_without_a_year_is_within_a_year_or_asked_about(month: int, today: date) -> None:
    year = year_of(month, today=today)
    if year is None:
        assert today.month < 6
        assert month >= 9
    else:
        assert abs(date(year, month, 1) - today.replace(day=1)) < timedelta(days=366)


@given(st.text(max_size=30))
def test_anything_else_is_unclear_and_never_an_error(words: str) -> None:
    found = when_of(words, months=MONTHS, today=TODAY)
    assert isinstance(found, Unclear) or found[0].day == 1
