"""What people learn about questions that have changed hands, and about absences."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLate(Notice):
    """To the teacher: the promise was not kept, and this is what becomes of the question now.

    ``due_at`` is the new promise; without one a coordinator is looking for somebody.
    """

    consultation: int
    methodist: str = ""
    due_at: datetime | None = None
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"answer-late/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"

    @property
    def thread(self) -> str:
        return f"consultation/{self.consultation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLapsed(Notice):
    """To the methodist who had it: the time is over, somebody else has it now."""

    consultation: int
    methodist: str = ""
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"question-lapsed/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"

    @property
    def thread(self) -> str:
        return f"consultation/{self.consultation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOverdue(Notice):
    """To coordinators: who did not answer in time, and who has the question now."""

    consultation: int
    unit: str
    topic: str
    late: str
    methodist: str = ""
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"question-overdue/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPassed(Notice):
    """To the teacher: the methodist has passed it on, and why.

    Without a ``methodist`` a coordinator is looking for one.
    """

    consultation: int
    before: str
    methodist: str = ""
    reason: str
    due_at: datetime
    passed_at: datetime

    @property
    def once(self) -> str:
        return f"question-passed/{self.consultation}/{self.to}/{self.passed_at.isoformat()}"

    @property
    def thread(self) -> str:
        return f"consultation/{self.consultation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMoved(Notice):
    """To the methodist who had it: a coordinator has given it to somebody else."""

    consultation: int
    methodist: str
    moved_at: datetime

    @property
    def once(self) -> str:
        return f"question-moved/{self.consultation}/{self.to}/{self.moved_at.isoformat()}"

    @property
    def thread(self) -> str:
        return f"consultation/{self.consultation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingIn(Notice):
    """To the substitute: whose questions come to them, and until when."""

    lane: ClassVar[Lane] = Lane.REPLIES

    absence: int
    name: str
    first: date
    last: date
    over: bool = False

    @property
    def once(self) -> str:
        return f"standing-in/{self.absence}/{self.last.isoformat()}/{self.over}"
