"""What a message carries: its words and its file, in the shape that forms keep."""

from dataclasses import asdict
from typing import Any

from aiogram.types import Message

from core.errors import Refusal
from core.files import Attachment, FileKind
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


def draft_in(message: Message, messenger: str) -> dict[str, Any]:
    """Text and files of a message as a form keeps them: ``{"text": …, "files": [{…}]}``."""
    attachment = attachment_in(message, messenger)
    text = storable(message.text or message.caption or "").strip()
    if attachment is None and not text:
        raise CannotRead
    return {"text": text, "files": [asdict(attachment)] if attachment else []}


def attachments_of(draft: dict[str, Any]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(**{**file, "kind": FileKind(file["kind"])}) for file in draft.get("files", ())
    )


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
