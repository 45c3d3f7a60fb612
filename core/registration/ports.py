"""What registration needs from the outside; ``storage/registration.py`` provides it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.catalogue import Catalogue, SubjectId
from core.people import Account, People, PersonId
from core.units import UnitId, Units
from core.work import Work


class Registration(Protocol):
    async def agree(self, account: Account, *, version: str, at: datetime) -> PersonId:
        """Remember the account and its consent; the same person if they have agreed before."""

    async def agreed_to(self, person: PersonId) -> str | None:
        """The version of the consent in force."""

    async def rename(self, person: PersonId, name: str) -> None: ...

    async def place(self, person: PersonId, unit: UnitId) -> None: ...

    async def employ(self, person: PersonId, position: str) -> None: ...

    async def teach(self, person: PersonId, subjects: Sequence[SubjectId]) -> None: ...

    async def teach_since(self, person: PersonId, year: int) -> None: ...

    async def finish(self, person: PersonId, *, at: datetime) -> None: ...


class RegistrationWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def registration(self) -> Registration: ...
