"""Buttons and texts of aiogram's methods as MAX takes them."""

from html.parser import HTMLParser
from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.utils.text_decorations import html_decoration

from bot.messengers.max.answers import Json
from bot.messengers.max.errors import NotSupported
from bot.messengers.max.keyboards import button, keyboard


def keyboard_of(markup: Any) -> list[Json]:
    """The keyboard as an attachment; none for no buttons.

    MAX has no keyboard below the chat: its buttons stand under the message, and taking it away
    means nothing.
    """
    match markup:
        case None | ReplyKeyboardRemove():
            return []
        case InlineKeyboardMarkup():
            return keyboard([list(map(_inline, row)) for row in markup.inline_keyboard])
        case ReplyKeyboardMarkup():
            return keyboard([list(map(_reply, row)) for row in markup.keyboard])
    raise NotSupported(f"show {type(markup).__name__}")


def _inline(given: InlineKeyboardButton) -> Json:
    if given.callback_data is not None:
        return button("callback", given.text, payload=given.callback_data)
    if given.url is not None:
        return button("link", given.text, url=given.url)
    if given.copy_text is not None:
        return button("clipboard", given.text, payload=given.copy_text.text)
    raise NotSupported(f"make a button of {sorted(given.model_fields_set - {'text'})}")


def _reply(given: KeyboardButton) -> Json:
    if given.request_contact:
        return button("request_contact", given.text)
    if given.request_location:
        return button("request_geo_location", given.text)
    return button("message", given.text)


def said(bot: Bot, text: str, mode: str | Default | None, entities: Any) -> Json:
    """The words of a message: HTML of what is marked up, by tags or by entities."""
    chosen: str | None = bot.default[mode.name] if isinstance(mode, Default) else mode
    marks: list[MessageEntity] = list(entities or ())
    if marks:
        return {"text": html_decoration.unparse(text, marks), "format": "html"}
    if chosen is None:
        return {"text": text}
    if chosen.upper() != "HTML":
        raise NotSupported(f"read {chosen}")
    return {"text": text, "format": "html"}


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def plain(words: Json) -> str:
    """What of the words a person reads."""
    if words.get("format") != "html":
        return str(words["text"])
    parser = _Plain()
    parser.feed(words["text"])
    parser.close()
    return "".join(parser.seen)
