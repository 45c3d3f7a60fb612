"""What expertise needs from the outside; ``storage/expertise.py`` provides it."""

from collections.abc import Sequence
from typing import Protocol

from core.catalogue import Catalogue
from core.expertise.model import Expertise
from core.people import PersonId
from core.units import Units
from core.work import Work


class ExpertiseOfPeople(Protocol):
    async def of(self, person: PersonId) -> Sequence[Expertise]: ...

    async def replace(self, person: PersonId, expertise: Expertise) -> None:
        """Put it in the place of whatever the person answered for in that unit."""


class ExpertiseWork(Work, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def expertise(self) -> ExpertiseOfPeople: ...
