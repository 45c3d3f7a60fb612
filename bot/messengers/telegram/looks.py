"""How a screen looks in Telegram: its messages, its buttons, its pictures."""

from collections.abc import Sequence
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode

from core.files import Attachment, FileKind
from core.letters import Button, Screen
from core.parts import split

LONGEST_TEXT = 4096
"""UTF-16 units that Telegram takes in a message."""


def texts_of(screen: Screen, most: int | None = None) -> Sequence[Screen]:
    """One message, or several of a long text with the buttons below the last.

    They are filled up where otherwise they would be more than ``most``.
    """
    parts = split(screen.text)
    if most is not None and len(parts) > most:
        parts = split(screen.text, LONGEST_TEXT)
    *first, last = parts
    return [
        *(Screen(text, lane=screen.lane) for text in first),
        Screen(last, screen.buttons, lane=screen.lane),
    ]


def looks_of(text: Screen) -> dict[str, Any]:
    rows = [[_button(button)] for button in text.buttons]
    return {
        "text": text.text,
        "parse_mode": ParseMode.HTML,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
        "reply_markup": InlineKeyboardMarkup(rows) if rows else None,
        "rate_limit_args": text.lane,
    }


def in_album(file: Attachment) -> InputMediaPhoto | InputMediaVideo:
    if file.kind is FileKind.VIDEO:
        return InputMediaVideo(file.file_id)
    return InputMediaPhoto(file.file_id)


def id_in(sent: Message) -> str:
    """The id of the file of a message, of a photo the largest; nothing where there is none."""
    found = sent.effective_attachment
    file = found[-1] if isinstance(found, tuple) and found else found
    return getattr(file, "file_id", "")


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.title, url=button.url)
    return InlineKeyboardButton(button.title, callback_data=button.opens)
