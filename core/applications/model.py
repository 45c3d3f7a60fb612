"""What an application is and what may become of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from core.applications.calls import Terms
from core.applications.refusals import (
    ApplicationChanged,
    ApplicationDecided,
    FilesNotWanted,
    FileTooLarge,
    GroundsTooLong,
    NoApplication,
    NoFile,
    NoGrounds,
    NothingWritten,
    TextTooLong,
    TooManyFiles,
)
from core.files import LARGEST, Attachment
from core.people import PersonId
from core.words import storable, units

LONGEST_TEXT = 2000
"""As messengers count: a card shows it whole, with everything around it."""
LONGEST_GROUNDS = 500
MOST_FILES = 10
REMINDED_BEFORE = timedelta(days=1)
ON_PAGE = 8


class State(StrEnum):
    """What has become of an application, the nearest to taking part first."""

    APPROVED = "approved"
    SENT = "sent"
    RETURNED = "returned"
    REFUSED = "refused"
    BEGUN = "begun"
    WITHDRAWN = "withdrawn"


DECIDED = (State.APPROVED, State.REFUSED)
UNSENT = (State.BEGUN, State.RETURNED)
"""Something is expected of their authors until the deadline."""
CONCERNED = (State.SENT, State.RETURNED, State.BEGUN)
"""Whose authors hear of changes; those approved hear of them with everybody enrolled."""
SHOWN = (State.APPROVED, State.SENT, State.RETURNED, State.REFUSED)
"""What organisers see."""


class Award(StrEnum):
    WINNER = "winner"
    LAUREATE = "laureate"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody applies with."""

    text: str = ""
    files: tuple[Attachment, ...] = ()

    def fitting(self, terms: Terms) -> Self:
        """Itself, unless something of it is too much; it need not be whole yet."""
        if (length := units(self.text)) > LONGEST_TEXT:
            raise TextTooLong(length=length, most=LONGEST_TEXT)
        if self.files and not terms.bears_files:
            raise FilesNotWanted
        if len(self.files) > MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        for file in self.files:
            if file.size > LARGEST:
                raise FileTooLarge(name=file.name, most=LARGEST // 1024**2)
        return self

    def whole(self, terms: Terms) -> Self:
        if not self.text.strip() and not self.files:
            raise NothingWritten
        if terms.wants_file and not self.files:
            raise NoFile
        return self.fitting(terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One of a person for an event.

    ``ticket`` is its place in the order of sending, 0 while it was not sent; ``revision`` grows
    whenever it is sent, so that nobody decides about what they have not read. ``reason`` is why
    it was refused, or what was missing when it was returned.
    """

    event: int
    person: PersonId
    state: State
    since: datetime
    presence: str = ""
    ticket: int = 0
    revision: int = 0
    entry: Entry = Entry()
    reason: str = ""
    decided_by: PersonId | None = None
    award: Award | None = None

    @property
    def is_sent(self) -> bool:
        """With the organiser, who has read it or will."""
        return self.state in SHOWN

    def waits(self, *, closed: bool) -> bool:
        """For a decision. What was returned and not sent again is decided as it stands."""
        return self.state is State.SENT or (closed and self.state is State.RETURNED)

    def sent(self, entry: Entry, *, presence: str, ticket: int, at: datetime) -> Self:
        """Again, it keeps its place in the order; taken back before, it has the new one."""
        if self.state in DECIDED:
            raise ApplicationDecided
        keeps = self.state in {State.SENT, State.RETURNED}
        return replace(
            self,
            state=State.SENT,
            since=at,
            presence=presence,
            ticket=self.ticket if keeps else ticket,
            revision=self.revision + 1,
            entry=entry,
            decided_by=None,
        )

    def withdrawn(self, *, at: datetime) -> Self:
        """Nothing of it is kept but that it was there."""
        if self.state not in {State.SENT, State.RETURNED, State.APPROVED}:
            raise NoApplication
        return replace(
            self, state=State.WITHDRAWN, since=at, entry=Entry(), reason="", decided_by=None
        )

    def discarded(self, *, at: datetime) -> Self:
        """What was begun after it had been taken back."""
        return replace(self, state=State.WITHDRAWN, since=at)

    def approved(self, *, by: PersonId, revision: int, closed: bool, at: datetime) -> Self:
        self._check_waits(revision, closed=closed)
        return replace(self, state=State.APPROVED, since=at, decided_by=by, reason="")

    def refused(
        self, grounds: str, *, by: PersonId, revision: int, closed: bool, at: datetime
    ) -> Self:
        self._check_waits(revision, closed=closed)
        reason = grounds_of(grounds)
        return replace(self, state=State.REFUSED, since=at, decided_by=by, reason=reason)

    def returned(self, grounds: str, *, by: PersonId, revision: int, at: datetime) -> Self:
        """What is missing: its author may send it once more until the deadline."""
        self._check_waits(revision, closed=False)
        reason = grounds_of(grounds)
        return replace(self, state=State.RETURNED, since=at, decided_by=by, reason=reason)

    def awarded(self, award: Award) -> Self:
        if self.state is not State.APPROVED:
            raise NoApplication
        return replace(self, award=award)

    def _check_waits(self, revision: int, *, closed: bool) -> None:
        if not self.waits(closed=closed):
            raise NoApplication
        if revision != self.revision:
            raise ApplicationChanged


def begun(
    before: Application | None, *, event: int, person: PersonId, at: datetime
) -> Application:
    """Words are being written. Of what was sent nothing changes before it is sent again."""
    if before is not None and before.state in DECIDED:
        raise ApplicationDecided
    if before is not None and before.state is not State.WITHDRAWN:
        return before
    revision = 0 if before is None else before.revision
    return Application(event=event, person=person, state=State.BEGUN, since=at, revision=revision)


def waiting(counts: Mapping[State, int], *, closed: bool) -> int:
    """How many of so many in each state wait for a decision, ``Application.waits``."""
    returned = counts.get(State.RETURNED, 0) if closed else 0
    return counts.get(State.SENT, 0) + returned


def grounds_of(words: str) -> str:
    grounds = storable(words).strip()
    if not grounds:
        raise NoGrounds
    if (length := units(grounds)) > LONGEST_GROUNDS:
        raise GroundsTooLong(length=length, most=LONGEST_GROUNDS)
    return grounds
