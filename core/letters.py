"""Letters: notices on their way to a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

from core.carriage.model import Cargo, Carriage
from core.files import Attachment
from core.notices import Lane, Outbox
from core.people import Account, PersonId
from core.preferences.model import Preferences
from core.work import Work


class LetterState(StrEnum):
    """``HELD`` waits for the digest it is to be a part of."""

    DUE = "due"
    LEASED = "leased"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"


DIGEST = "Digest"
"""The kind of the letter that others are held for; no notice is called so."""


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
    OFF = "off"
    RECALLED = "recalled"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What has become of a letter in hand; ``DUE`` with ``due_at`` puts it off.

    ``certain`` is ``False`` when nobody can know whether it has arrived.
    """

    letter: Letter
    state: LetterState
    failure: str | None = None
    due_at: datetime | None = None
    shown: Shown | None = None
    certain: bool = True


class Mailroom(Outbox, Protocol):
    async def due(
        self, limit: int, *, lanes: Iterable[Lane] = Lane, without: Collection[str] = ()
    ) -> Sequence[Letter]:
        """Letters that may leave now, the higher lanes first, so many at most of each.

        Of each thread only the first. ``without`` are messengers that are not asked for the
        time being: who is in no other waits.
        """

    async def lease(self, letters: Sequence[Letter], *, term: int) -> Sequence[Letter]:
        """Take them into hand, under the term of the leader who carries them."""

    async def settle(self, done: Sequence[Done], *, term: int) -> None:
        """Only what is in hand under this term: another leader may have it by now."""

    async def postpone(self, letters: Sequence[Letter], *, until: datetime) -> None:
        """They were not tried: the hour is not right for them."""

    async def drop(self, letters: Sequence[Letter], *, failure: Failure) -> None:
        """They are not sent at all, for this reason."""

    async def hold(self, letters: Sequence[Letter], *, until: datetime) -> None:
        """Keep them for the digest that the person gets at that moment. All are to one person."""

    async def held(self, digest: Letter) -> Sequence[Letter]:
        """What the digest is made of."""

    async def expire(self) -> int:
        """Let go of what is of no use any more; say how many."""

    async def give_back(self, *, term: int) -> int:
        """What was in hand under an earlier term: its carrier is gone. Says how many there were.

        Nobody can know whether they have arrived: each follows ``Lane.again_in_doubt``, once.
        """


class Addresses(Protocol):
    async def ways(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, Sequence[tuple[Account, bool]]]:
        """Accounts of each, the preferred one first, and whether it can be reached."""

    async def mark_unreachable(self, account: Account) -> None: ...


class Wishes(Protocol):
    async def of_many(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, tuple[Preferences, tzinfo]]:
        """What each wants, and the zone they live in."""


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

    @property
    def preferences(self) -> Wishes: ...
