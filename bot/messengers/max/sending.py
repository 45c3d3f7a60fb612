"""New messages: texts, and files that are brought to MAX first."""

from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.methods import (
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
)
from aiogram.types import InputFile, InputMediaPhoto, InputMediaVideo, Message, User

from bot.messengers.max.answers import Json
from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import NotSupported
from bot.messengers.max.files import file_of
from bot.messengers.max.markup import keyboard_of, said
from bot.messengers.max.messages import message_of
from bot.messengers.max.mids import Mids
from bot.messengers.max.uploads import upload, when_ready
from core.files import FileKind

SendFile = SendDocument | SendPhoto | SendVoice | SendVideo | SendAudio
SendAny = SendMessage | SendMediaGroup | SendFile


class Sending:
    """The message that comes back has the number it will be edited and deleted by."""

    def __init__(self, api: MaxApi, mids: Mids) -> None:
        self._api = api
        self._mids = mids

    async def text(self, bot: Bot, method: SendMessage) -> Message:
        body = {
            **said(bot, method.text, method.parse_mode, method.entities),
            **await self._around(method),
        }
        if buttons := keyboard_of(method.reply_markup):
            body["attachments"] = buttons
        sent = await self._api.send(
            chat_number(method.chat_id), body, preview=_shows_preview(bot, method)
        )
        return await self._message(bot, method, sent)

    async def file(self, bot: Bot, method: SendFile) -> Message:
        kind, given = _given(method)
        words = {}
        if method.caption:
            words = said(bot, method.caption, method.parse_mode, method.caption_entities)
        body = {
            **words,
            **await self._around(method),
            "attachments": [
                await self._attachment(bot, kind, given),
                *keyboard_of(method.reply_markup),
            ],
        }
        chat = chat_number(method.chat_id)
        return await self._message(
            bot, method, await when_ready(lambda: self._api.send(chat, body))
        )

    async def album(self, bot: Bot, method: SendMediaGroup) -> Message:
        """Pictures and films that MAX has already are one message here."""
        attachments = [await self._attachment(bot, *_pictured(one)) for one in method.media]
        body = {**await self._around(method), "attachments": attachments}
        chat = chat_number(method.chat_id)
        return await self._message(
            bot, method, await when_ready(lambda: self._api.send(chat, body))
        )

    async def _attachment(self, bot: Bot, kind: FileKind, given: InputFile | str) -> Json:
        """A file that MAX has already, one from elsewhere, or a new one."""
        if isinstance(given, InputFile):
            data = b"".join([chunk async for chunk in given.read(bot)])
            file = await upload(self._api, kind, given.filename or kind.value, data)
            return file.attachment(kind)
        if not given.startswith(("http://", "https://")):
            return file_of(given).attachment(kind)
        if kind is FileKind.PHOTO:
            return {"type": "image", "payload": {"url": given}}
        raise NotSupported(f"fetch a {kind} from an address")

    async def _around(self, method: SendAny) -> Json:
        """Without a sound, in answer to another message."""
        more: Json = {}
        if method.disable_notification:
            more["notify"] = False
        reply = method.reply_parameters.message_id if method.reply_parameters else None
        if reply is not None:
            mid = await self._mids.mid(chat_number(method.chat_id), reply)
            more["link"] = {"type": "reply", "mid": mid}
        return more

    async def _message(self, bot: Bot, method: SendAny, sent: Json) -> Message:
        chat = chat_number(method.chat_id)
        return message_of(
            sent,
            number=await self._mids.seen(chat, sent),
            chat=chat,
            sender=myself(bot),
            markup=None if isinstance(method, SendMediaGroup) else method.reply_markup,
        )


def myself(bot: Bot) -> User:
    """The author of the bot's messages. Who the bot is in MAX nobody needs to ask for that."""
    return User(id=bot.id, is_bot=True, first_name="bot")


def chat_number(chat: int | str | None) -> int:
    if not isinstance(chat, int):
        raise NotSupported("write to a channel by its name, or to an inline message")
    return chat


def _given(method: SendFile) -> tuple[FileKind, InputFile | str]:
    match method:
        case SendPhoto():
            return FileKind.PHOTO, method.photo
        case SendVoice():
            return FileKind.VOICE, method.voice
        case SendVideo():
            return FileKind.VIDEO, method.video
        case SendAudio():
            return FileKind.AUDIO, method.audio
        case SendDocument():
            return FileKind.DOCUMENT, method.document


def _pictured(media: object) -> tuple[FileKind, InputFile | str]:
    match media:
        case InputMediaPhoto():
            return FileKind.PHOTO, media.media
        case InputMediaVideo():
            return FileKind.VIDEO, media.media
        case _:
            raise NotSupported("have anything but pictures and films in an album")


def _shows_preview(bot: Bot, method: SendMessage) -> bool:
    options: Any = method.link_preview_options
    if isinstance(options, Default):
        options = bot.default[options.name]
    return options is None or not options.is_disabled
