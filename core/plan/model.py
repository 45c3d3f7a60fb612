"""A line of the plan, as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LINES_ON_PAGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """``month`` is its first day; ``day`` is ``None`` while only the month is known."""

    title: str
    unit: str
    month: date
    day: date | None
    audience: str
    responsible: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A part of the plan, and of how many such parts."""

    lines: Sequence[PlanLine]
    page: int
    pages: int
