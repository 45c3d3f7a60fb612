"""What an absence may be like, and who keeps the rules of whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from core.absence import Absence
from core.people import Role
from core.routing.refusals import (
    AbsenceTooLong,
    DaysBackwards,
    DaysOver,
    DaysTooFar,
)

AbsenceId = NewType("AbsenceId", int)

MANAGERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
"""Whoever keeps the rules of a unit and of all below it."""

LONGEST_ABSENCE = timedelta(days=366)
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An absence that is written down, under its number."""

    id: AbsenceId
    absence: Absence

    def has_begun(self, today: date) -> bool:
        return self.absence.first <= today

    def is_over(self, today: date) -> bool:
        return self.absence.last < today


def check_days(first: date, last: date, *, today: date) -> None:
    """It may have begun already: whoever is ill does not write beforehand."""
    if last < first:
        raise DaysBackwards
    if last < today:
        raise DaysOver(year=today.year + 1)
    if first > today + FARTHEST:
        raise DaysTooFar
    if last - first >= LONGEST_ABSENCE:
        raise AbsenceTooLong
