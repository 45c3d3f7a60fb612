"""What one side says: texts and files, as many messages of them as it took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from core.consultations.refusals import (
    AttachmentTooLarge,
    NothingSaid,
    TooLong,
    TooManyAttachments,
)
from core.files import LARGEST, Attachment, is_same
from core.words import units

LONGEST_TEXT = 20_000
"""As messengers count. More than one message: what leaves is split by ``core.parts``."""
MOST_ATTACHMENTS = 30


class Kind(StrEnum):
    """What a message of a thread is: only the first two go from one side to the other."""

    WORDS = "words"
    BACK = "back"
    NOTE = "note"
    PROPOSAL = "proposal"


PASSED_ON = (Kind.WORDS, Kind.BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of its author: ``source`` is what ``messenger`` calls it.

    By that name an edit of it is recognised. A part without a source was written by the service
    itself, from a template for one.
    """

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    messenger: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What one side says: text, files, or both; ``parts`` are how, where it is known."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if (length := units(self.text)) > LONGEST_TEXT:
            raise TooLong(most=LONGEST_TEXT, length=length)
        if len(self.attachments) > MOST_ATTACHMENTS:
            raise TooManyAttachments(most=MOST_ATTACHMENTS)
        for attachment in self.attachments:
            if attachment.size > LARGEST:
                raise AttachmentTooLarge(name=attachment.name, most=LARGEST // 1024**2)

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Self:
        said = tuple(parts)
        text = "\n".join(part.text for part in said if part.text)
        return cls(text, tuple(file for part in said for file in part.attachments), said)

    def __add__(self, more: "Words") -> "Words":
        text = "\n".join(part for part in (self.text, more.text) if part)
        return Words(text, self.attachments + more.attachments, self.parts + more.parts)

    def said(self) -> Self:
        if not self.text.strip() and not self.attachments:
            raise NothingSaid
        return self


def corrected(parts: Sequence[Part], to: Part) -> tuple[Part, ...] | None:
    """The parts with the one of the same source as it reads now; ``None`` if none is or nothing
    has changed. A message that an edit would leave without a word and a file stays as it was.
    """
    found = [at for at, part in enumerate(parts) if _is_same(part, to)]
    if not found or not (to.text or to.attachments or parts[found[0]].attachments):
        return None
    first = found[0]
    # A messenger that brings several files in one message edits the words of the first.
    before = parts[first].attachments
    changed = len(to.attachments) != len(before) or not all(map(is_same, to.attachments, before))
    files = to.attachments if len(found) == 1 and to.attachments and changed else before
    after = replace(parts[first], text=to.text, attachments=files)
    if after == parts[first]:
        return None
    return (*parts[:first], after, *parts[first + 1 :])


def _is_same(one: Part, other: Part) -> bool:
    return bool(one.source) and (one.messenger, one.source) == (other.messenger, other.source)
