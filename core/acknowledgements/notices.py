"""What people are told who have not said yet that they have read."""

from dataclasses import dataclass
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementAsked(Notice):
    """To a reader: please say that you have read it. ``round`` is the day on which it is asked."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    announcement: int
    gist: str
    round: str

    @property
    def once(self) -> str:
        return f"acknowledge/{self.announcement}/{self.round}/{self.to}"
