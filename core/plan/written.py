"""What people write of a line of the plan, made fit or refused."""

from collections.abc import Mapping
from datetime import date

from core import written_days
from core.plan.refusals import (
    AudienceTooLong,
    DayTooFar,
    DayUnclear,
    NoReason,
    NotANumber,
    NoTitle,
    ReasonTooLong,
    TitleTooLong,
)
from core.plan.years import SCHOOL_YEAR, school_year
from core.words import one_line, storable, whole_number
from core.written_days import Unclear, When

LONGEST_TITLE = 200
"""Signs, as many as a cell of an imported table may hold."""
LONGEST_AUDIENCE = 200
LONGEST_REASON = 300
MOST_PEOPLE = 100_000
YEARS_AHEAD = 2


def title_of(words: str) -> str:
    """One line."""
    title = one_line(words)
    if not title:
        raise NoTitle
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(title), most=LONGEST_TITLE)
    return title


def audience_of(words: str) -> str:
    audience = one_line(words)
    if len(audience) > LONGEST_AUDIENCE:
        raise AudienceTooLong(length=len(audience), most=LONGEST_AUDIENCE)
    return audience


def when_of(words: str, *, months: Mapping[str, int], today: date) -> When:
    """A month or a day of this year of school or of the calendar, or of the next two."""
    when = written_days.when_of(storable(words).strip(), months=months, today=today)
    if isinstance(when, Unclear):
        raise DayUnclear(why=when)
    first = min(date(school_year(today), SCHOOL_YEAR, 1), date(today.year, 1, 1))
    if not first <= when[0] <= date(today.year + YEARS_AHEAD, 12, 31):
        raise DayTooFar
    return when


def reason_of(words: str) -> str:
    reason = one_line(words)
    if not reason:
        raise NoReason
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong(length=len(reason), most=LONGEST_REASON)
    return reason


def people_of(words: str) -> int:
    """How many took part, in digits; nobody may have come."""
    people = whole_number(words)
    if people is None or people > MOST_PEOPLE:
        raise NotANumber(most=MOST_PEOPLE)
    return people
