"""Years of the plan, of school and of the calendar, and what comes again in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from core.units import UnitId

SCHOOL_YEAR = 9
"""The month in which it begins."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the plan: of school, from September to August, or of the calendar."""

    first: int
    school: bool

    @property
    def since(self) -> date:
        return date(self.first, SCHOOL_YEAR if self.school else 1, 1)

    @property
    def until(self) -> date:
        return self.since.replace(year=self.first + 1)

    @property
    def name(self) -> str:
        """As audit and buttons know it: «s2026», «c2026»."""
        return f"{'s' if self.school else 'c'}{self.first}"

    @classmethod
    def named(cls, name: str) -> Self:
        return cls(int(name[1:]), name.startswith("s"))


def years_of(first: date, last: date) -> Sequence[Year]:
    """All years that months from the first to the last lie in, of school and then of the
    calendar."""
    schools = range(school_year(first), school_year(last) + 1)
    calendars = range(first.year, last.year + 1)
    return [
        *(Year(one, school=True) for one in schools),
        *(Year(one, school=False) for one in calendars),
    ]


def school_year(day: date) -> int:
    """The year in which the school year of the day began."""
    return day.year - (day.month < SCHOOL_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """A line of the typical plan: it comes again in the month of every year."""

    title: str
    month: int
    audience: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    title: str
    unit: UnitId
    month: date
    day: date | None = None
    audience: str = ""


def year_from(typical: Sequence[Typical], unit: UnitId, *, today: date) -> Sequence[NewLine]:
    """Each in its month of the twelve that begin with this one."""
    lines = []
    for one in typical:
        month = date(today.year + (one.month < today.month), one.month, 1)
        lines.append(NewLine(title=one.title, unit=unit, month=month, audience=one.audience))
    return sorted(lines, key=lambda line: line.month)
