"""What rules of routing need from the outside; ``storage/rules.py`` provides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.absence import Absence
from core.catalogue import Catalogue, SubjectId
from core.ladder import Workload
from core.people import People, PersonId
from core.promise import Term
from core.routing.model import AbsenceId, Leading, LeadingId, Noted, Ruled, TermId
from core.units import UnitId, Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Methodist:
    """One of a coordinator's methodists, in a list; whether they are away on the day."""

    person: PersonId
    name: str
    away: bool


class Absences(Protocol):
    async def hold(self, person: PersonId) -> None:
        """Until the work ends nobody else changes the absences of this person."""

    async def absences(self, person: PersonId, *, since: date) -> Sequence[Noted]:
        """Those that are not over before that day, the earliest first."""

    async def absence(self, absence: AbsenceId) -> Noted | None: ...

    async def put_absence(self, absence: Absence) -> AbsenceId: ...

    async def shorten(self, absence: AbsenceId, *, last: date) -> None:
        """It ends on that day; one that would end before it begins is taken away."""

    async def put_substitute(self, absence: AbsenceId, substitute: PersonId | None) -> None: ...

    async def colleagues(
        self, person: PersonId, *, first: date, last: date
    ) -> Sequence[tuple[PersonId, str]]:
        """Methodists in force of the same units and of those above who are there on the days."""

    async def methodists(self, units: Sequence[UnitId], *, today: date) -> Sequence[Methodist]:
        """Methodists of the units and of all below, by name."""


class Rules(Absences, Protocol):
    async def workload(self, person: PersonId) -> Workload:
        """The usual one when nothing was said of the person."""

    async def put_workload(self, person: PersonId, workload: Workload) -> None: ...

    async def hold_unit(self, unit: UnitId) -> None:
        """Until the work ends nobody else changes the rules of this unit."""

    async def terms(self, units: Sequence[UnitId]) -> Sequence[Ruled]:
        """Of the units and of all below, by the names of the units."""

    async def term(self, number: TermId) -> Ruled | None: ...

    async def put_term(self, term: Term) -> None:
        """In the place of the one that the unit had for the topic."""

    async def drop_term(self, number: TermId) -> None: ...

    async def leading(self, units: Sequence[UnitId]) -> Sequence[Leading]:
        """For the units and for all below, by the names of those who are helped."""

    async def led(self, number: LeadingId) -> Leading | None: ...

    async def put_leading(self, unit: UnitId, school: UnitId, subject: SubjectId | None) -> bool:
        """``False`` when it helps them already."""

    async def drop_leading(self, number: LeadingId) -> None: ...


class RoutingWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def rules(self) -> Rules: ...
