"""What is joined to what, how far it has come, and when it still counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from core.errors import NotYours, Refusal
from core.guessing import Missed
from core.people import Account, PersonId, Role

JoiningId = NewType("JoiningId", int)

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
MERGE_LASTS = timedelta(hours=24)
"""From the first yes to the second: the other phone may be at home."""


class CodeUnknown(Refusal, Missed):
    """Mistyped, used, older than ten minutes or tried too often: whoever guesses is not told."""

    key = "code-unknown"


class CodeUsed(Refusal):
    """Said only to the two whom the code has brought together."""

    key = "code-used"


class OwnCode(Refusal):
    key = "own-code"


class MergeOver(Refusal):
    """Confirmed already, declined, or too late."""

    key = "merge-over"


class LastAccount(Refusal):
    """Without an account nobody could come back to the profile."""

    key = "last-account"


class State(StrEnum):
    """``OPEN`` waits for its code, ``PROPOSED`` for the second yes; the others are over."""

    OPEN = "open"
    PROPOSED = "proposed"
    JOINED = "joined"
    MERGED = "merged"
    DECLINED = "declined"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One code with its link, and what has come of it.

    ``person`` has made it and stays; ``other`` brought it and has a record of their own.
    """

    id: JoiningId
    person: PersonId
    state: State
    other: PersonId | None = None
    taken_at: datetime | None = None

    def proposed_to(self, person: PersonId, *, now: datetime) -> PersonId:
        """Who waits for the person's yes."""
        if self.person != person:
            raise NotYours
        if self.other is None or self.taken_at is None:
            raise MergeOver
        if self.state is not State.PROPOSED or now >= self.taken_at + MERGE_LASTS:
            raise MergeOver
        return self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An account as its owner sees it."""

    account: Account
    joined_at: datetime
    is_unreachable: bool = False


def told(linked: Iterable[Linked]) -> Linked | None:
    """Where notices go: the chosen one comes first, then the newest; blocked ones are skipped."""
    return next((one for one in linked if not one.is_unreachable), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a record holds, in words for whoever is to decide about it."""

    person: PersonId
    name: str
    unit: str = ""
    position: str = ""
    roles: tuple[tuple[Role, str], ...] = ()
    asked: int = 0
    answering: int = 0
    messengers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What will be joined: ``mine`` into ``into``; a newcomer has nothing yet."""

    into: Holdings
    mine: Holdings | None = None
