"""What absences and rules may be like, and who keeps them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from core.absence import Absence
from core.catalogue import SubjectId
from core.ladder import CEILINGS, SHARES, Workload
from core.promise import TERMS, Term
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


MOST_ABSENCES = 8
"""Coming ones of one methodist: a list that is seen whole. Whoever is away every Friday says so
by their working days."""
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
    _check_within(workload.share, SHARES)
    _check_within(workload.ceiling, CEILINGS)


def check_term(days: int) -> None:
    _check_within(days, TERMS)


def _check_within(number: int, allowed: range) -> None:
    if number not in allowed:
        raise OutsideLimits(least=allowed[0], most=allowed[-1])


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
