"""What people learn of announcements: the text itself, who has to agree, how it goes."""

from dataclasses import dataclass
from typing import ClassVar

from core.announcements.links import Link
from core.announcements.model import State
from core.files import Attachment
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Notice):
    """To everybody of the audience.

    What it says is kept once, in the table of announcements, and put in when it is taken out of
    the outbox. ``digest`` marks one more than a person should get in a week: it comes in their
    digest.
    """

    lane: ClassVar[Lane] = Lane.ANNOUNCEMENTS

    announcement: int
    unit: str
    text: str
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    acknowledge: bool = False
    digest: bool = False

    @property
    def once(self) -> str:
        return f"announcement/{self.announcement}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(Notice):
    """To whoever may agree: a colleague's announcement waits for you."""

    announcement: int
    version: int
    author: str
    unit: str

    @property
    def once(self) -> str:
        return f"approval-asked/{self.announcement}/{self.version}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGiven(Notice):
    """To the author: the second person agrees; it leaves at the moment named."""

    announcement: int
    version: int
    by: str

    @property
    def once(self) -> str:
        return f"approval-given/{self.announcement}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementReturned(Notice):
    """To the author: the second person wants something changed."""

    announcement: int
    version: int
    by: str
    words: str

    @property
    def once(self) -> str:
        return f"announcement-returned/{self.announcement}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementGoes(Notice):
    """To the author: how far it has got. One message, corrected while it goes.

    ``minutes`` are what the rest takes at the pace of the last minute, ``None`` while nobody can
    tell. ``preparing`` says that not everybody has a letter yet, so ``left`` still grows.
    """

    announcement: int
    state: State
    sent: int
    blocked: int
    failed: int
    unknown: int
    off: int
    left: int
    held: int
    in_digest: int
    revising: int
    withdrawn: int
    preparing: bool
    minutes: int | None
    over: bool

    @property
    def once(self) -> str:
        return f"announcement-goes/{self.announcement}"
