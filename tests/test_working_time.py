"""Promised working days, in every time zone of the country."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.quiet_hours import CLOSES, MOST_EARLY, early_moment, is_quiet
from core.working_time import END_OF_DAY, WorkingCalendar, end_of_working_day

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Kaliningrad",
        "Europe/Moscow",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Omsk",
        "Asia/Krasnoyarsk",
        "Asia/Irkutsk",
        "Asia/Yakutsk",
        "Asia/Vladivostok",
        "Asia/Magadan",
        "Asia/Kamchatka",
    )
]
moments = st.timedeltas(timedelta(0), timedelta(days=7300)).map(
    lambda passed: datetime(2020, 1, 1, tzinfo=UTC) + passed
)
zones = st.sampled_from(ZONES)
days = st.integers(1, 15)
MOSCOW = ZoneInfo("Europe/Moscow")


@given(moments, days, zones)
def test_a_promise_ends_on_an_evening_of_a_working_day(
    after: datetime, days: int, zone: ZoneInfo
) -> None:
    end = end_of_working_day(after, days=days, calendar=WorkingCalendar(zone)).astimezone(zone)

    assert end.weekday() < 5
    assert end.time() == END_OF_DAY


@given(moments, days, zones)
def test_the_day_of_the_question_is_not_counted(
    after: datetime, days: int, zone: ZoneInfo
) -> None:
    end = end_of_working_day(after, days=days, calendar=WorkingCalendar(zone))

    assert end.astimezone(zone).date() > after.astimezone(zone).date()
    assert end - after >= timedelta(hours=18) * days


@given(moments, moments, days, zones)
def test_who_asks_earlier_is_promised_no_later(
    one: datetime, other: datetime, days: int, zone: ZoneInfo
) -> None:
    early, late = sorted([one, other])

    assert end_of_working_day(
        early, days=days, calendar=WorkingCalendar(zone)
    ) <= end_of_working_day(late, days=days, calendar=WorkingCalendar(zone))


@given(moments, days, zones)
def test_one_day_more_is_a_later_day(after: datetime, days: int, zone: ZoneInfo) -> None:
    assert end_of_working_day(
        after, days=days, calendar=WorkingCalendar(zone)
    ) < end_of_working_day(after, days=days + 1, calendar=WorkingCalendar(zone))


@given(moments, days, zones)
def test_exactly_so_many_working_days_lie_between(
    after: datetime, days: int, zone: ZoneInfo
) -> None:
    day = after.astimezone(zone).date()
    end = (
        end_of_working_day(after, days=days, calendar=WorkingCalendar(zone))
        .astimezone(zone)
        .date()
    )

    between = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert sum(map(WorkingCalendar(zone).is_working, between)) == days


def test_a_question_of_friday_evening_is_answered_by_tuesday_evening() -> None:
    friday = datetime(2026, 9, 11, 23, 30, tzinfo=MOSCOW)

    assert end_of_working_day(friday, days=2, calendar=WorkingCalendar(MOSCOW)) == datetime(
        2026, 9, 15, 18, 0, tzinfo=MOSCOW
    )


def test_the_same_moment_is_another_day_in_kamchatka() -> None:
    thursday = datetime(2026, 9, 10, 20, 0, tzinfo=UTC)
    kamchatka = ZoneInfo("Asia/Kamchatka")

    assert end_of_working_day(thursday, days=1, calendar=WorkingCalendar(MOSCOW)).day == 11
    assert end_of_working_day(thursday, days=1, calendar=WorkingCalendar(kamchatka)).day == 14


@given(moments, zones)
def test_what_cannot_wait_is_heard_on_the_working_day_before(
    moment: datetime, zone: ZoneInfo
) -> None:
    calendar = WorkingCalendar(zone)
    early = early_moment(moment, calendar)

    if not is_quiet(moment, calendar):
        assert early == moment
    elif early != moment:
        assert not is_quiet(early, calendar)
        assert early < moment
        assert moment - early < MOST_EARLY + timedelta(days=1)
        between = early.astimezone(zone).date() + timedelta(days=1)
        while between < moment.astimezone(zone).date():
            assert not calendar.is_working(between), "no day nearer would do"
            between += timedelta(days=1)


@given(moments, zones)
def test_of_a_working_day_only_the_night_is_early(moment: datetime, zone: ZoneInfo) -> None:
    calendar, local = WorkingCalendar(zone), moment.astimezone(zone)
    early = early_moment(moment, calendar)

    if calendar.is_working(local.date()):
        assert early.astimezone(zone).date() == local.date()
        assert (early == moment) == (local.time() < CLOSES)
