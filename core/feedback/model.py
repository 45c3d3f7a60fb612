"""Three answers and a word about an event: who may give them, until when, who sees which sums."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.errors import NotYours
from core.feedback.refusals import FeedbackClosed, NotOver, WordsTooLong
from core.people import Person, PersonId
from core.units import UnitId
from core.words import units

WINDOW = timedelta(days=14)
"""After the end: as long an answer may be given and changed."""
FEWEST = 3
"""Opinions. Of fewer no sum is shown: whoever came would be recognised in it."""
LONGEST = 500
"""Signs of a word, so that a page of them fits into a message."""
ON_PAGE = 5
"""Words on a page."""


class Useful(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Applied(StrEnum):
    """Whether what was heard will be put into practice."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Pace(StrEnum):
    RIGHT = "right"
    FAST = "fast"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    useful: Useful
    applied: Applied
    pace: Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """``words`` are empty when nothing was added."""

    answers: Answers
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An event, as far as its feedback needs it. ``is_held`` is false for drafts and cancelled."""

    event: int
    title: str
    unit: UnitId
    organiser: PersonId
    ends_at: datetime
    is_held: bool

    @property
    def closes_at(self) -> datetime:
        return self.ends_at + WINDOW

    def check_keeper(self, me: Person, lineage: Collection[UnitId]) -> None:
        """The organiser, while they are of the staff there, and coordinators over the unit."""
        if not me.answers_for(self.organiser, lineage):
            raise NotYours

    def is_over(self, now: datetime) -> bool:
        return self.is_held and now >= self.ends_at

    def check_over(self, now: datetime) -> None:
        if not self.is_over(now):
            raise NotOver

    def is_open(self, now: datetime) -> bool:
        return self.is_over(now) and now < self.closes_at

    def check_open(self, now: datetime) -> None:
        self.check_over(now)
        if not self.is_open(now):
            raise FeedbackClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """An event at which the person was, and what they have said of it."""

    occurrence: Occurrence
    opinion: Opinion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How often each three answers were given together, of how many people who came."""

    together: Mapping[Answers, int]
    came: int

    @property
    def given(self) -> int:
        return sum(self.together.values())

    @property
    def of(self) -> int:
        """Marks may be taken back after an answer was given; it stays."""
        return max(self.came, self.given)

    @property
    def is_shown(self) -> bool:
        return self.given >= FEWEST

    def useful(self, answer: Useful) -> int:
        return sum(count for one, count in self.together.items() if one.useful is answer)

    def applied(self, answer: Applied) -> int:
        return sum(count for one, count in self.together.items() if one.applied is answer)

    def pace(self, answer: Pace) -> int:
        return sum(count for one, count in self.together.items() if one.pace is answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A page of what was added, in an order that tells neither who nor when."""

    said: Sequence[str]
    page: int
    pages: int


def check_length(words: str) -> None:
    length = units(words)
    if length > LONGEST:
        raise WordsTooLong(most=LONGEST, length=length)
