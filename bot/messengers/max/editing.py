"""Changes messages in place.

MAX answers an edit with "done" alone, so the message that aiogram expects is put together here.
An edit replaces all attachments of a message, its keyboard among them, or none.
"""

from aiogram import Bot
from aiogram.methods import EditMessageCaption, EditMessageReplyMarkup, EditMessageText
from aiogram.types import Message

from bot.messengers.max.answers import Json
from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import NotSupported
from bot.messengers.max.files import kept_media
from bot.messengers.max.markup import keyboard_of, plain, said
from bot.messengers.max.messages import message_of
from bot.messengers.max.mids import Mids
from bot.messengers.max.sending import chat_number, myself

Edit = EditMessageText | EditMessageCaption | EditMessageReplyMarkup


class Editing:
    def __init__(self, api: MaxApi, mids: Mids) -> None:
        self._api = api
        self._mids = mids

    async def text(self, bot: Bot, method: EditMessageText) -> Message:
        """A message of words alone; one with a file is a matter of its caption, as in Telegram."""
        if method.text is None:
            raise NotSupported("edit into a rich message")
        words = said(bot, method.text, method.parse_mode, method.entities)
        body = {**words, "attachments": keyboard_of(method.reply_markup)}
        return await self._edit(bot, method, body, shown={"text": plain(words)})

    async def around_media(
        self, bot: Bot, method: EditMessageCaption | EditMessageReplyMarkup
    ) -> Message:
        """The files of the message are sent again with its new words or buttons."""
        chat, number = _whereabouts(method)
        before = (await self._api.message(await self._mids.mid(chat, number)))["body"]
        shown = {"text": before.get("text"), "attachments": before.get("attachments")}
        words: Json = {}
        if isinstance(method, EditMessageCaption):
            words = said(bot, method.caption or "", method.parse_mode, method.caption_entities)
            shown["text"] = plain(words)
        media = kept_media(before.get("attachments"))
        body = {**words, "attachments": [*media, *keyboard_of(method.reply_markup)]}
        return await self._edit(bot, method, body, shown=shown)

    async def _edit(self, bot: Bot, method: Edit, body: Json, *, shown: Json) -> Message:
        chat, number = _whereabouts(method)
        await self._api.edit(await self._mids.mid(chat, number), body, chat=chat)
        return message_of(
            {"body": shown},
            number=number,
            chat=chat,
            sender=myself(bot),
            markup=method.reply_markup,
        )


def _whereabouts(method: Edit) -> tuple[int, int]:
    if method.message_id is None:
        raise NotSupported("edit an inline message")
    return chat_number(method.chat_id), method.message_id
