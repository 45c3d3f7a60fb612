"""What carriage needs from the outside; ``storage/carriage.py`` provides it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.carriage.model import Carriage, Cell, Holders
from core.units import UnitId, Units
from core.work import Work


class Carriages(Protocol):
    async def get(self) -> Carriage: ...

    async def put(self, carriage: Carriage, *, cell: Cell | None = None) -> None:
        """Keep the whole table; or this cell of it, and of the others those not kept yet."""

    async def links(self) -> Mapping[str, str]:
        """Addresses of the bot by messenger, where they are known."""

    async def holders(self) -> Holders: ...

    async def undelivered(
        self, units: Sequence[UnitId], *, since: datetime, unplaced: bool
    ) -> Mapping[str, int]:
        """Letters given up, by reason: to people of the units, and to those of no unit yet."""

    async def send_again(self, *, since: datetime) -> int:
        """Put back into the outbox what no messenger was allowed to carry; say how many."""


class CarriageWork(Work, Protocol):
    @property
    def carriage(self) -> Carriages: ...

    @property
    def units(self) -> Units: ...
