"""A line of the plan, what has become of it, and what may still be done with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Self

from core.people import PersonId
from core.plan.refusals import LineSettled, LineTied, NotTied, NotToTie
from core.plan.written import people_of, reason_of
from core.units import UnitId
from core.written_days import When

LineId = NewType("LineId", int)

LINES_ON_PAGE = 8


class Fate(StrEnum):
    """What has been said of a line itself; of its event speaks the event."""

    PLANNED = "planned"
    STRUCK = "struck"
    HELD = "held"


class LineState(StrEnum):
    """A line as people see it."""

    WANTED = "wanted"
    DRAFT = "draft"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"
    STRUCK = "struck"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedEvent:
    """An event as far as the plan knows it; ``state`` is draft, open or cancelled."""

    number: int
    title: str
    unit: UnitId
    organiser: PersonId
    state: LineState
    starts_at: datetime
    ends_at: datetime

    def seen(self, now: datetime) -> LineState:
        """What is open until its end is over after it."""
        over = self.state is LineState.OPEN and self.ends_at <= now
        return LineState.OVER if over else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """``month`` is its first day; ``day`` is ``None`` while only the month is known.

    ``people`` is how many took part in what was held without an event, ``reason`` why it is
    struck. A line and an event belong to each other alone.
    """

    id: LineId
    code: str = ""
    title: str
    unit: UnitId
    unit_name: str
    month: date
    day: date | None
    audience: str
    responsible: PersonId | None
    responsible_name: str
    fate: Fate = Fate.PLANNED
    reason: str = ""
    people: int | None = None
    event: TiedEvent | None = None

    def state(self, now: datetime) -> LineState:
        if self.event is not None:
            return self.event.seen(now)
        return LineState.WANTED if self.fate is Fate.PLANNED else LineState(self.fate)

    @property
    def is_wanting(self) -> bool:
        """Nothing has been done about it yet."""
        return self.fate is Fate.PLANNED and self.event is None

    def checked_wanting(self) -> Self:
        if self.event is not None:
            raise LineTied
        if self.fate is not Fate.PLANNED:
            raise LineSettled
        return self

    def struck(self, reason: str) -> Self:
        return replace(self.checked_wanting(), fate=Fate.STRUCK, reason=reason_of(reason))

    def held(self, people: str) -> Self:
        return replace(self.checked_wanting(), fate=Fate.HELD, people=people_of(people))

    def restored(self) -> Self:
        """Neither struck nor held; a second press changes nothing."""
        if self.event is not None:
            raise LineTied
        return replace(self, fate=Fate.PLANNED, reason="", people=None)

    def tied(self, event: TiedEvent) -> Self:
        if event.unit != self.unit or event.state is LineState.CANCELLED:
            raise NotToTie
        return replace(self.checked_wanting(), event=event)

    def untied(self) -> Self:
        if self.event is None:
            raise NotTied
        return replace(self, event=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A line that the person may settle; ``organises``: and make an event of."""

    line: PlanLine
    organises: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Lines of ``units``, of ``below`` and everything under it, and those ``of`` the person.

    ``until`` does not belong to it. ``mine`` leaves only the last of the three, ``unit`` only
    lines of that unit.
    """

    units: Collection[UnitId]
    below: Collection[UnitId]
    of: PersonId
    since: date
    until: date | None = None
    mine: bool = False
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A part of the plan, and of how many such parts; ``kept`` are lines one may settle."""

    lines: Sequence[PlanLine]
    page: int
    pages: int
    kept: Collection[LineId] = ()


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many lines a month has, and of how many of them nothing has been done yet."""

    month: date
    lines: int
    wanting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A line with what came of it; counts are ``None`` where there is nothing to count."""

    line: PlanLine
    enrolled: int | None = None
    came: int | None = None
    opinions: int | None = None

    @property
    def share(self) -> int | None:
        """Of those who came, how many have given an opinion: per cent.

        A mark taken back leaves the opinion, so it is of the greater of both.
        """
        of = max(self.came or 0, self.opinions or 0)
        return None if self.opinions is None or not of else round(100 * self.opinions / of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a line is made of or changed to; ``None`` leaves it as it is."""

    title: str | None = None
    when: When | None = None
    audience: str | None = None
    mine: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Lines of a month that a person answers for and that nothing has been done about."""

    person: PersonId
    lines: Mapping[LineId, str] = field(default_factory=dict)
