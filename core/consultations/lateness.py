"""What people learn when a question was not answered in time, or was given to another."""

from dataclasses import dataclass
from datetime import datetime

from core.consultations.notices import thread_of
from core.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLate(Notice):
    """To the teacher: the promise was not kept, and this is what becomes of the question now.

    Without a ``methodist`` a coordinator is looking for one.
    """

    consultation: int
    methodist: str = ""
    due_at: datetime
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"answer-late/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLapsed(Notice):
    """To the methodist who had it: the time is over, somebody else has it now."""

    consultation: int
    methodist: str = ""
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"question-lapsed/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPassed(Notice):
    """To the methodist who had it: somebody has given it to another, and why, if they said.

    Without a ``methodist`` it is in the coordinators' queue.
    """

    consultation: int
    methodist: str = ""
    by: str
    reason: str = ""
    passed_at: datetime

    @property
    def once(self) -> str:
        return f"question-passed/{self.consultation}/{self.to}/{self.passed_at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOverdue(Notice):
    """To coordinators: who did not answer in time, and who has the question now."""

    consultation: int
    topic: str
    late: str
    methodist: str
    lapsed_at: datetime

    @property
    def once(self) -> str:
        return f"question-overdue/{self.consultation}/{self.to}/{self.lapsed_at.isoformat()}"
