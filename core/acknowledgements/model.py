"""What an announcement is to those who read it, and how far each of them has come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from core.errors import NotYours, Refusal
from core.people import COORDINATING, Person, PersonId
from core.units import UnitId

AnnouncedId = NewType("AnnouncedId", int)

GIST = 120
"""Characters: enough to tell one announcement from another."""


class AnnouncementRecalled(Refusal):
    """Nobody has to have read what does not count any more."""

    key = "announcement-recalled"


class AcknowledgementNotAsked(Refusal):
    key = "acknowledgement-not-asked"


class AskedToday(Refusal):
    """Once a day is a reminder, twice is a nuisance."""

    key = "asked-today"


class Standing(StrEnum):
    """How far the announcement has come with a person."""

    ACKNOWLEDGED = "acknowledged"
    SILENT = "silent"
    ON_ITS_WAY = "on-its-way"
    UNKNOWN = "unknown"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announcement as its readers and its report need it.

    ``unit`` is the one in whose name it was made; ``asks`` says that it wants to be acknowledged.
    """

    id: AnnouncedId
    author: PersonId
    unit: UnitId
    text: str
    asks: bool = True
    recalled: bool = False

    @property
    def gist(self) -> str:
        return gist(self.text)

    def check_to_acknowledge(self) -> None:
        if self.recalled:
            raise AnnouncementRecalled
        if not self.asks:
            raise AcknowledgementNotAsked

    def check_may_report(self, person: Person, lineage: Collection[UnitId]) -> None:
        """``lineage`` is of the announcement's unit: who answers for it may ask who has read."""
        answers = person.holds(*COORDINATING, over=lineage)
        if person.id != self.author and not answers:
            raise NotYours


def gist(text: str) -> str:
    """The first words, in one line."""
    said = " ".join(text.split())
    return said if len(said) <= GIST else said[: GIST - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """That a person has read it: when, and where the button was pressed."""

    at: datetime
    messenger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """``is_new`` is ``False`` for whoever has pressed before: ``at`` is then the first time."""

    announced: Announced
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A line of the report; ``unit`` is ``None`` for people who have no place of work."""

    unit: UnitId | None
    name: str
    acknowledged: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One who was to read it; ``reason`` is the code of the failure, if it was not delivered."""

    name: str
    position: str
    school: str
    standing: Standing
    acknowledgement: Acknowledgement | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schools:
    """A page of the report, those first who lack most."""

    lines: Sequence[School]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """A page of a school's people, those first who have not said that they have read."""

    lines: Sequence[Reader]
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How far it has come with everybody, and with the schools of a page.

    ``asked_at`` is when those who are silent were last asked again, ``is_asked`` says that it
    was today.
    """

    announced: Announced
    counted: Mapping[Standing, int] = field(default_factory=dict)
    schools: Schools
    asked_at: datetime | None = None
    is_asked: bool = False

    @property
    def acknowledged(self) -> int:
        return self.counted.get(Standing.ACKNOWLEDGED, 0)

    @property
    def total(self) -> int:
        return sum(self.counted.values())

    @property
    def silent(self) -> int:
        return self.counted.get(Standing.SILENT, 0)

    @property
    def may_ask(self) -> bool:
        stands = self.announced.asks and not self.announced.recalled
        return stands and self.silent > 0 and not self.is_asked
