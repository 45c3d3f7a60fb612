"""What people learn about their consultations."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.consultations.model import Outcome
from core.files import Attachment
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Notice):
    """To the methodist: a teacher is waiting for you."""

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
    announcement: int | None = None

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
    """To the teacher: this is who has your question now."""

    consultation: int
    methodist: str
    taken_at: datetime

    @property
    def once(self) -> str:
        return f"question-taken/{self.consultation}/{self.taken_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Notice):
    """To the teacher: here is your answer."""

    consultation: int
    message: int
    methodist: str
    text: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def once(self) -> str:
        return f"question-answered/{self.message}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContinued(Notice):
    """To the methodist: the teacher has written more."""

    consultation: int
    message: int
    teacher: str
    text: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def once(self) -> str:
        return f"question-continued/{self.message}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRated(Notice):
    """To the methodist: the teacher has closed it and said how it helped."""

    consultation: int
    teacher: str
    outcome: Outcome

    @property
    def once(self) -> str:
        return f"consultation-rated/{self.consultation}"

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

    @property
    def once(self) -> str:
        return f"question-waits/{self.consultation}/{self.to}/{self.due_at.date()}"


def thread_of(consultation: int) -> str:
    return f"consultation/{consultation}"
