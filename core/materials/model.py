"""What may be put on the shelf of an event, and who sees it from when on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.errors import NotYours
from core.files import LARGEST, Attachment
from core.materials.refusals import (
    MaterialsOff,
    MaterialTooLarge,
    MaterialTooLong,
    NoMaterialTitle,
    NotOpenYet,
    OnlyForThoseWhoCame,
    TitleTooLong,
)
from core.people import Person, PersonId
from core.units import UnitId
from core.words import one_line, units

MaterialId = NewType("MaterialId", int)

MOST = 30
"""Of one event: as many as somebody looks through in a chat."""
LONGEST_TITLE = 80
LONGEST_TEXT = 1000
"""Signs of a word that is a material, or stands above a file."""
GIST = 60
SETTLES = timedelta(minutes=10)
"""So long after something was added nobody is written to: more of it may follow."""
LETS_MARK = timedelta(hours=2)
"""After the end: whoever is marked by then has the materials named in the letter of thanks."""
PAUSE = timedelta(days=1)
"""Between two letters about the materials of one event to one person."""


class SeenBy(StrEnum):
    """``CAME`` are those marked as present."""

    ENROLLED = "enrolled"
    CAME = "came"


class Opens(StrEnum):
    """From when on, counted from the end of the event."""

    AT_ONCE = "at-once"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    seen_by: SeenBy = SeenBy.ENROLLED
    opens: Opens = Opens.AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one message brings: a file, words, or a file with words above it."""

    text: str = ""
    file: Attachment | None = None

    def __post_init__(self) -> None:
        if (length := units(self.text)) > LONGEST_TEXT:
            raise MaterialTooLong(length=length, most=LONGEST_TEXT)
        if self.file is not None and self.file.size > LARGEST:
            raise MaterialTooLarge(name=self.file.name, most=LARGEST // 1024**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """``title`` is what the organiser has called it, empty while they have not."""

    id: MaterialId
    title: str
    piece: Piece

    @property
    def name(self) -> str:
        if self.title:
            return self.title
        if self.piece.file is not None:
            return self.piece.file.name
        line = self.piece.text.strip().partition("\n")[0].strip()
        return line if len(line) <= GIST else f"{line[: GIST - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """How somebody stands to the event; ``came`` says that they are marked as present."""

    enrolled: bool
    came: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """An event, as far as its materials need it.

    ``version`` grows each time something is added.
    """

    event: int
    title: str
    unit: UnitId
    organiser: PersonId
    ends_at: datetime
    is_cancelled: bool
    rules: Rules
    version: int = 0

    def answers(self, me: Person, lineage: Collection[UnitId]) -> bool:
        """The organiser, while they are of the staff there, and coordinators over the unit."""
        return me.answers_for(self.organiser, lineage)

    def check_filled(self) -> Self:
        """Itself, if something may be put there."""
        if self.is_cancelled:
            raise MaterialsOff
        return self

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    def is_open_to(self, guest: Guest, now: datetime) -> bool:
        if self.is_cancelled:
            return False
        invited = guest.came or (self.rules.seen_by is SeenBy.ENROLLED and guest.enrolled)
        return invited and (self.rules.opens is Opens.AT_ONCE or self.is_over(now))

    def check_open_to(self, guest: Guest, now: datetime) -> None:
        """Raise what a guest has to hear: to whom it is open, or from when on."""
        if not guest.enrolled and not guest.came:
            raise NotYours
        if self.is_open_to(guest, now):
            return
        if self.is_cancelled:
            raise MaterialsOff
        if self.rules.seen_by is SeenBy.CAME and not guest.came:
            raise OnlyForThoseWhoCame
        raise NotOpenYet


def title_of(words: str) -> str:
    """One line."""
    title = one_line(words)
    if not title:
        raise NoMaterialTitle
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(title), most=LONGEST_TITLE)
    return title
