"""On which terms an event takes applications, until when, and who decides about them. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from core.applications.refusals import (
    CallOver,
    ContestGoesOn,
    DeadlineAfterBeginning,
    DeadlineOver,
    DeadlinePast,
    NoApplications,
    NotAContest,
    NothingWritten,
    PromptTooLong,
    ResultsAnnounced,
    TooLateToReturn,
)
from core.errors import NotYours
from core.people import Person, PersonId
from core.units import UnitId
from core.words import storable, units

LONGEST_PROMPT = 500


class Admission(StrEnum):
    """How people come to an event."""

    OPEN = "open"
    APPROVAL = "approval"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the organiser has decided. Without a deadline it is the beginning of the event.

    ``files`` is whether a contest wants works as files. ``sequence`` grows with each deadline
    that is told; results are known to everybody since ``announced_at``.
    """

    admission: Admission = Admission.OPEN
    deadline: datetime | None = None
    prompt: str = ""
    files: bool = False
    sequence: int = 0
    announced_at: datetime | None = None

    @property
    def takes_applications(self) -> bool:
        return self.admission is not Admission.OPEN

    @property
    def is_contest(self) -> bool:
        return self.admission is Admission.CONTEST

    @property
    def wants_file(self) -> bool:
        return self.is_contest and self.files

    @property
    def bears_files(self) -> bool:
        return self.wants_file or self.admission is Admission.APPROVAL

    def for_another(self, *, later: timedelta, now: datetime) -> Self:
        """The deadline is so much later; one that would be over already is none."""
        deadline = None if self.deadline is None else self.deadline + later
        if deadline is not None and deadline <= now:
            deadline = None
        return replace(self, deadline=deadline, sequence=0, announced_at=None)

    def announced(self, *, at: datetime) -> Self:
        return replace(self, announced_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An event, as far as it matters who applies for it; ``presences`` are ways to take part.

    ``is_open`` is false for drafts and for what is cancelled.
    """

    event: int
    title: str
    unit: UnitId
    organiser: PersonId
    starts_at: datetime
    ends_at: datetime
    presences: tuple[str, ...]
    is_open: bool
    is_cancelled: bool
    terms: Terms

    @property
    def closes_at(self) -> datetime:
        """Nobody applies for what has begun, whatever the deadline was before it was moved."""
        deadline = self.terms.deadline
        return self.starts_at if deadline is None else min(deadline, self.starts_at)

    def is_closed(self, now: datetime) -> bool:
        return self.closes_at <= now

    def takes(self, now: datetime) -> bool:
        return self.is_open and self.terms.takes_applications and not self.is_closed(now)

    def check_takes(self, now: datetime) -> None:
        if not self.is_open:
            raise CallOver
        if not self.terms.takes_applications:
            raise NoApplications
        if self.is_closed(now):
            raise DeadlineOver

    def check_organiser(self, me: Person, lineage: Collection[UnitId]) -> None:
        """The organiser, while they are of the staff there, and coordinators over the unit."""
        if not me.answers_for(self.organiser, lineage):
            raise NotYours

    def check_decides(self, now: datetime) -> None:
        if not self.is_open or self.ends_at <= now:
            raise CallOver

    def check_returns(self, now: datetime) -> None:
        self.check_decides(now)
        if self.is_closed(now):
            raise TooLateToReturn

    def check_changeable(self, now: datetime) -> None:
        if self.is_cancelled or self.starts_at <= now:
            raise CallOver
        if self.terms.announced_at is not None:
            raise ResultsAnnounced

    def check_deadline(self, deadline: datetime, now: datetime) -> None:
        if deadline <= now:
            raise DeadlinePast
        if deadline > self.starts_at:
            raise DeadlineAfterBeginning

    def awards(self, now: datetime) -> bool:
        """Whether it is time to say who has won."""
        contest = self.is_open and self.terms.is_contest
        return contest and self.is_closed(now) and self.terms.announced_at is None

    def check_awards(self, now: datetime) -> None:
        if not self.is_open:
            raise CallOver
        if not self.terms.is_contest:
            raise NotAContest
        if self.terms.announced_at is not None:
            raise ResultsAnnounced
        if not self.is_closed(now):
            raise ContestGoesOn


def prompt_of(words: str) -> str:
    """What the organiser wants to read."""
    prompt = storable(words).strip()
    if not prompt:
        raise NothingWritten
    if (length := units(prompt)) > LONGEST_PROMPT:
        raise PromptTooLong(length=length, most=LONGEST_PROMPT)
    return prompt
