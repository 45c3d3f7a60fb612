"""What a consultation is, what may happen to it and who may make it happen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self

from core.catalogue import SubjectId, TopicId
from core.consultations.refusals import (
    AlreadyClosed,
    AnotherMethodist,
    AttachmentTooLarge,
    NotClosedYet,
    NothingSaid,
    TakenByAnother,
    TooLong,
    TooManyAttachments,
)
from core.errors import NotYours
from core.files import LARGEST, Attachment
from core.people import Person, PersonId, Role
from core.units import UnitId
from core.words import units

ConsultationId = NewType("ConsultationId", int)

LONGEST_TEXT = 3000
"""As messengers count. With what the bot adds around it a message still fits both messengers."""
MOST_ATTACHMENTS = 10
PROMISED_WORKING_DAYS = 2


@dataclass(frozen=True, slots=True)
class Words:
    """What one side says: text, files, or both."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        if (length := units(self.text)) > LONGEST_TEXT:
            raise TooLong(most=LONGEST_TEXT, length=length)
        if len(self.attachments) > MOST_ATTACHMENTS:
            raise TooManyAttachments(most=MOST_ATTACHMENTS)
        for attachment in self.attachments:
            if attachment.size > LARGEST:
                raise AttachmentTooLarge(name=attachment.name, most=LARGEST // 1024**2)

    def __add__(self, more: "Words") -> "Words":
        text = "\n".join(part for part in (self.text, more.text) if part)
        return Words(text, self.attachments + more.attachments)

    def said(self) -> Self:
        if not self.text.strip() and not self.attachments:
            raise NothingSaid
        return self


@dataclass(frozen=True, slots=True)
class About:
    """The announcement that a question is about, and the unit in whose name it was made."""

    announcement: int
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a teacher wants to know, before anybody has taken it.

    One about an announcement is answered where that was made, not where the teacher works.
    """

    topic: TopicId
    subject: SubjectId | None
    words: Words
    about: About | None = None


class State(StrEnum):
    """Whose turn it is."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """Whether help was received in full: the indicator of the service (S 2) is built on it."""

    FULL = "full"
    PARTLY = "partly"
    NONE = "none"


class Side(StrEnum):
    """From which side a person sees a consultation."""

    TEACHER = "teacher"
    METHODIST = "methodist"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A teacher's question and the methodist responsible for it.

    Without a methodist the question is unowned and waits for a coordinator.
    """

    id: ConsultationId
    teacher: PersonId
    unit: UnitId
    methodist: PersonId | None
    topic: TopicId
    subject: SubjectId | None
    state: State = State.WAITING
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    announcement: int | None = None

    def side_of(self, person: Person, lineage: Collection[UnitId]) -> Side:
        """From which side the person sees it, or ``NotYours``.

        ``lineage`` is of the consultation's unit: whoever coordinates it, sees it.
        """
        if person.id == self.teacher:
            return Side.TEACHER
        if person.holds(Role.COORDINATOR, Role.ADMINISTRATOR, over=lineage):
            return Side.METHODIST if person.id == self.methodist else Side.COORDINATOR
        if person.holds(Role.METHODIST, over=lineage) and self.methodist in {person.id, None}:
            return Side.METHODIST
        raise NotYours

    def answered(self, *, by: PersonId, at: datetime) -> Self:
        """The first answer stops the clock; later ones leave it as it is."""
        self._check_open()
        if by != self.methodist:
            raise AnotherMethodist
        return replace(self, state=State.ANSWERED, answered_at=self.answered_at or at)

    def continued(self, *, by: PersonId) -> Self:
        """The teacher has more to say: it is the methodist's turn again."""
        self._check_open()
        if by != self.teacher:
            raise NotYours
        return replace(self, state=State.WAITING)

    def owned(self, *, by: PersonId) -> Self:
        """Given to a methodist by a coordinator, whoever had it before."""
        self._check_open()
        if by == self.teacher:
            raise NotYours
        return replace(self, methodist=by)

    def taken(self, *, by: PersonId) -> Self:
        """Taken from the queue. Of two who press at once one gets it."""
        self._check_open()
        if self.methodist is not None:
            raise TakenByAnother
        return self.owned(by=by)

    def closed(self, *, by: PersonId, at: datetime) -> Self:
        self._check_open()
        if by != self.teacher:
            raise NotYours
        return replace(self, state=State.CLOSED, closed_at=at)

    def rated(self, outcome: Outcome, *, by: PersonId) -> Self:
        if by != self.teacher:
            raise NotYours
        if self.state is not State.CLOSED:
            raise NotClosedYet
        return replace(self, outcome=outcome)

    def _check_open(self) -> None:
        if self.state is State.CLOSED:
            raise AlreadyClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A methodist who could take a question.

    ``distance`` is how many levels above the teacher's unit they work, ``generality`` how many
    of subject and topic they answer for only because they answer for everything, ``load`` how
    many open questions they have.
    """

    person: PersonId
    distance: int
    generality: int
    load: int


def nearest(candidates: Iterable[Candidate]) -> PersonId | None:
    """Nearest first; of equals the specialist; of those the least busy, then the eldest here."""
    best = min(
        candidates,
        key=lambda one: (one.distance, one.generality, one.load, one.person),
        default=None,
    )
    return None if best is None else best.person
