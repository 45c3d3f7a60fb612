"""How a screen looks in MAX: bodies of its messages."""

from collections.abc import Sequence

from bot.messengers.max.answers import Json
from bot.messengers.max.files import file_of
from bot.messengers.max.keyboards import button, keyboard
from core.files import FileKind
from core.letters import Button, Screen
from core.parts import LONGEST, split
from core.words import units

LONGEST_TEXT = 4000
"""UTF-16 units that MAX takes in a message."""


def texts_of(screen: Screen, most: int | None = None) -> Sequence[Json]:
    """One message, or several of a long text with the buttons below the last.

    They are filled up where otherwise they would be more than ``most``.
    """
    parts = _parts(screen.text, LONGEST)
    if most is not None and len(parts) > most:
        parts = _parts(screen.text, LONGEST_TEXT)
    *first, last = parts
    return [*map(text_of, first), text_of(last, screen.buttons)]


def _parts(html: str, limit: int) -> list[str]:
    """MAX does not say whether tags and references count in a length: no part has too many."""
    while max(map(units, parts := split(html, limit))) > LONGEST_TEXT and limit > 1:
        limit = limit * 3 // 4
    return parts


def text_of(html: str, buttons: Sequence[Button] = ()) -> Json:
    body: Json = {"text": html, "format": "html"}
    rows = [[_button(each)] for each in buttons]
    return {**body, "attachments": keyboard(rows)} if rows else body


def _button(each: Button) -> Json:
    if each.url:
        return button("link", each.title, url=each.url)
    return button("callback", each.title, payload=each.opens)


def shown_as(files: Sequence[tuple[FileKind, str]]) -> Json:
    """Files by their kinds and ids. Several are pictures; any other is alone in its message."""
    return {"attachments": [file_of(file_id).attachment(kind) for kind, file_id in files]}
