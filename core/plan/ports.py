"""What the plan needs from the outside; ``storage/plan.py`` provides it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from core.clocks import Clocks
from core.people import PersonId
from core.plan.model import (
    Done,
    Due,
    LineId,
    MonthCount,
    PlanLine,
    PlanPage,
    TiedEvent,
    Wanted,
)
from core.plan.years import NewLine
from core.units import Unit, UnitId, Units
from core.work import Work


class Plans(Protocol):
    async def lines(self, wanted: Wanted, *, page: int) -> PlanPage:
        """The nearest first."""

    async def months(self, wanted: Wanted) -> Sequence[MonthCount]:
        """Those that have lines, in their order."""

    async def units(self, wanted: Wanted) -> Sequence[Unit]:
        """Those whose lines there are, by name."""

    async def get(self, line: LineId) -> PlanLine | None: ...

    async def hold(self, line: LineId) -> PlanLine | None:
        """As it is now. Until the work ends nobody else changes it."""

    async def save(self, line: PlanLine) -> None: ...

    async def event(self, number: int) -> TiedEvent | None:
        """Held as the line is: two lines cannot take one event at once."""

    async def line_of(self, event: int) -> LineId | None: ...

    async def events_near(
        self, line: PlanLine, *, drafts_of: PersonId | None, most: int
    ) -> Sequence[TiedEvent]:
        """Of the same unit, of no line yet, not cancelled, the nearest to the line's month.

        Of drafts only those that the person organises, or all of them.
        """

    async def unprepared(self, month: date, *, most: int) -> Sequence[Due]:
        """Of so many people who can be written to and have not been reminded of that month."""

    async def mark_reminded(self, lines: Collection[LineId], month: date) -> None: ...

    async def done(self, units: Collection[UnitId], since: date, until: date) -> Sequence[Done]:
        """Lines of the units and of everything below them, by month and day."""

    async def span(self, units: Collection[UnitId]) -> tuple[date, date] | None:
        """The first and the last month of their lines and of those below."""

    async def has_lines(self, unit: UnitId, *, since: date) -> bool: ...

    async def add(self, lines: Sequence[NewLine]) -> Sequence[LineId]:
        """In the same order."""

    async def hold_unit(self, unit: UnitId) -> None:
        """Until the work ends nobody else takes the typical plan for it."""


class PlanWork(Work, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def preferences(self) -> Clocks: ...

    @property
    def plan(self) -> Plans: ...
