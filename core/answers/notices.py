"""What the staff learn about answers of the bank."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerToReview(Notice):
    """To the staff of its unit: is this answer right still?"""

    lane: ClassVar[Lane] = Lane.REMINDERS

    answer: int
    question: str
    useful: int
    review_at: datetime

    @property
    def once(self) -> str:
        return f"answer-to-review/{self.answer}/{self.to}/{self.review_at.isoformat()}"
