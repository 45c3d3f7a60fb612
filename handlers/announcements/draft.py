"""An announcement that is being written, in the shape that forms keep it."""

from typing import Any

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.kbd import Keyboard

from core.announcements.links import Link
from core.announcements.model import Content
from core.audience import Audience
from core.files import Attachment, Crossing
from core.work import Work
from handlers import sending
from handlers.cards import DRAFT
from handlers.context import Here, here
from handlers.files import attachments_of, draft_in, joined, names_of, text_of


def content_of(data: dict[str, Any]) -> Content:
    """Raises the refusal of whatever is too much in it."""
    draft = data.get(DRAFT)
    links = tuple(Link(title, url) for title, url in data.get("links", ()))
    return Content(text=text_of(draft), attachments=attachments_of(draft), links=links)


def audience_of(data: dict[str, Any]) -> Audience:
    return Audience.of(data.get("audience", {}))


async def collect(message: Message, _: Any, manager: DialogManager) -> None:
    """Several messages may bring the words and the files: an album comes as one for each.

    What is too much is refused, and what was there before stays.
    """
    piece = draft_in(message, here(manager).account.messenger)
    draft = joined(manager.dialog_data.get(DRAFT), piece)
    content_of({**manager.dialog_data, DRAFT: draft})
    manager.dialog_data[DRAFT] = draft


def shown(content: Content) -> dict[str, Any]:
    """The content as a window quotes it back."""
    return {
        "text": content.text,
        "has_text": bool(content.text),
        "files": names_of(content.attachments),
        "has_files": bool(content.attachments),
        "links": [(link.title, link.url) for link in content.links],
    }


async def send_files(manager: DialogManager, files: tuple[Attachment, ...]) -> None:
    """As they come with the letter; the card belongs below them then."""
    bot: Bot = manager.middleware_data["bot"]
    crossing: Crossing = manager.middleware_data["crossing"]
    we: Here[Work] = here(manager)
    await sending.send_files(bot, we.account, files, crossing, we.texts)


class Links(Keyboard):
    """A button for each ``(title, url)`` that the getter gives under ``links``."""

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,  # noqa: ARG002 - aiogram-dialog's signature
    ) -> RawKeyboard:
        return [[InlineKeyboardButton(text=title, url=url)] for title, url in data["links"]]
