"""Words on their way: typed and attached piece by piece, shown back, sent when told."""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput

from core.consultations.model import Part, Words
from core.words import units
from handlers.cards import DRAFT
from handlers.context import here
from handlers.files import attachments_of, draft_in, joined, names_of, parts_of

LONGEST_SHOWN = 2000
"""UTF-16 units of a draft that a card quotes whole."""
LONGEST_NAMES = 600
GAP = "\n…\n"


def words_of(draft: dict[str, Any] | None) -> Words:
    """The words of a draft; raises the refusal of whatever is too much in them."""
    return Words.of(part_of(part) for part in parts_of(draft))


def part_of(part: dict[str, Any]) -> Part:
    return Part(
        text=part["text"],
        attachments=attachments_of({"parts": [part]}),
        messenger=part["messenger"],
        source=part["source"],
    )


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """Add to the draft. Too long or too large is refused, and what was there before stays."""
    piece = draft_in(message, here(manager).account.messenger)
    draft = joined(manager.dialog_data.get(DRAFT), piece)
    words_of(draft)
    manager.dialog_data[DRAFT] = draft


def collector() -> MessageInput:
    return MessageInput(collect)


def shown(draft: dict[str, Any] | None) -> dict[str, Any]:
    """The draft as a window quotes it back: of a long one the beginning and the end."""
    words = words_of(draft)
    names = names_of(words.attachments)
    return {
        "text": abridged(words.text, LONGEST_SHOWN),
        "has_text": bool(words.text),
        "signs": units(words.text),
        "is_long": units(words.text) > LONGEST_SHOWN,
        "files": names if len(names) <= LONGEST_NAMES else f"{names[:LONGEST_NAMES]}…",
        "has_files": bool(words.attachments),
        "filled": bool(draft),
        "empty": not draft,
    }


def abridged(text: str, most: int) -> str:
    """A text that fits as it is; of a longer one the beginning and the end."""
    if units(text) <= most:
        return text
    beginning, end = _first(text, most // 2), _first(text[::-1], most // 2)[::-1]
    return f"{beginning.rstrip()}{GAP}{end.lstrip()}"


def _first(text: str, most: int) -> str:
    """As much of the text as has so many units."""
    size = 0
    for at, sign in enumerate(text):
        size += units(sign)
        if size > most:
            return text[:at]
    return text
