"""A line has one end at a time: an event, struck, held; and years have their months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.people import PersonId
from core.plan.model import Done, Fate, LineId, LineState, PlanLine, TiedEvent
from core.plan.refusals import (
    AudienceTooLong,
    DayTooFar,
    DayUnclear,
    LineTied,
    NoReason,
    NotANumber,
    NoTitle,
    NotTied,
    NotToTie,
    ReasonTooLong,
    TitleTooLong,
)
from core.plan.written import audience_of, people_of, reason_of, title_of, when_of
from core.plan.years import SCHOOL_YEAR, Year, school_year, year_from, years_of
from core.units import UnitId
from handlers.plan.typical import typical_plan
from handlers.vocabulary import vocabulary
from tests.times import MONDAY

LINE = PlanLine(
    id=LineId(1),
    title="Семинар",
    unit=UnitId(1),
    unit_name="Район",
    month=date(2026, 9, 1),
    day=None,
    audience="",
    responsible=None,
    responsible_name="",
)
EVENT = TiedEvent(
    number=5,
    title="Семинар по проектам",
    unit=UnitId(1),
    organiser=PersonId(7),
    state=LineState.OPEN,
    starts_at=MONDAY + timedelta(days=3),
    ends_at=MONDAY + timedelta(days=3, hours=2),
)
MONTHS = st.dates(date(2000, 1, 1), date(2090, 12, 31)).map(lambda day: day.replace(day=1))
DEEDS = st.lists(
    st.sampled_from(
        [
            lambda line: line.struck("Перенесли"),
            lambda line: line.held("12"),
            lambda line: line.restored(),
            lambda line: line.tied(EVENT),
            lambda line: line.untied(),
        ]
    ),
    max_size=12,
)


@given(DEEDS)
def test_whatever_is_pressed_a_line_has_one_end_at_most(deeds: list[object]) -> None:
    line = LINE
    for deed in deeds:
        try:
            line = deed(line)  # type: ignore[operator]  # functions of a line
        except Refusal:
            continue
        assert (line.event is None) or line.fate is Fate.PLANNED
        assert (line.people is not None) == (line.fate is Fate.HELD)
        assert bool(line.reason) == (line.fate is Fate.STRUCK)
        assert line.is_wanting == (line.state(MONDAY) is LineState.WANTED)


def test_a_line_is_seen_as_its_event_is() -> None:
    tied = LINE.tied(EVENT)
    assert tied.state(MONDAY) is LineState.OPEN
    assert tied.state(EVENT.ends_at) is LineState.OVER
    with pytest.raises(LineTied):
        tied.struck("Перенесли")
    with pytest.raises(LineTied):
        tied.restored()
    assert tied.untied() == LINE
    with pytest.raises(NotTied):
        LINE.untied()


@pytest.mark.parametrize("wrong", [{"state": LineState.CANCELLED}, {"unit": UnitId(2)}])
def test_what_is_cancelled_or_of_others_is_not_tied(wrong: dict[str, object]) -> None:
    event = TiedEvent(
        **{name: getattr(EVENT, name) for name in TiedEvent.__dataclass_fields__} | wrong
    )
    with pytest.raises(NotToTie):
        LINE.tied(event)


@given(MONTHS, MONTHS)
def test_every_month_is_in_one_year_of_school_and_one_of_the_calendar(
    one: date, other: date
) -> None:
    first, last = min(one, other), max(one, other)
    years = years_of(first, last)
    for month in (first, last):
        inside = [year for year in years if year.since <= month < year.until]
        assert sorted(year.school for year in inside) == [False, True]
    assert [Year.named(year.name) for year in years] == years


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_typical_plan_is_for_the_twelve_months_to_come(today: date) -> None:
    lines = year_from(typical_plan(), UnitId(1), today=today)
    assert len(lines) == len(typical_plan())
    months = [line.month for line in lines]
    assert months == sorted(months)
    assert months[0] >= today.replace(day=1)
    assert months[-1] < today.replace(day=1, year=today.year + 1)


def test_a_school_year_begins_in_september() -> None:
    assert school_year(date(2026, SCHOOL_YEAR, 1)) == 2026
    assert school_year(date(2026, 8, 31)) == 2025


@pytest.mark.parametrize(
    ("came", "opinions", "share"),
    [(None, None, None), (10, None, None), (0, 0, None), (10, 5, 50), (3, 1, 33), (2, 4, 100)],
)
def test_a_share_is_of_the_greater_of_both(
    came: int | None, opinions: int | None, share: int | None
) -> None:
    assert Done(line=LINE, came=came, opinions=opinions).share == share


@pytest.mark.parametrize("words", ["", "много", "-1", "1,5", "٣", "100001", "9" * 40])
def test_what_is_no_number_of_people_is_refused(words: str) -> None:
    with pytest.raises(NotANumber):
        people_of(words)


def test_words_are_made_fit_or_refused() -> None:
    assert title_of(" Круглый \n стол\x00 ") == "Круглый стол"
    assert (people_of(" 0 "), audience_of("")) == (0, "")
    for read, words, refusal in (
        (title_of, " \n", NoTitle),
        (title_of, "я" * 201, TitleTooLong),
        (reason_of, "", NoReason),
        (reason_of, "я" * 301, ReasonTooLong),
        (audience_of, "я" * 201, AudienceTooLong),
    ):
        with pytest.raises(refusal):
            read(words)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("скоро", DayUnclear), ("", DayUnclear), ("31.12.2025", DayTooFar), ("май 2029", DayTooFar)],
)
def test_a_day_that_cannot_be_meant_is_refused(words: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        when_of(words, months=vocabulary().months, today=date(2026, 11, 29))
