"""Notices: facts that some person has to learn about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import ClassVar, Protocol

from core.people import PersonId


class Lane(IntEnum):
    """How soon a letter leaves: a lane never waits for one below it."""

    REPLIES = 0
    REMINDERS = 1
    DIGESTS = 2
    ANNOUNCEMENTS = 3

    @property
    def at_any_hour(self) -> bool:
        """What somebody waits for comes at night too."""
        return self is Lane.REPLIES

    @property
    def again_in_doubt(self) -> bool:
        """Whether a letter that may have arrived, nobody knows, is sent once more."""
        return self in (Lane.REPLIES, Lane.REMINDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A fact for one person. How it is worded is decided in ``notifications``.

    ``sender`` is whose words or name it carries: when that person is erased, what is not yet
    delivered goes too.
    """

    lane: ClassVar[Lane] = Lane.REPLIES

    to: PersonId
    sender: PersonId | None = field(default=None)

    @property
    def once(self) -> str:
        """Two notices with the same value are the same notice: the second is dropped."""
        raise NotImplementedError

    @property
    def thread(self) -> str | None:
        """Letters of one thread reach the person in the order they were put."""
        return None

    @property
    def last_moment(self) -> datetime | None:
        """From then on it is of no use: a letter that is late does not leave at all."""
        return None


class Outbox(Protocol):
    async def put(self, notice: Notice, *, not_before: datetime | None = None) -> None: ...

    async def put_all(self, notices: Sequence[Notice]) -> None:
        """Notices of one kind, to many people, in few statements."""

    async def amend(self, notice: Notice) -> bool:
        """Correct the letter of the same ``once``, delivered or not; put it if there is none.

        Says ``False`` when it is just being carried: try again a moment later.
        """

    async def sort_again(self, person: PersonId) -> None:
        """What has waited for a better hour or for a digest is looked at anew, by what the person
        wants now. What was put for later stays for later.
        """
