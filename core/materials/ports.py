"""What materials need from the outside; ``storage/materials.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.materials.model import Guest, Material, MaterialId, Piece, Rules, Shelf
from core.people import PersonId
from core.units import Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """Somebody who may see materials and does not know of all; ``again``: but of some."""

    person: PersonId
    again: bool


class Materials(Protocol):
    async def shelf(self, event: int) -> Shelf | None: ...

    async def hold(self, event: int) -> Shelf | None:
        """The same, and until the work ends nobody else changes the event or its shelf."""

    async def guest(self, event: int, person: PersonId) -> Guest: ...

    async def listed(self, event: int) -> Sequence[Material]:
        """In the order of their coming."""

    async def count(self, event: int) -> int: ...

    async def where(self, material: MaterialId) -> int | None:
        """Which event it belongs to."""

    async def add(
        self, shelf: Shelf, pieces: Sequence[Piece], *, author: PersonId, at: datetime
    ) -> None:
        """With another version of the shelf."""

    async def rename(self, material: MaterialId, title: str) -> None: ...

    async def remove(self, material: MaterialId) -> None: ...

    async def put_rules(self, event: int, rules: Rules) -> None: ...

    async def look_at(self, event: int, at: datetime | None) -> None:
        """When somebody may have to be written to next."""

    async def due(self, *, now: datetime, ended: datetime, most: int) -> Sequence[int]:
        """Events to be looked at now that had ended by then."""

    async def untold(self, shelf: Shelf, *, before: datetime, most: int) -> Sequence[Untold]:
        """Who may see them and was told of nothing, or of something else until then.

        Whoever is about to be thanked for coming hears of them in those thanks.
        """

    async def put_told(
        self, shelf: Shelf, people: Collection[PersonId], *, at: datetime
    ) -> None: ...

    async def told_last(self, shelf: Shelf) -> datetime | None:
        """When the first of those was told who know of something, but not of all."""

    async def open_to(self, person: PersonId, *, now: datetime, most: int) -> Sequence[Shelf]:
        """Those with something on them that the person may see, the latest event first."""


class MaterialWork(Work, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def materials(self) -> Materials: ...
