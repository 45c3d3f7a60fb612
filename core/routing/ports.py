"""What rules of routing need from the outside; ``storage/rules.py`` provides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.absence import Absence
from core.people import People, PersonId
from core.routing.model import AbsenceId, Noted
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


class RoutingWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def rules(self) -> Absences: ...
