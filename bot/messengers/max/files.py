"""Files as MAX carries them and as handlers know them: a token, an address, a kind."""

from dataclasses import dataclass
from typing import Any

from bot.messengers.max.answers import Json
from core.files import FileKind

TYPES = {
    FileKind.DOCUMENT: "file",
    FileKind.PHOTO: "image",
    FileKind.VOICE: "audio",
    FileKind.VIDEO: "video",
    FileKind.VIDEO_NOTE: "video",
    FileKind.AUDIO: "audio",
}
"""What MAX calls our kinds of files. A voice message is an audio there."""

MEDIA = frozenset(TYPES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxFile:
    """``token`` shows the file again, ``url`` downloads it, the message with the id ``mid``
    tells a fresh ``url``; all go into one ``file_id``."""

    token: str
    url: str = ""
    mid: str = ""

    @property
    def file_id(self) -> str:
        return f"{self.token} {self.url} {self.mid}".rstrip()

    def attachment(self, kind: FileKind) -> Json:
        """The file as a part of a message."""
        return attached(TYPES[kind], self.token)


def file_of(file_id: str) -> MaxFile:
    token, _, more = file_id.partition(" ")
    url, _, mid = more.partition(" ")
    return MaxFile(token=token, url=url, mid=mid)


def attached(type_: str, token: str) -> Json:
    return {"type": type_, "payload": {"token": token}}


def file_in(attachment: Json) -> MaxFile | None:
    """The file of an attachment of a message; ``None`` where it is no file, or has no token."""
    payload = attachment.get("payload")
    if attachment.get("type") not in MEDIA or not isinstance(payload, dict):
        return None
    token = payload.get("token")
    return MaxFile(token=token, url=str(payload.get("url") or "")) if token else None


def kept_media(attachments: Any) -> list[Json]:
    """What of a message has to be sent again with an edit, which replaces all of it."""
    found = []
    for attachment in attachments or ():
        file = file_in(attachment)
        if file is not None:
            found.append(attached(attachment["type"], file.token))
    return found
