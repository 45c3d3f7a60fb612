"""A message of MAX, or one just edited, as aiogram's ``Message``."""

from typing import Any

from aiogram.types import (
    Audio,
    Chat,
    Document,
    InlineKeyboardMarkup,
    Message,
    PhotoSize,
    User,
    Video,
)

from bot.messengers.max.answers import Json
from bot.messengers.max.files import file_in

SECOND_OF_SEQ = 1000 << 16
"""A message's number begins with the milliseconds of its birth."""


def chat_of(number: int) -> Chat:
    return Chat(id=number, type="private" if number > 0 else "group")


def message_of(raw: Json, *, number: int, chat: int, sender: User, markup: Any = None) -> Message:
    """``raw`` has a ``body`` with ``text`` and ``attachments``; buttons come from ``markup``.

    A message with a file has a caption for a text, as in Telegram.
    """
    body = raw["body"]
    files = media_of(body.get("attachments"))
    text = body.get("text") or None
    return Message(
        message_id=number,
        date=max(number // SECOND_OF_SEQ, 1),  # type: ignore[arg-type]  # pydantic makes a date of it
        chat=chat_of(chat),
        from_user=sender,
        reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        **({"caption": text, **files} if files else {"text": text}),
    )


def media_of(attachments: Any) -> dict[str, Any]:
    """The first file among the attachments, under the name that aiogram has for its kind."""
    for attachment in attachments or ():
        file = file_in(attachment)
        if file is not None:
            return _media(attachment, file.file_id, file.token)
    return {}


def _media(attachment: Json, file_id: str, token: str) -> dict[str, Any]:
    about: dict[str, Any] = {"file_id": file_id, "file_unique_id": token}
    match attachment["type"]:
        case "image":
            return {"photo": [PhotoSize(**about, width=0, height=0)]}
        case "video":
            width, height = attachment.get("width") or 0, attachment.get("height") or 0
            seconds = attachment.get("duration") or 0
            return {"video": Video(**about, width=width, height=height, duration=seconds)}
        case "audio":
            return {"audio": Audio(**about, duration=0)}
    name, size = attachment.get("filename"), attachment.get("size")
    return {"document": Document(**about, file_name=name, file_size=size)}
