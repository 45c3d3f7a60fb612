"""P17: nothing that can wait comes at night, at weekends and on holidays, by anybody's clock.

Right to the minute in the 11 zones of Russia; where the clocks are moved, a day has one morning
and one digest. Each twin reckons as one would who has not thought of zones or of moved clocks.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from core.notices import Lane
from core.preferences.model import (
    DIGEST_HOURS,
    Digest,
    Later,
    Mode,
    Now,
    Preferences,
    Verdict,
    when,
)
from core.quiet_hours import first_moment
from core.working_time import WorkingCalendar
from core.zones import RUSSIAN
from tests.promises.results import Record

MOSCOW = ZoneInfo("Europe/Moscow")
CALENDAR = WorkingCalendar(MOSCOW, frozenset({date(2026, 12, 31)}), frozenset({date(2026, 2, 28)}))
MINUTE = timedelta(minutes=1)
CAN_WAIT = (Lane.REMINDERS, Lane.DIGESTS, Lane.ANNOUNCEMENTS)

Rule = Callable[..., Verdict]


def made_up(name: str, rule: str) -> ZoneInfo:
    """A zone by the rule of its clocks, as POSIX writes it: no real one moves them by day."""
    block = b"TZif2" + bytes(15) + b"".join(n.to_bytes(4, "big") for n in (0, 0, 0, 0, 1, 4))
    body = bytes(6) + b"AAA\x00"
    return ZoneInfo.from_file(BytesIO(2 * (block + body) + f"\n{rule}\n".encode()), key=name)


RUSSIA = [ZoneInfo(name) for name in RUSSIAN.values()]
MOVED_BY_NIGHT = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Pacific/Chatham",
        "Pacific/Apia",
    )
]
MOVED_AT_EIGHT = made_up("Morning", "AAA0BBB,M4.1.3/7:30,M10.1.3/8:30")
MOVED_AT_FIVE = made_up("Evening", "AAA0BBB,M4.1.3/16:30,M10.1.3/17:30")
ZONES = [*RUSSIA, *MOVED_BY_NIGHT, MOVED_AT_EIGHT, MOVED_AT_FIVE]
"""The clocks of the last two pass eight in the morning, or the hour of the digest, twice one day
in autumn and not at all one day in spring."""

moments = st.integers(0, 20 * 366 * 24 * 60).map(
    lambda minutes: datetime(2011, 1, 1, tzinfo=UTC) + minutes * MINUTE
)
wishes = st.builds(
    Preferences,
    reminders=st.sampled_from(Mode),
    announcements=st.sampled_from(Mode),
    digest_hour=st.sampled_from(DIGEST_HOURS),
    quiet_until=st.none() | moments,
)
letters = st.tuples(
    st.sampled_from(ZONES), moments, wishes, st.sampled_from(CAN_WAIT), st.booleans()
)
Letter = tuple[tzinfo, datetime, Preferences, Lane, bool]


def leaves(letter: Letter, rule: Rule = when) -> datetime | None:
    zone, now, preferences, lane, acknowledge = letter
    verdict = rule(preferences, lane, now, zone=zone, calendar=CALENDAR, acknowledge=acknowledge)
    match verdict:
        case Now():
            return now
        case Later(moment) | Digest(moment):
            return moment
    return None


def disturbs(letter: Letter, rule: Rule = when) -> bool:
    """By a reckoning of its own: the clock on the wall and the calendar beside it."""
    moment = leaves(letter, rule)
    if moment is None:
        return False
    wall = moment.astimezone(letter[0])
    return not 8 <= wall.hour < 21 or not CALENDAR.is_working(wall.date())


def by_the_services_clock(
    preferences: Preferences, lane: Lane, now: datetime, *, zone: tzinfo, **more: object
) -> Verdict:
    """The guard off: it does not ask where the person lives."""
    return when(preferences, lane, now, zone=MOSCOW, **more)  # type: ignore[arg-type]  # as they came


def at_any_hour(
    preferences: Preferences, lane: Lane, now: datetime, *, zone: tzinfo, **more: object
) -> Verdict:
    """The guard off: no hour is quiet."""
    return Now()


@settings(max_examples=600, deadline=None)
@given(letters)
def test_nothing_that_can_wait_disturbs_anybody(letter: Letter) -> None:
    assert not disturbs(letter)


@pytest.mark.parametrize("rule", [by_the_services_clock, at_any_hour])
def test_without_the_guard_somebody_is_disturbed(rule: Rule) -> None:
    find(letters, lambda letter: disturbs(letter, rule))


@settings(max_examples=600, deadline=None)
@given(letters)
def test_nothing_leaves_in_the_past_and_asked_again_it_leaves(letter: Letter) -> None:
    """What was put off until a moment is not put off again when the moment has come."""
    zone, now, preferences, lane, _ = letter
    moment = leaves(letter)
    if moment is not None:
        assert moment >= now
        digest = Lane.DIGESTS if preferences.mode(lane) is Mode.DIGEST else lane
        assert leaves((zone, moment, preferences, digest, True)) == moment


@pytest.mark.long
def test_no_hour_of_four_years_disturbs_anybody(record: Record) -> None:
    """Steps that fall on another minute each hour, in every zone."""
    asked = disturbed = 0
    for zone in ZONES:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        while now.year < 2030:
            for mode in (Mode.INSTANT, Mode.DIGEST):
                letter = (zone, now, Preferences(announcements=mode), Lane.ANNOUNCEMENTS, False)
                asked, disturbed = asked + 1, disturbed + disturbs(letter)
            now += 47 * MINUTE
    record(f"{asked:,} letters in {len(ZONES)} zones: {disturbed} between 21:00 and 08:00")
    assert disturbed == 0


# --- right to the minute


def is_loud(moment: datetime, zone: tzinfo) -> bool:
    wall = moment.astimezone(zone)
    return CALENDAR.is_working(wall.date()) and time(8) <= wall.time() < time(21)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([*RUSSIA, *MOVED_BY_NIGHT]), moments, st.sampled_from(CAN_WAIT))
def test_it_leaves_in_the_first_minute_it_may(zone: tzinfo, now: datetime, lane: Lane) -> None:
    moment = first_moment(lane, now, zone, calendar=CALENDAR)

    assert is_loud(moment, zone)
    assert moment == now or not is_loud(moment - MINUTE, zone)
    between = (moment - now) // (30 * MINUTE)
    assert not any(is_loud(now + step * 30 * MINUTE, zone) for step in range(between))


@pytest.mark.parametrize("zone", RUSSIA, ids=str)
def test_every_minute_of_a_day_and_a_night_in_every_zone(zone: ZoneInfo) -> None:
    """From Thursday noon to Saturday noon, against a table made by hand."""
    noon = datetime(2026, 11, 26, 12, tzinfo=zone)
    for minutes in range(48 * 60):
        now = (noon + minutes * MINUTE).astimezone(UTC)
        wall = now.astimezone(zone)
        expected = wall
        if wall.hour < 8:
            expected = wall.replace(hour=8, minute=0)
        if wall.hour >= 21:
            expected = wall.replace(day=wall.day + 1, hour=8, minute=0)
        if expected.day == 28:
            expected = expected.replace(day=30, hour=8, minute=0)
        assert first_moment(Lane.REMINDERS, now, zone, calendar=CALENDAR) == expected


def test_where_the_clocks_pass_eight_twice_each_time_counts() -> None:
    """At half past eight it is half past seven again, and people are asleep once more."""
    day = date(2026, 10, 7)

    def wall(hour: int, minute: int, *, fold: int = 0) -> datetime:
        clock = datetime.combine(day, time(hour, minute, fold=fold), tzinfo=MOVED_AT_EIGHT)
        return clock.astimezone(UTC)

    def leaves_at(now: datetime) -> datetime:
        return first_moment(Lane.REMINDERS, now, MOVED_AT_EIGHT, calendar=CALENDAR)

    assert wall(8, 0, fold=1) - wall(8, 0) == timedelta(hours=1)
    assert leaves_at(wall(7, 45)) == wall(8, 0)
    assert leaves_at(wall(8, 29)) == wall(8, 29)
    assert leaves_at(wall(7, 45, fold=1)) == wall(8, 0, fold=1)


# --- no day doubled, no day skipped


def digests(zone: tzinfo, hour: int, *, rule: Rule = when) -> Counter[date]:
    """How many digests somebody gets on each day of four years, one asked for after the other."""
    wanted = Preferences(announcements=Mode.DIGEST, digest_hour=hour)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    got: Counter[date] = Counter()
    while now.year < 2030:
        verdict = rule(wanted, Lane.ANNOUNCEMENTS, now, zone=zone, calendar=CALENDAR)
        assert isinstance(verdict, Digest)
        assert verdict.moment > now
        now = verdict.moment
        got[now.astimezone(zone).date()] += 1
    return got


def working_days(got: Counter[date]) -> dict[date, int]:
    first, last = min(got), max(got)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: 1 for day in days if CALENDAR.is_working(day)}


def whenever_the_clock_shows_it(
    preferences: Preferences, lane: Lane, now: datetime, *, zone: tzinfo, **_: object
) -> Verdict:
    """The guard off: a ticking clock on the wall is looked at, each minute of it."""
    moment = now + MINUTE
    while moment.astimezone(zone).time() != time(preferences.digest_hour):
        moment += MINUTE
    while not CALENDAR.is_working(moment.astimezone(zone).date()):
        moment += timedelta(days=1)
    return Digest(moment)


@pytest.mark.parametrize("hour", [8, 17, 20])
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_every_working_day_has_one_digest(zone: ZoneInfo, hour: int) -> None:
    got = digests(zone, hour)

    assert got == working_days(got)


@pytest.mark.timeout(300)
def test_a_clock_that_is_looked_at_doubles_one_and_skips_one() -> None:
    got = digests(MOVED_AT_FIVE, 17, rule=whenever_the_clock_shows_it)
    expected = working_days(got)

    assert [day for day in expected if got[day] > 1]
    assert [day for day in expected if not got[day]]


@pytest.mark.parametrize("zone", [*MOVED_BY_NIGHT, MOVED_AT_EIGHT], ids=str)
def test_every_working_day_has_a_morning(zone: ZoneInfo) -> None:
    """Whoever is written to at night hears of it on the morning of the very next working day."""
    day = date(2026, 1, 1)
    while day.year < 2028:
        night = datetime.combine(day, time(22), tzinfo=zone).astimezone(UTC)
        morning = first_moment(Lane.REMINDERS, night, zone, calendar=CALENDAR).astimezone(zone)
        assert morning.date() == CALENDAR.working_day_after(day)
        assert morning.hour == 8 or zone is MOVED_AT_EIGHT
        assert morning.hour in {8, 9}
        day += timedelta(days=1)
