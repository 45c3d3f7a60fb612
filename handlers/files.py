"""What a message carries: its words and its file, in the shape that forms keep."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message

from core.errors import Refusal
from core.files import Attachment, FileKind, short
from core.words import storable

NAMELESS = {
    FileKind.PHOTO: "photo.jpg",
    FileKind.VOICE: "voice.ogg",
    FileKind.VIDEO: "video.mp4",
    FileKind.VIDEO_NOTE: "video.mp4",
    FileKind.AUDIO: "audio.mp3",
    FileKind.DOCUMENT: "file",
}


UNREAD = {
    ContentType.STICKER: "sticker",
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    ContentType.CONTACT: "contact",
    ContentType.POLL: "poll",
    ContentType.DICE: "game",
    ContentType.GAME: "game",
    ContentType.STORY: "story",
    ContentType.PAID_MEDIA: "paid",
}
"""What people attach and nobody can pass on, by what it is called to them."""


class CannotRead(Refusal):
    """A sticker, a place on the map, a poll: nothing that could be passed on."""

    key = "cannot-read"

    def __init__(self, what: str = "unknown") -> None:
        super().__init__(what=what)


class CameEmpty(Refusal):
    """A message with nothing in it at all: so comes what a messenger does not pass on to bots."""

    key = "came-empty"


def draft_in(message: Message, messenger: str) -> dict[str, Any]:
    """Text and files of a message as a form keeps them, in one part.

    ``{"parts": [{"text": …, "files": [{…}], "messenger": …, "source": …}]}``, where the source is
    the message itself: by it an edit of the message is recognised.
    """
    part = part_in(message, messenger)
    if not part["files"] and not part["text"]:
        if message.content_type == ContentType.UNKNOWN:
            raise CameEmpty
        raise CannotRead(what=UNREAD.get(ContentType(message.content_type), "unknown"))
    return {"parts": [part]}


def part_in(message: Message, messenger: str) -> dict[str, Any]:
    attachment = attachment_in(message, messenger)
    return {
        "text": storable(message.text or message.caption or "").strip(),
        "files": [asdict(attachment)] if attachment else [],
        "messenger": messenger,
        "source": str(message.message_id) if message.message_id else "",
    }


def joined(draft: dict[str, Any] | None, piece: dict[str, Any]) -> dict[str, Any]:
    """What was there before, then what has come."""
    return {"parts": [*parts_of(draft), *parts_of(piece)]}


def parts_of(draft: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Forms of before kept one text and all files."""
    if not draft:
        return []
    parts: list[dict[str, Any]] = draft.get("parts") or [{"messenger": "", "source": "", **draft}]
    return parts


def text_of(draft: dict[str, Any] | None) -> str:
    return "\n".join(part["text"] for part in parts_of(draft) if part["text"])


def attachments_of(draft: dict[str, Any] | None) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(**{**file, "kind": FileKind(file["kind"])})
        for part in parts_of(draft)
        for file in part.get("files", ())
    )


def names_of(attachments: Sequence[Attachment]) -> str:
    """Their names in a line. Long ones are cut in the middle, so that ten fit a message."""
    return ", ".join(short(file.name) for file in attachments)


def attachment_in(message: Message, messenger: str) -> Attachment | None:
    """The file of a message; of a photo the largest picture."""
    for kind, file in (
        (FileKind.DOCUMENT, message.document),
        (FileKind.PHOTO, message.photo[-1] if message.photo else None),
        (FileKind.VOICE, message.voice),
        (FileKind.VIDEO, message.video),
        (FileKind.VIDEO_NOTE, message.video_note),
        (FileKind.AUDIO, message.audio),
    ):
        if file is not None:
            return Attachment(
                kind=kind,
                messenger=messenger,
                file_id=file.file_id,
                name=storable(getattr(file, "file_name", None) or "") or NAMELESS[kind],
                size=file.file_size or 0,
                album=message.media_group_id or "",
            )
    return None
