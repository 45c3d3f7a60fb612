"""What absences and rules may be like, and who keeps them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from core.absence import Absence
from core.catalogue import SubjectId
from core.ladder import Workload
from core.people import Role
from core.promise import LONGEST_TERM, SHORTEST_TERM, Term
from core.routing.refusals import (
    AbsenceTooLong,
    DaysBackwards,
    DaysOver,
    DaysTooFar,
    NoWorkingDays,
    OutsideLimits,
)
from core.units import UnitId

AbsenceId = NewType("AbsenceId", int)
TermId = NewType("TermId", int)
LeadingId = NewType("LeadingId", int)

SMALLEST_SHARE, LARGEST_SHARE = 10, 200
"""Percent of a full post."""
SMALLEST_CEILING, LARGEST_CEILING = 1, 200
"""Questions that wait for an answer at once."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A term that is written down, under its number."""

    id: TermId
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """A school that helps all of the unit with a subject, or with any."""

    id: LeadingId
    unit: UnitId
    school: UnitId
    subject: SubjectId | None = None


def check_workload(workload: Workload) -> None:
    if not workload.days:
        raise NoWorkingDays
    if not SMALLEST_SHARE <= workload.share <= LARGEST_SHARE:
        raise OutsideLimits(least=SMALLEST_SHARE, most=LARGEST_SHARE)
    if not SMALLEST_CEILING <= workload.ceiling <= LARGEST_CEILING:
        raise OutsideLimits(least=SMALLEST_CEILING, most=LARGEST_CEILING)


def check_term(days: int) -> None:
    if not SHORTEST_TERM <= days <= LONGEST_TERM:
        raise OutsideLimits(least=SHORTEST_TERM, most=LONGEST_TERM)


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
