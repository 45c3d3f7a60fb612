"""Words on their way: typed and attached piece by piece, shown back, sent when told."""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput

from core.consultations.model import Words
from handlers.cards import DRAFT
from handlers.context import here
from handlers.files import attachments_of, draft_in, joined, names_of


def words_of(draft: dict[str, Any] | None) -> Words:
    """The words of a draft; raises the refusal of whatever is too much in them."""
    if not draft:
        return Words()
    return Words(draft["text"], attachments_of(draft))


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """Add to the draft. Too long or too large is refused, and what was there before stays."""
    piece = draft_in(message, here(manager).account.messenger)
    draft = manager.dialog_data.get(DRAFT)
    words_of(draft) + words_of(piece)
    manager.dialog_data[DRAFT] = joined(draft, piece)


def collector() -> MessageInput:
    return MessageInput(collect)


def shown(draft: dict[str, Any] | None) -> dict[str, Any]:
    """The draft as a window quotes it back."""
    words = words_of(draft)
    return {
        "text": words.text,
        "has_text": bool(words.text),
        "files": names_of(words.attachments),
        "has_files": bool(words.attachments),
        "filled": bool(draft),
        "empty": not draft,
    }
