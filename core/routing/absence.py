"""When a methodist is not there, from the first day to the last, and who takes their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from core.people import PersonId
from core.routing.refusals import AbsenceBackwards, AbsenceTooLong, NoSuchDay

AbsenceId = NewType("AbsenceId", int)

LONGEST = 400
"""Days. More is a year mistyped."""
FARTHEST = 366

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Both days are a part of it. Without a substitute the others on the step get what comes."""

    id: AbsenceId
    person: PersonId
    first: date
    last: date
    substitute: PersonId | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def checked(first: date, last: date, *, today: date) -> tuple[date, date]:
    if last < first or last < today:
        raise AbsenceBackwards
    if (last - first).days >= LONGEST:
        raise AbsenceTooLong(most=LONGEST)
    return first, last


def present(absences: Iterable[Absence], *, since: date, today: date) -> int:
    """How many percent of the days since then the person was there."""
    days = [since + timedelta(days=one) for one in range((today - since).days)]
    if not days:
        return 100
    gone = list(absences)
    there = sum(not any(one.covers(day) for one in gone) for day in days)
    return 100 * there // len(days)


def day_of(words: str, *, today: date) -> date:
    """«14.09» is the next such day that is not over, «14.09.2026» just that."""
    found = _DAY.fullmatch(words.strip())
    if found is None:
        raise NoSuchDay
    years = [int(found[3])] if found[3] else [today.year, today.year + 1]
    days = [day for year in years if (day := _day(year, int(found[2]), int(found[1])))]
    fit = [day for day in days if today <= day <= today + timedelta(days=FARTHEST)]
    if not fit:
        raise NoSuchDay
    return fit[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
