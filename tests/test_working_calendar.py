"""The year as the Labour Code has it, and as the Government has moved it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_time import WorkingCalendar, end_of_working_day
from storage.work import Database
from tests.times import Clock

MOSCOW = ZoneInfo("Europe/Moscow")
LAW = WorkingCalendar(MOSCOW)
AS_MOVED = {
    2024: WorkingCalendar(
        MOSCOW,
        frozenset(date(2024, *day) for day in ((4, 29), (4, 30), (5, 10), (12, 30), (12, 31))),
        frozenset(date(2024, *day) for day in ((4, 27), (11, 2), (12, 28))),
    ),
    2025: WorkingCalendar(
        MOSCOW,
        frozenset(date(2025, *day) for day in ((5, 2), (5, 8), (6, 13), (11, 3), (12, 31))),
        frozenset(date(2025, *day) for day in ((2, 24), (3, 10), (11, 1))),
    ),
    2026: WorkingCalendar(MOSCOW, frozenset({date(2026, 1, 9), date(2026, 12, 31)})),
}
"""As the decrees on moving days off have it."""


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [
        first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)
    ]


@pytest.mark.parametrize(("year", "working"), [(2024, 248), (2025, 247), (2026, 247)])
def test_a_year_has_as_many_working_days_as_its_official_calendar(year: int, working: int) -> None:
    assert sum(map(AS_MOVED[year].is_working, days_of(year))) == working


@pytest.mark.parametrize(
    "holiday",
    [*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)],
)
@pytest.mark.parametrize("year", range(2024, 2034))
def test_nobody_works_on_a_holiday_of_the_law(year: int, holiday: tuple[int, int]) -> None:
    assert not LAW.is_working(date(year, *holiday))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 9), False),  # after a Sunday that was 8 March
        (date(2026, 5, 11), False),  # after a Saturday that was 9 May
        (date(2026, 3, 10), True),
        (date(2028, 1, 10), True),  # days off lost in January are moved by the Government alone
        (date(2026, 1, 9), True),
        (date(2026, 12, 31), True),
        (date(2026, 11, 28), False),
    ],
)
def test_what_the_law_says_by_itself(day: date, works: bool) -> None:  # noqa: FBT001 - a table
    assert LAW.is_working(day) is works


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_next_working_day_is_one_and_none_lies_between(day: date) -> None:
    after = LAW.working_day_after(day)

    assert LAW.is_working(after)
    between = [day + timedelta(days=number) for number in range(1, (after - day).days)]
    assert not any(map(LAW.is_working, between))


def test_a_promise_of_the_thirtieth_of_december_is_kept_after_the_holidays() -> None:
    asked = datetime(2026, 12, 30, 12, tzinfo=MOSCOW).astimezone(UTC)

    for calendar, day in ((LAW, date(2027, 1, 11)), (AS_MOVED[2026], date(2027, 1, 12))):
        end = end_of_working_day(asked, days=2, calendar=calendar)
        assert end == datetime(day.year, day.month, day.day, 18, tzinfo=MOSCOW)


async def test_a_work_has_the_days_the_operator_has_named(sqlite_url: str) -> None:
    database = Database(
        sqlite_url,
        clock=Clock(),
        zone=MOSCOW,
        days_off=[date(2026, 1, 9)],
        working_days=[date(2026, 2, 28)],
    )
    async with database.open_view() as work:
        calendar = work.calendar
    await database.close()

    assert calendar.zone is work.zone is MOSCOW
    assert not calendar.is_working(date(2026, 1, 9))
    assert calendar.is_working(date(2026, 2, 28))
