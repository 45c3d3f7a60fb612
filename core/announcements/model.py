"""What an announcement is, what may happen to it and in which order."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self, TypeVar

from core.announcements.links import Link, checked
from core.announcements.refusals import (
    AlreadyGoing,
    AnnouncementTooLong,
    FileTooLarge,
    IsOver,
    NotAwaiting,
    NotGoing,
    NothingToAnnounce,
    OwnAnnouncement,
    TooManyAtOnce,
    TooManyFiles,
)
from core.audience import Audience
from core.files import LARGEST, Attachment
from core.people import PersonId
from core.units import UnitId
from core.words import units

AnnouncementId = NewType("AnnouncementId", int)

LONGEST_TEXT = 3000
"""As messengers count. With what the bot adds around it a message still fits both of them."""
MOST_FILES = 10
UNDO = timedelta(minutes=10)
"""So long nothing leaves, and whoever has sent it may think again."""
MANY = 100
"""More people than this are not written to at once by one person."""


WEEKLY = 5
"""Announcements that a person gets in a week as messages of their own, unless a setting says
otherwise; more come in their digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is read: words, files, links below."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if (length := units(self.text)) > LONGEST_TEXT:
            raise AnnouncementTooLong(most=LONGEST_TEXT, length=length)
        if len(self.attachments) > MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        for attachment in self.attachments:
            if attachment.size > LARGEST:
                raise FileTooLarge(name=attachment.name, most=LARGEST // 1024**2)
        checked(self.links)

    def said(self) -> Self:
        """An announcement is words: files go with them, never alone."""
        if not self.text.strip():
            raise NothingToAnnounce
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a coordinator wants to send, in the name of which unit and when; ``None`` is now."""

    unit: UnitId
    content: Content
    audience: Audience
    acknowledge: bool = False
    send_at: datetime | None = None


class State(StrEnum):
    """``WAITING`` has its time still before it: ten minutes at least, to think again."""

    AWAITING = "awaiting"
    RETURNED = "returned"
    WAITING = "waiting"
    GOING = "going"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    RECALLED = "recalled"

    @property
    def has_left(self) -> bool:
        return self in (State.GOING, State.PAUSED, State.DONE, State.RECALLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """``unit`` is in whose name. ``begins_at`` is when it may leave at the earliest.

    ``expanded_to`` is the last person who has a letter of it in the outbox, ``expanded_at`` when
    everybody had. While it is corrected or taken back ``revised_to`` is the last letter that was
    looked at and ``revised_until`` the last that has to be. ``told`` is what its author was last
    shown of its progress, ``told_at`` when.
    """

    id: AnnouncementId
    author: PersonId
    unit: UnitId
    content: Content
    audience: Audience
    acknowledge: bool
    state: State
    version: int = 1
    created_at: datetime
    send_at: datetime | None = None
    begins_at: datetime | None = None
    approved_by: PersonId | None = None
    approved_at: datetime | None = None
    expanded_to: int = 0
    expanded_at: datetime | None = None
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    revised_to: int = 0
    revised_until: int | None = None
    told: str | None = None
    told_at: datetime | None = None

    def approved(self, *, by: PersonId, at: datetime) -> Self:
        """The second person agrees; the author may still think again."""
        self._check_decidable(by)
        return replace(waiting(self, at), approved_by=by, approved_at=at)

    def returned(self, *, by: PersonId) -> Self:
        self._check_decidable(by)
        return replace(self, state=State.RETURNED)

    def _check_decidable(self, by: PersonId) -> None:
        if self.state is not State.AWAITING:
            raise NotAwaiting
        if by == self.author:
            raise OwnAnnouncement

    def may_hasten(self, *, many: bool) -> bool:
        """Whether it may leave without the time to think again."""
        return self.state is State.WAITING and (not many or self.approved_by is not None)

    def hastened(self, *, at: datetime, many: bool) -> Self:
        """``many`` says that it is for more people than ``MANY``."""
        if self.state is not State.WAITING:
            raise AlreadyGoing if self.state.has_left else IsOver
        if not self.may_hasten(many=many):
            raise TooManyAtOnce(most=MANY)
        return replace(self, begins_at=at)

    def cancelled(self, *, at: datetime) -> Self:
        if self.state.has_left:
            raise AlreadyGoing
        if self.state is State.CANCELLED:
            raise IsOver
        return replace(self, state=State.CANCELLED, ended_at=at)

    def is_due(self, at: datetime) -> bool:
        return self.state is State.WAITING and self.begins_at is not None and self.begins_at <= at

    def begun(self) -> Self:
        return replace(self, state=State.GOING)

    def paused(self, *, at: datetime) -> Self:
        if self.state is not State.GOING:
            raise NotGoing
        return replace(self, state=State.PAUSED, paused_at=at)

    def resumed(self) -> Self:
        if self.state is not State.PAUSED:
            raise NotGoing
        return replace(self, state=State.GOING, paused_at=None)

    def done(self, *, at: datetime) -> Self:
        """Nothing of it is on its way any more; what was taken back stays so."""
        state = State.DONE if self.state is State.GOING else self.state
        return replace(self, state=state, ended_at=at)

    def recalled(self, letters: "Span") -> Self:
        """``letters`` are all of it that there are."""
        if self.state not in (State.GOING, State.PAUSED, State.DONE):
            raise IsOver if self.state is State.RECALLED else NotGoing
        return replace(
            self,
            state=State.RECALLED,
            paused_at=None,
            ended_at=None,
            revised_to=letters.before,
            revised_until=letters.last,
        )

    def edited(self, content: Content, *, at: datetime, shown: "Span", demanded: bool) -> Self:
        """Other words and links; files stay as they are.

        Before it has left, the time to think again begins anew and, where two have to agree, the
        second is asked again. Afterwards those ``shown`` have to be corrected: later ones leave
        with the new words.
        """
        fresh = replace(
            self,
            content=replace(content, attachments=self.content.attachments).said(),
            version=self.version + 1,
        )
        if self.state in (State.CANCELLED, State.RECALLED):
            raise IsOver
        if self.state.has_left:
            return replace(fresh, ended_at=None, revised_to=shown.before, revised_until=shown.last)
        fresh = replace(fresh, approved_by=None, approved_at=None, begins_at=None)
        return replace(fresh, state=State.AWAITING) if demanded else waiting(fresh, at)


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one announcement in the outbox: all ids from after ``before`` to ``last``."""

    before: int
    last: int


A = TypeVar("A", bound=Announcement)


def waiting(one: A, at: datetime) -> A:
    """Nobody else has to agree any more: the time to think again begins."""
    begins_at = max(one.send_at or at, at + UNDO)
    return replace(one, state=State.WAITING, begins_at=begins_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many people it has reached, and why the others not; ``off`` want no announcements.

    ``held`` wait for a digest, ``in_digest`` have got it in one: nothing can be corrected or
    taken back there. ``revising`` are about to be corrected or taken back, ``withdrawn`` were.
    ``recent`` are those of the last ``core.announcements.progress.LOOKED_BACK``.
    """

    sent: int = 0
    blocked: int = 0
    failed: int = 0
    unknown: int = 0
    off: int = 0
    recalled: int = 0
    left: int = 0
    held: int = 0
    in_digest: int = 0
    revising: int = 0
    withdrawn: int = 0
    recent: int = 0
