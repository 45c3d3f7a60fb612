"""What a consultation is, what may happen to it and who may make it happen."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.catalogue import SubjectId, TopicId
from core.consultations.refusals import (
    AlreadyClosed,
    AnotherMethodist,
    NotAnsweredYet,
    NotClosedYet,
    TakenByAnother,
    TooLateToReopen,
    TooLong,
)
from core.consultations.words import LONGEST_TEXT, MOST_ATTACHMENTS, Part, Words
from core.errors import NotYours
from core.people import COORDINATING, Person, PersonId, Role
from core.units import UnitId
from core.words import units

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_WORD",
    "MOST_ATTACHMENTS",
    "REOPENED_WITHIN",
    "About",
    "Consultation",
    "ConsultationId",
    "Outcome",
    "Part",
    "Question",
    "Side",
    "State",
    "Words",
]

ConsultationId = NewType("ConsultationId", int)

REOPENED_WITHIN = timedelta(days=14)
LONGEST_WORD = 1000
"""As messengers count: what may be added to an outcome."""


@dataclass(frozen=True, slots=True)
class About:
    """The announcement that a question is about, and the unit in whose name it was made."""

    announcement: int
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a teacher wants to know, before anybody has taken it.

    One about an announcement is answered where that was made, not where the teacher works. An
    ``anonymous`` one is asked by nobody who is named.
    """

    topic: TopicId
    subject: SubjectId | None
    words: Words
    about: About | None = None
    anonymous: bool = False


class State(StrEnum):
    """Whose turn it is: the methodist's, the teacher's with an answer or with a question back."""

    WAITING = "waiting"
    ANSWERED = "answered"
    ASKED_BACK = "asked-back"
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

    Without a methodist the question is unowned and waits for a coordinator. ``teacher`` of an
    anonymous one is a mask: a record without a name. ``colleagues_at`` is when it was opened to
    colleagues, ``word`` what the teacher has added to the outcome.
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
    anonymous: bool = False
    colleagues_at: datetime | None = None
    word: str = ""

    def side_of(self, person: Person, lineage: Collection[UnitId], *, given: bool = False) -> Side:
        """From which side the person sees it, or ``NotYours``.

        ``lineage`` is of the consultation's unit: whoever coordinates it, sees it. ``given`` says
        that routing gave it to the person: in a leading school, or in the place of somebody
        absent, they need not be of the lineage.
        """
        if person.id == self.teacher:
            return Side.TEACHER
        if person.holds(*COORDINATING, over=lineage):
            return Side.METHODIST if person.id == self.methodist else Side.COORDINATOR
        if given and person.id == self.methodist and person.holds(Role.METHODIST):
            return Side.METHODIST
        if person.holds(Role.METHODIST, over=lineage) and self.methodist in {person.id, None}:
            return Side.METHODIST
        raise NotYours

    def answered(self, *, by: PersonId, at: datetime) -> Self:
        """The first answer stops the clock; later ones leave it as it is."""
        self._check_open()
        if by != self.methodist:
            raise AnotherMethodist
        return replace(self, state=State.ANSWERED, answered_at=self.answered_at or at)

    def asked_back(self, *, by: PersonId) -> Self:
        """The methodist cannot answer yet: it is for the teacher to say more."""
        self._check_open()
        if by != self.methodist:
            raise AnotherMethodist
        return replace(self, state=State.ASKED_BACK)

    def continued(self, *, by: PersonId, due_at: datetime | None = None) -> Self:
        """The teacher has more to say: it is the methodist's turn again, until ``due_at`` if the
        promise stood still meanwhile."""
        self._check_open()
        if by != self.teacher:
            raise NotYours
        return replace(self, state=State.WAITING, due_at=due_at or self.due_at)

    def owned(self, *, by: PersonId) -> Self:
        """Given to a methodist by a coordinator, whoever had it before."""
        self._check_open()
        if by == self.teacher:
            raise NotYours
        return replace(self, methodist=by)

    def moved_up(self, *, to: PersonId | None) -> Self:
        """To whoever the ladder has chosen above; to the queue when that is nobody."""
        self._check_open()
        if to == self.teacher:
            raise NotYours
        return replace(self, methodist=to)

    def taken(self, *, by: PersonId) -> Self:
        """Taken from the queue. Of two who press at once one gets it."""
        self._check_open()
        if self.methodist is not None:
            raise TakenByAnother
        return self.owned(by=by)

    def closed(self, *, by: PersonId, at: datetime) -> Self:
        """By the teacher at any time, by the methodist when the last word is an answer."""
        self._check_open()
        if by not in {self.teacher, self.methodist}:
            raise NotYours
        if by == self.methodist and self.state is not State.ANSWERED:
            raise NotAnsweredYet
        return replace(self, state=State.CLOSED, closed_at=at)

    def may_reopen(self, at: datetime) -> bool:
        return self.closed_at is not None and at - self.closed_at <= REOPENED_WITHIN

    def reopened(
        self, *, by: PersonId, at: datetime, due_at: datetime, methodist: PersonId | None
    ) -> Self:
        """The teacher goes on with it: promised anew, to whoever may still answer."""
        if by != self.teacher:
            raise NotYours
        if self.state is not State.CLOSED:
            raise NotClosedYet
        if not self.may_reopen(at):
            raise TooLateToReopen
        return replace(
            self,
            state=State.WAITING,
            methodist=methodist,
            due_at=due_at,
            answered_at=None,
            closed_at=None,
            outcome=None,
            word="",
        )

    def opened_to_colleagues(self, *, by: PersonId, at: datetime) -> Self:
        self._check_open()
        if by != self.methodist:
            raise AnotherMethodist
        return replace(self, colleagues_at=self.colleagues_at or at)

    def rated(self, outcome: Outcome, *, by: PersonId) -> Self:
        self._check_rating(by)
        return replace(self, outcome=outcome)

    def explained(self, word: str, *, by: PersonId) -> Self:
        """A word about the outcome, in the place of the one before."""
        self._check_rating(by)
        if (length := units(word)) > LONGEST_WORD:
            raise TooLong(most=LONGEST_WORD, length=length)
        return replace(self, word=word)

    def _check_rating(self, by: PersonId) -> None:
        if by != self.teacher:
            raise NotYours
        if self.state is not State.CLOSED:
            raise NotClosedYet

    def _check_open(self) -> None:
        if self.state is State.CLOSED:
            raise AlreadyClosed
