"""Who may say that somebody was at an event, when, and with which word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.attendance.refusals import BadgeEarly, NotBegun, NotHeld, NotStarted, WordUnknown
from core.errors import NotYours
from core.people import Person, PersonId
from core.units import UnitId, folded

EARLY = timedelta(minutes=30)
"""People are ticked off at the door, before it begins."""
WORD_LASTS = timedelta(minutes=30)
"""Long enough for a hall to type it, too short to be passed on to those at home."""
LATE = timedelta(days=1)
"""After the end no word is of use: whoever came has had the time to type it."""
BADGE_EARLY = timedelta(days=1)
"""Since when a badge is shown: on the way to the event there may be no network."""
ON_PAGE = 8


class Way(StrEnum):
    """How it is known that somebody came."""

    LIST = "list"
    WORD = "word"
    CHECK = "check"
    QR = "qr"
    NUMBER = "number"
    WALK_IN = "walk-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """An event, as far as it matters who comes. ``is_held`` is false for drafts and cancelled."""

    event: int
    title: str
    unit: UnitId
    organiser: PersonId
    starts_at: datetime
    ends_at: datetime
    is_held: bool

    def check_keeper(self, me: Person, lineage: Collection[UnitId]) -> None:
        """The organiser, while they are of the staff there, and coordinators over the unit."""
        if not self.is_kept_by(me, lineage):
            raise NotYours

    def is_kept_by(self, me: Person, lineage: Collection[UnitId]) -> bool:
        return me.answers_for(self.organiser, lineage)

    def has_begun(self, now: datetime) -> bool:
        """Or is about to."""
        return self.is_held and now >= self.starts_at - EARLY

    def check_begun(self, now: datetime) -> None:
        if not self.is_held:
            raise NotHeld
        if not self.has_begun(now):
            raise NotBegun

    def is_going_on(self, now: datetime) -> bool:
        """Or has ended just now: words are still said and typed."""
        return self.has_begun(now) and now <= self.ends_at + LATE

    def check_going_on(self, now: datetime) -> None:
        self.check_begun(now)
        if not self.is_going_on(now):
            raise NotHeld

    def takes_walk_ins(self, now: datetime) -> bool:
        """Until it begins whoever comes presses the button like everybody else."""
        return self.is_going_on(now) and now >= self.starts_at

    def check_started(self, now: datetime) -> None:
        self.check_going_on(now)
        if not self.takes_walk_ins(now):
            raise NotStarted

    def shows_badges(self, now: datetime) -> bool:
        return self.is_held and self.starts_at - BADGE_EARLY <= now <= self.ends_at

    def check_badges(self, now: datetime) -> None:
        if self.is_held and now < self.starts_at - BADGE_EARLY:
            raise BadgeEarly(at=self.starts_at)
        if not self.shows_badges(now):
            raise NotHeld


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody enrolled; ``came`` says how that is known and ``at`` since when, if it is.

    ``ticket`` is their number at this event.
    """

    person: PersonId
    ticket: int
    name: str
    school: str
    came: Way | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which part of a roll: names with words that begin so, people of one unit; empty is all."""

    words: str = ""
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Of those enrolled, how many are from one unit, and how many of them came."""

    unit: UnitId
    name: str
    came: int
    enrolled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A page of those enrolled, by name, and how many came of how many.

    ``shown`` are those that the filter lets through, ``missing`` how many of them have no mark.
    """

    guests: Sequence[Guest]
    page: int
    pages: int
    came: int
    enrolled: int
    shown: int
    missing: int


@dataclass(frozen=True, slots=True)
class CodeWord:
    """Said at the event; «берёза 482»."""

    words: str
    until: datetime

    def check(self, said: str, now: datetime) -> None:
        """Capitals, «ё» and spaces do not matter."""
        if now >= self.until or _bare(said) != _bare(self.words):
            raise WordUnknown


def _bare(words: str) -> str:
    return folded(words).replace(" ", "")
