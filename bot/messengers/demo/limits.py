"""Telegram's limits: what the real messenger refuses, the demo refuses with the same words."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messengers.demo import markup
from bot.messengers.demo.chats import Rejected
from bot.messengers.demo.markup import Marked

TEXT = 4096
CAPTION = 1024
TOAST = 200
BUTTONS = 100
DATA = 64
UPLOAD = 50 * 1024 * 1024
DOWNLOAD = 20 * 1024 * 1024
LINKS = ("https://", "http://", "tg://")


def text(source: str, *, html: bool) -> Marked:
    """The text of a message: 1 to 4096 UTF-16 units, counted after the markup is taken out."""
    marked = _marked(source, html=html)
    if not marked.text.strip():
        raise Rejected("message text is empty")
    if markup.units(marked.text) > TEXT:
        raise Rejected("message is too long")
    return marked


def caption(source: str | None, *, html: bool) -> Marked:
    marked = _marked(source or "", html=html)
    if markup.units(marked.text) > CAPTION:
        raise Rejected("message caption is too long")
    return marked


def buttons(given: object) -> InlineKeyboardMarkup | None:
    """The inline keyboard, checked; other keyboards are not for a bot of two messengers."""
    if given is None:
        return None
    if not isinstance(given, InlineKeyboardMarkup):
        raise NotImplementedError(f"the demo messenger has no {type(given).__name__}")
    flat = [button for row in given.inline_keyboard for button in row]
    if len(flat) > BUTTONS:
        raise Rejected("REPLY_MARKUP_TOO_LONG")
    for button in flat:
        _check(button)
    return given if flat else None


def _check(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise Rejected("BUTTON_TEXT_INVALID")
    if button.callback_data is not None:
        if not 1 <= len(button.callback_data.encode()) <= DATA:
            raise Rejected("BUTTON_DATA_INVALID")
    elif button.url is None:
        raise Rejected(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    elif not button.url.startswith(LINKS):
        raise Rejected(
            f"inline keyboard button URL '{button.url}' is invalid: Unsupported URL protocol"
        )


def _marked(source: str, *, html: bool) -> Marked:
    if not html:
        return markup.plain(source)
    try:
        return markup.parse(source)
    except markup.BadMarkup as error:
        raise Rejected(f"can't parse entities: {error}") from error
