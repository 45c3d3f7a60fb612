"""Letters: notices on their way to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.carriage.model import Cargo, Carriage
from core.files import Attachment
from core.notices import Outbox
from core.people import Account, PersonId
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice as the outbox keeps it; ``attempts`` counts the one in hand."""

    id: int
    to: PersonId
    kind: str
    payload: Mapping[str, object]
    attempts: int


@dataclass(frozen=True, slots=True)
class Button:
    """Opens a place of the bot, ``consultation:12`` (see ``handlers.places``), or an address."""

    title: str
    opens: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: HTML of ``b i u s code pre a``, buttons one in a row, then files.

    Unless it says that it is ``impersonal``, a messenger needs leave to carry it whole.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cargo: Cargo = Cargo.NOTICES
    impersonal: bool = False


class Failure(StrEnum):
    """Why a letter was given up; words of the messenger may follow after a colon."""

    CARRIAGE = "carriage"
    BLOCKED = "blocked"
    NO_ACCOUNT = "no-account"
    REFUSED = "refused"
    LATE = "late"

    @classmethod
    def of(cls, words: str) -> "Failure":
        code = words.partition(":")[0]
        return cls(code) if code in set(cls) else cls.REFUSED


class Undelivered(Exception):
    """The messenger did not take a letter. Subclasses say what to do about it."""


class Unreachable(Undelivered):
    """The person has blocked the bot or left the messenger. Do not try again."""


class Refused(Undelivered):
    """The messenger will never take this letter: the request itself is wrong."""


class TryLater(Undelivered):
    """The messenger asks to wait, or did not answer."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Messenger(Protocol):
    async def show(self, screen: Screen, *, to: Account) -> None:
        """Show the screen or raise ``Undelivered``."""


class Mailroom(Outbox, Protocol):
    async def take_due(self, limit: int) -> Sequence[Letter]: ...

    async def addressee(self, letter: Letter) -> PersonId | None:
        """Whom it is for by now: two records may have become one while it was in hand.

        ``None`` when it is not to be delivered any more.
        """

    async def settle(self, letter: Letter, *, failure: str | None = None) -> None: ...

    async def postpone(self, letter: Letter, *, until: datetime, failure: str) -> None: ...


class Addresses(Protocol):
    async def accounts(self, person: PersonId) -> Sequence[Account]:
        """Where the person can be reached, the preferred one first."""

    async def has_account(self, person: PersonId) -> bool:
        """Whether the person is in any messenger, reached or not."""

    async def mark_unreachable(self, account: Account) -> None: ...


class Permits(Protocol):
    async def get(self) -> Carriage: ...

    async def links(self) -> Mapping[str, str]:
        """Addresses of the bot by messenger, where they are known."""


class MailWork(Work, Protocol):
    @property
    def outbox(self) -> Mailroom: ...

    @property
    def people(self) -> Addresses: ...

    @property
    def carriage(self) -> Permits: ...
