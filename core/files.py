"""Files that people attach. The messenger keeps the bytes, the service keeps where they are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LARGEST = 20 * 1024 * 1024
"""Bytes. More than this a bot may not download, so it could never cross to another messenger."""


class FileKind(StrEnum):
    DOCUMENT = "document"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file in one messenger; ``size`` in bytes, 0 where the messenger does not tell.

    Files of one ``album`` were sent together and are shown together.
    """

    kind: FileKind
    messenger: str
    file_id: str
    name: str
    size: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that another messenger has taken; some take it only by showing it at once."""

    file_id: str
    shown: bool


Show = Callable[[str], Awaitable[None]]
"""Shows a file that the messenger has, by its id there."""

Bring = Callable[[bytes], Awaitable[Brought]]
"""Gives the messenger the bytes of a file that it does not have."""


class Crossing(Protocol):
    """How a file of one messenger is shown in another."""

    async def cross(self, file: Attachment, *, into: str, show: Show, bring: Bring) -> None:
        """Show it by the id it has there, or bring it first.

        Raises ``core.letters.Refused`` when it cannot be had or is not taken, ``TryLater`` when
        its messenger does not answer now.
        """

    def instead_of(self, file: Attachment) -> str:
        """What the person reads in the place of a file that could not be passed on: HTML."""


def is_same(one: Attachment, other: Attachment) -> bool:
    """Whether it is the same file, which a messenger may call by another id the next time.

    Its size tells two files apart; where that is not told, the first word of the id has to.
    """
    if (one.kind, one.messenger, one.name, one.size) != (
        other.kind,
        other.messenger,
        other.name,
        other.size,
    ):
        return False
    return bool(one.size) or one.file_id.partition(" ")[0] == other.file_id.partition(" ")[0]


LONGEST_NAME = 40


def short(name: str) -> str:
    """A long name is cut in the middle: its beginning and its ending say what it is."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME // 2]}…{name[-12:]}"
