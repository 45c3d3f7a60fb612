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
    FileKind.AUDIO: "audio.mp3",
    FileKind.DOCUMENT: "file",
}


class CannotRead(Refusal):
    """A sticker, a place on the map, a poll: nothing that could be passed on."""

    key = "cannot-read"


class CameEmpty(Refusal):
    """A message with nothing in it at all: so comes what a messenger does not pass on to bots."""

    key = "came-empty"


def draft_in(message: Message, messenger: str) -> dict[str, Any]:
    """Text and files of a message as a form keeps them: ``{"text": …, "files": [{…}]}``."""
    attachment = attachment_in(message, messenger)
    text = storable(message.text or message.caption or "").strip()
    if attachment is None and not text:
        raise CameEmpty if message.content_type == ContentType.UNKNOWN else CannotRead
    return {"text": text, "files": [asdict(attachment)] if attachment else []}


def joined(draft: dict[str, Any] | None, piece: dict[str, Any]) -> dict[str, Any]:
    """What was there before, then what has come."""
    if not draft:
        return piece
    return {
        "text": "\n".join(filter(None, (draft["text"], piece["text"]))),
        "files": [*draft["files"], *piece["files"]],
    }


def attachments_of(draft: dict[str, Any]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(**{**file, "kind": FileKind(file["kind"])}) for file in draft.get("files", ())
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
        (FileKind.VIDEO, message.video or message.video_note),
        (FileKind.AUDIO, message.audio),
    ):
        if file is not None:
            return Attachment(
                kind=kind,
                messenger=messenger,
                file_id=file.file_id,
                name=storable(getattr(file, "file_name", None) or "") or NAMELESS[kind],
                size=file.file_size or 0,
            )
    return None
