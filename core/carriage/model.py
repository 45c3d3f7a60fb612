"""What each messenger may carry: cells of a table, ready choices, and what a choice would cost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.errors import Refusal
from core.people import Account

MAX, TELEGRAM = "max", "telegram"


class NotHere(Refusal):
    """This messenger may not carry personal data: the person has to go on in another."""

    key = "not-here"


class Cargo(StrEnum):
    """Kinds of messages: what a coordinator sends to many, what is told to one, what one does."""

    ANNOUNCEMENTS = "announcements"
    NOTICES = "notices"
    DIALOGS = "dialogs"


class Extent(StrEnum):
    """How much of it may be carried; ``IMPERSONAL`` means without personal data."""

    WHOLE = "whole"
    IMPERSONAL = "impersonal"
    NONE = "none"


WIDTH = {Extent.NONE: 0, Extent.IMPERSONAL: 1, Extent.WHOLE: 2}

OFFERED: Mapping[Cargo, tuple[Extent, ...]] = {
    Cargo.ANNOUNCEMENTS: tuple(Extent),
    Cargo.NOTICES: tuple(Extent),
    Cargo.DIALOGS: (Extent.WHOLE, Extent.IMPERSONAL),
}
"""A dialog cannot be forbidden more than that: whoever writes has to hear where to go on."""

Cell = tuple[str, Cargo]
"""A messenger and a kind of messages."""


class Choice(StrEnum):
    """Ready answers for the whole table."""

    OPEN = "open"
    OFFICIAL_IN_MAX = "official-in-max"
    IMPERSONAL_IN_TELEGRAM = "impersonal-in-telegram"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the table."""

    messenger: str
    cargo: Cargo
    extent: Extent

    def __str__(self) -> str:
        return f"{self.messenger}/{self.cargo}={self.extent}"


@dataclass(frozen=True, slots=True)
class Carriage:
    """The whole table. While nobody has decided anything it is empty, and all may be carried.

    Once something was decided, a messenger that nobody has spoken of carries no personal data.
    """

    cells: Mapping[Cell, Extent] = field(default_factory=dict)

    def of(self, messenger: str, cargo: Cargo) -> Extent:
        if not self.cells:
            return Extent.WHOLE
        return self.cells.get((messenger, cargo), Extent.IMPERSONAL)

    def carries_whole(self, messenger: str, cargo: Cargo) -> bool:
        return self.of(messenger, cargo) is Extent.WHOLE

    def ways(
        self, accounts: Iterable[Account], cargoes: Collection[Cargo]
    ) -> list[tuple[Account, Extent]]:
        """Where it may go: first those that may carry all of it, each in the order given.

        A message of several kinds is carried as far as each of them may be.
        """
        ways = [
            (
                account,
                min((self.of(account.messenger, one) for one in cargoes), key=WIDTH.__getitem__),
            )
            for account in accounts
        ]
        allowed = [way for way in ways if way[1] is not Extent.NONE]
        return sorted(allowed, key=lambda way: -WIDTH[way[1]])

    def go_on(self, messengers: Collection[str], *, at: str) -> str | None:
        """Where a conversation may be had: here if it may, else in MAX, else wherever it may."""
        fit = [one for one in messengers if self.carries_whole(one, Cargo.DIALOGS)]
        return min(fit, key=lambda one: (one != at, one != MAX, one), default=None)

    def after(self, change: Choice | Change, messengers: Collection[str]) -> "Carriage":
        """The table as the change would make it; ``messengers`` are those connected."""
        known = {*messengers, MAX, TELEGRAM, *(messenger for messenger, _ in self.cells)}
        if isinstance(change, Choice):
            return Carriage(_chosen(change, known))
        known.add(change.messenger)
        cells = {(one, cargo): self.of(one, cargo) for one in known for cargo in Cargo}
        cells[change.messenger, change.cargo] = change.extent
        return Carriage(cells)


def _chosen(choice: Choice, messengers: Collection[str]) -> Mapping[Cell, Extent]:
    cells = {(one, cargo): Extent.WHOLE for one in messengers for cargo in Cargo}
    match choice:
        case Choice.OPEN:
            return {}
        case Choice.OFFICIAL_IN_MAX:
            others = [one for one in messengers if one != MAX]
            return cells | {(one, Cargo.ANNOUNCEMENTS): Extent.NONE for one in others}
        case Choice.IMPERSONAL_IN_TELEGRAM:
            return cells | {(TELEGRAM, cargo): Extent.IMPERSONAL for cargo in Cargo}


def change_of(words: str) -> Choice | Change | None:
    """The change that ``str`` has written so; ``None`` for anything else."""
    if words in set(Choice):
        return Choice(words)
    messenger, _, rest = words.partition("/")
    cargo, _, extent = rest.partition("=")
    if cargo not in set(Cargo) or extent not in set(Extent):
        return None
    return Change(messenger, Cargo(cargo), Extent(extent))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many people a table leaves with nothing, or with a hint that says nothing of them."""

    nothing: int = 0
    hint: int = 0


Holders = Mapping[frozenset[str], int]
"""How many people have accounts in exactly these messengers."""


def left_out(carriage: Carriage, holders: Holders, cargo: Cargo) -> LeftOut:
    """A person is as well off as the best of their messengers."""
    counted = dict.fromkeys(Extent, 0)
    for messengers, people in holders.items():
        extents = [carriage.of(one, cargo) for one in messengers]
        counted[max(extents, key=WIDTH.__getitem__, default=Extent.NONE)] += people
    return LeftOut(nothing=counted[Extent.NONE], hint=counted[Extent.IMPERSONAL])
