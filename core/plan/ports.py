"""What the plan needs from the outside; ``storage/plan.py`` provides it."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from core.plan.model import PlanPage
from core.units import UnitId, Units
from core.work import Work


class Plans(Protocol):
    async def lines(self, units: Collection[UnitId], *, since: date, page: int) -> PlanPage:
        """Of those units from that month on, the nearest first."""


class PlanWork(Work, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def plan(self) -> Plans: ...
