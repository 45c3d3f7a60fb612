"""What people learn about their consultations."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.consultations.model import Outcome
from core.files import Attachment
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Notice):
    """To the methodist: a teacher is waiting for you.

    ``by`` is who has handed it over, ``reason`` why, if they said so.
    """

    consultation: int
    teacher: str
    unit: str
    topic: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    due_at: datetime
    given_at: datetime
    handed_over: bool = False
    by: str = ""
    reason: str = ""
    announcement: int | None = None
    edited_at: datetime | None = None

    @property
    def once(self) -> str:
        return f"question-asked/{self.consultation}/{self.to}/{self.given_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnowned(Notice):
    """To the coordinator: nobody answers for this, choose somebody."""

    consultation: int
    unit: str
    topic: str
    subject: str
    lost_at: datetime

    @property
    def once(self) -> str:
        return f"question-unowned/{self.consultation}/{self.to}/{self.lost_at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTaken(Notice):
    """To the teacher: this is who has your question now.

    Without a ``methodist`` a coordinator looks for one. ``due_at`` is a new end of the promise.
    """

    consultation: int
    methodist: str
    taken_at: datetime
    due_at: datetime | None = None

    @property
    def once(self) -> str:
        return f"question-taken/{self.consultation}/{self.taken_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Notice):
    """To the teacher: here is your answer, or what the methodist has to know ``back`` first.

    ``colleague`` is who has found the answer, empty if they do not want to be named.
    """

    consultation: int
    message: int
    methodist: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    back: bool = False
    colleague: str | None = None
    edited_at: datetime | None = None

    @property
    def once(self) -> str:
        return f"question-answered/{self.message}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContinued(Notice):
    """To the methodist: the teacher has written more.

    ``due_at`` is a new end of the promise: the teacher had been asked back.
    """

    consultation: int
    message: int
    teacher: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    due_at: datetime | None = None
    edited_at: datetime | None = None

    @property
    def once(self) -> str:
        return f"question-continued/{self.message}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCorrected(Notice):
    """To the other side, where the letter itself cannot be put right: this is how it reads now."""

    consultation: int
    message: int
    author: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    edited_at: datetime
    by_teacher: bool

    @property
    def once(self) -> str:
        return f"message-corrected/{self.message}/{self.edited_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationClosed(Notice):
    """To the teacher: the methodist has closed it; has it helped?"""

    consultation: int
    methodist: str
    closed_at: datetime

    @property
    def once(self) -> str:
        return f"consultation-closed/{self.consultation}/{self.closed_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWanted(Notice):
    """To the teacher, once: how has it helped? Nobody asks a third time."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    consultation: int
    closed_at: datetime

    @property
    def once(self) -> str:
        return f"outcome-wanted/{self.consultation}/{self.closed_at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationReopened(Notice):
    """To the methodist: what was closed goes on."""

    consultation: int
    teacher: str
    due_at: datetime
    reopened_at: datetime

    @property
    def once(self) -> str:
        return f"consultation-reopened/{self.consultation}/{self.reopened_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRated(Notice):
    """To the methodist: the teacher has said how it helped, and maybe a word more."""

    consultation: int
    teacher: str
    outcome: Outcome
    word: str = ""
    closed_at: datetime | None = None

    @property
    def once(self) -> str:
        closed = "" if self.closed_at is None else f"/{self.closed_at.isoformat()}"
        return f"consultation-rated/{self.consultation}{closed}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWaits(Notice):
    """To the methodist: the promised time is near and nobody has answered."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    consultation: int
    teacher: str
    due_at: datetime
    half: bool = False

    @property
    def once(self) -> str:
        which = "/half" if self.half else ""
        return f"question-waits/{self.consultation}/{self.to}/{self.due_at.date()}{which}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUndelivered(Notice):
    """To the methodist, once: the teacher has stopped the bot, and what becomes of the answer."""

    consultation: int
    away_since: datetime

    @property
    def once(self) -> str:
        return f"answer-undelivered/{self.consultation}/{self.away_since.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodistAway(Notice):
    """To the coordinator, once: whoever has the question has stopped the bot."""

    consultation: int
    methodist: str
    away_since: datetime

    @property
    def once(self) -> str:
        return f"methodist-away/{self.consultation}/{self.to}/{self.away_since.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedMeanwhile(Notice):
    """To whoever is back: something has come in the thread that could not be delivered."""

    consultation: int
    letter: int

    @property
    def once(self) -> str:
        return f"missed-meanwhile/{self.letter}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


def thread_of(consultation: int) -> str:
    return f"consultation/{consultation}"
