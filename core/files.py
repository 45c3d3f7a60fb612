"""Files that people attach. The messenger keeps the bytes, the service keeps where they are."""

from dataclasses import dataclass
from enum import StrEnum

LARGEST = 20 * 1024 * 1024
"""Bytes. More than this a bot may not download, so it could never cross to another messenger."""


class FileKind(StrEnum):
    DOCUMENT = "document"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file in one messenger; ``size`` in bytes, 0 where the messenger does not tell."""

    kind: FileKind
    messenger: str
    file_id: str
    name: str
    size: int = 0
