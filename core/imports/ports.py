"""What imports need from the outside; ``storage/imports.py`` provides it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.catalogue import Catalogue
from core.imports.expertise import ExpertiseChange
from core.imports.matching import KnownPerson
from core.imports.people import PersonChange
from core.imports.plan import KnownPlanned, PlannedChange
from core.imports.rules import KnownRules, Rule
from core.imports.units import KnownUnit, UnitChange
from core.people import Grant, PersonId
from core.work import Work


class Imports(Protocol):
    async def units(self) -> Sequence[KnownUnit]: ...

    async def people(self) -> Sequence[KnownPerson]:
        """Everybody who is not erased."""

    async def expertise(self) -> Sequence[ExpertiseChange]: ...

    async def rules(self) -> KnownRules: ...

    async def save_rules(self, changes: Sequence[Rule]) -> None: ...
    async def planned(self) -> Sequence[KnownPlanned]: ...

    async def save_units(self, changes: Sequence[UnitChange]) -> None:
        """Make and move units, parents before children; what is below moves along."""

    async def save_people(
        self, changes: Sequence[PersonChange], *, at: datetime
    ) -> Sequence[PersonId]:
        """Whose record each of the changes made or brought up to date."""

    async def save_expertise(self, changes: Sequence[ExpertiseChange]) -> None: ...

    async def save_plan(self, changes: Sequence[PlannedChange]) -> None: ...

    async def invite(self, people: Sequence[PersonId], *, at: datetime) -> Sequence[str]:
        """Tokens of new personal invitations, in the same order; they are kept nowhere."""


class Roles(Protocol):
    async def grant(
        self, person: PersonId, grant: Grant, *, by: PersonId | None, at: datetime
    ) -> bool: ...


class ImportWork(Work, Protocol):
    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def roles(self) -> Roles: ...

    @property
    def imports(self) -> Imports: ...
