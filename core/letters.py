"""Letters: notices on their way to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.carriage.model import Cargo, Carriage
from core.files import Attachment
from core.notices import Lane, Outbox
from core.people import Account, PersonId
from core.work import Work


class LetterState(StrEnum):
    """``HELD`` waits for the digest it is to be a part of."""

    DUE = "due"
    LEASED = "leased"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"


class Errand(StrEnum):
    """What is to be done with a letter: a delivered one may be corrected or taken back."""

    SHOW = "show"
    EDIT = "edit"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a letter has arrived: the account, and its messages there by the messenger's ids.

    ``texts`` says how many of the ids, from the first, are of the text: files follow them.
    """

    account: Account
    ids: tuple[str, ...]
    texts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice as the outbox keeps it.

    ``attempts`` counts the one in hand, ``doubts`` how often nobody could know whether it has
    arrived. ``shown`` is where a delivered one is to be found.
    """

    id: int
    to: PersonId
    kind: str
    payload: Mapping[str, object]
    attempts: int
    lane: Lane = Lane.REPLIES
    doubts: int = 0
    errand: Errand = Errand.SHOW
    shown: Shown | None = None
    announcement: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Opens a place of the bot, ``consultation:12`` (see ``handlers.places``), or an address."""

    title: str
    opens: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: HTML of ``b i u s code pre a``, buttons one in a row, then files.

    Unless it says that it is ``impersonal``, a messenger needs leave to carry it whole. What
    waits for a messenger leaves in the order of the lanes.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cargo: Cargo = Cargo.NOTICES
    impersonal: bool = False
    lane: Lane = Lane.REPLIES


class Failure(StrEnum):
    """Why a letter was given up; words of the messenger may follow after a colon."""

    CARRIAGE = "carriage"
    BLOCKED = "blocked"
    NO_ACCOUNT = "no-account"
    REFUSED = "refused"
    LATE = "late"
    UNKNOWN = "unknown"

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


class Uncertain(Undelivered):
    """The request was made and no answer came: the letter may have arrived or not."""


class TryLater(Undelivered):
    """Surely not delivered: the messenger asks to wait, could not be asked or has failed."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Messenger(Protocol):
    """Every method does what it says or raises ``Undelivered``.

    To edit and to delete twice does no more than once: no answer to them is ``TryLater``.
    """

    @property
    def halted(self) -> timedelta:
        """How long the messenger has asked to be left alone still; zero while it has not.

        Whatever is given to it meanwhile comes back as ``TryLater``, or waits.
        """

    async def show(self, screen: Screen, *, to: Account) -> Shown: ...

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        """Put the text and the buttons of the screen in the place of those shown.

        Files stay as they are. A message that is not there any more is ``Refused``.
        """

    async def delete(self, shown: Shown) -> None:
        """Take it back. Where a messenger does not delete any more (Telegram: 48 hours), what is
        left says ``texts`` ``letter-withdrawn`` in its place. What is gone already is no error.
        """


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
