"""What people learn when a question is opened to colleagues."""

from dataclasses import dataclass
from typing import ClassVar

from core.consultations.notices import thread_of
from core.files import Attachment
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueAsked(Notice):
    """To a volunteer: a colleague asks, maybe you know. Who asks is not told."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    consultation: int
    topic: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def once(self) -> str:
        return f"colleague-asked/{self.consultation}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade(Notice):
    """To the methodist: a colleague has found an answer."""

    consultation: int
    message: int
    colleague: str
    text: str
    attachments: tuple[Attachment, ...] = ()

    @property
    def once(self) -> str:
        return f"proposal-made/{self.message}"

    @property
    def thread(self) -> str:
        return thread_of(self.consultation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalThanked(Notice):
    """To a colleague: your answer has gone to the teacher, or thank you all the same."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    consultation: int
    message: int
    chosen: bool

    @property
    def once(self) -> str:
        return f"proposal-thanked/{self.message}"
