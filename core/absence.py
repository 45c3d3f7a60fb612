"""When a methodist is not there, from the first day to the last, and who takes their place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.people import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Both days are a part of it. Without a substitute the others on the step get what comes."""

    person: PersonId
    first: date
    last: date
    substitute: PersonId | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def overlap(one: Absence, other: Absence) -> bool:
    return one.first <= other.last and other.first <= one.last


def present(absences: Iterable[Absence], *, since: date, today: date) -> int:
    """How many percent of the days since then the person was there."""
    days = [since + timedelta(days=one) for one in range((today - since).days)]
    gone = [one for one in absences if one.first < today and one.last >= since]
    if not days or not gone:
        return 100
    there = sum(not any(one.covers(day) for one in gone) for day in days)
    return 100 * there // len(days)
