"""The bot's side of the demo messenger: aiogram talks to it as to Telegram."""

from collections.abc import AsyncGenerator
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import Document, File, InputFile, InputMediaPhoto, Message, PhotoSize, User

from bot.messengers.demo import limits
from bot.messengers.demo.chats import Blocked, Chats, Rejected, StoredFile

BOT = User(id=1, is_bot=True, first_name="Opora", username="opora_demo_bot")

Send = SendMessage | SendDocument | SendPhoto
Edit = EditMessageText | EditMessageCaption | EditMessageReplyMarkup


class DemoSession(BaseSession):
    """Keeps what the bot says in ``Chats``, with Telegram's limits and Telegram's refusals."""

    def __init__(self, chats: Chats, me: User = BOT) -> None:
        super().__init__()
        self.chats = chats
        self.me = me
        self._albums = count(1)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        try:
            result = await self._answer(bot, method)
        except Rejected as error:
            raise TelegramBadRequest(method=method, message=f"Bad Request: {error}") from error
        except Blocked as error:
            message = "Forbidden: bot was blocked by the user"
            raise TelegramForbiddenError(method=method, message=message) from error
        if isinstance(result, Message):
            result = result.as_(bot)
        return result  # type: ignore[no-any-return]  # the method names its result, not its class

    async def close(self) -> None:
        return None

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        file = self._known(url.rpartition("/")[2])
        for start in range(0, len(file.data), chunk_size):
            yield file.data[start : start + chunk_size]

    async def _answer(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        match method:
            case SendMessage() | SendDocument() | SendPhoto():
                return await self._send(bot, method)
            case SendMediaGroup():
                return await self._album(bot, method)
            case EditMessageText() | EditMessageCaption() | EditMessageReplyMarkup():
                return self._edit(bot, method)
            case DeleteMessage():
                self.chats.delete(_chat(method.chat_id), method.message_id)
            case AnswerCallbackQuery():
                self._toast(method)
            case SendChatAction():
                self.chats.set_typing(_chat(method.chat_id))
            case _:
                return self._about(method)
        return True

    def _about(self, method: TelegramMethod[Any]) -> Any:
        match method:
            case GetMe():
                return self.me
            case SetMyCommands():
                self.chats.commands = tuple(method.commands)
                self.chats.touch()
                return True
            case GetFile():
                return self._file(method.file_id)
            case _:
                raise NotImplementedError(f"the demo messenger cannot {type(method).__name__}")

    async def _send(self, bot: Bot, method: Send) -> Message:
        html = _html(bot, method.parse_mode)
        content: dict[str, Any] = {"reply_markup": limits.buttons(method.reply_markup)}
        match method:
            case SendMessage():
                marked = limits.text(method.text, html=html)
                content |= {"text": marked.text, "entities": list(marked.entities) or None}
            case SendDocument():
                content |= _caption(method.caption, html=html)
                file = await self._given(bot, method, method.document, kind="document")
                content |= {"document": as_document(file)}
            case SendPhoto():
                content |= _caption(method.caption, html=html)
                file = await self._given(bot, method, method.photo, kind="photo")
                content |= {"photo": as_photo(file)}
        return self.chats.add(_chat(method.chat_id), self.me, **content)

    async def _album(self, bot: Bot, method: SendMediaGroup) -> list[Message]:
        """Each picture is a message of its own, and they have a group in common."""
        group = str(next(self._albums))
        sent = []
        for one in method.media:
            if not isinstance(one, InputMediaPhoto):
                raise NotImplementedError("the demo messenger has only pictures in albums")
            file = await self._given(bot, method, one.media, kind="photo")
            content = {"photo": as_photo(file), "media_group_id": group}
            sent.append(self.chats.add(_chat(method.chat_id), self.me, **content))
        return sent

    def _edit(self, bot: Bot, method: Edit) -> Message:
        if method.chat_id is None or method.message_id is None:
            raise NotImplementedError("the demo messenger has no inline messages")
        content: dict[str, Any] = {"reply_markup": limits.buttons(method.reply_markup)}
        match method:
            case EditMessageText():
                if method.text is None:
                    raise NotImplementedError("the demo messenger has no rich messages")
                marked = limits.text(method.text, html=_html(bot, method.parse_mode))
                content |= {"text": marked.text, "entities": list(marked.entities) or None}
            case EditMessageCaption():
                content |= _caption(method.caption, html=_html(bot, method.parse_mode))
        return self.chats.edit(_chat(method.chat_id), method.message_id, **content)

    def _toast(self, method: AnswerCallbackQuery) -> None:
        text = method.text or ""
        if len(text) > limits.TOAST:
            raise Rejected("MESSAGE_TOO_LONG")
        self.chats.toast(method.callback_query_id, text, alert=bool(method.show_alert))

    async def _given(
        self, bot: Bot, method: TelegramMethod[Any], file: InputFile | str, *, kind: str
    ) -> StoredFile:
        """A file by its id, or a new one from its bytes."""
        if isinstance(file, str):
            known = self._known(file)
            if known.kind != kind:
                raise Rejected(f"can't use file of type {known.kind} as {kind}")
            return known
        data = b"".join([chunk async for chunk in file.read(bot)])
        if len(data) > limits.UPLOAD:
            raise TelegramEntityTooLarge(method=method, message="Request Entity Too Large")
        if not data:
            raise Rejected("file must be non-empty")
        return self.chats.keep(file.filename or kind, data, kind=kind)

    def _known(self, file_id: str) -> StoredFile:
        file = self.chats.file(file_id)
        if file is None:
            raise Rejected("wrong file identifier/HTTP URL specified")
        return file

    def _file(self, file_id: str) -> File:
        file = self._known(file_id)
        if file.size > limits.DOWNLOAD:
            raise Rejected("file is too big")
        return File(
            file_id=file_id, file_unique_id=file_id, file_size=file.size, file_path=file_id
        )


def as_document(file: StoredFile) -> Document:
    return Document(
        file_id=file.file_id,
        file_unique_id=file.file_id,
        file_name=file.name,
        mime_type=file.mime,
        file_size=file.size,
    )


def as_photo(file: StoredFile) -> list[PhotoSize]:
    """One size only; nobody here measures pictures, the page shows them as they are."""
    size = PhotoSize(
        file_id=file.file_id,
        file_unique_id=file.file_id,
        width=1280,
        height=960,
        file_size=file.size,
    )
    return [size]


def _caption(source: str | None, *, html: bool) -> dict[str, Any]:
    marked = limits.caption(source, html=html)
    return {"caption": marked.text or None, "caption_entities": list(marked.entities) or None}


def _html(bot: Bot, mode: str | Default | None) -> bool:
    if isinstance(mode, Default):
        mode = bot.default[mode.name]
    if mode not in (None, "HTML"):
        raise NotImplementedError(f"the demo messenger does not read {mode}")
    return mode is not None


def _chat(chat: int | str) -> int:
    if not isinstance(chat, int):
        raise NotImplementedError("the demo messenger has no channels")
    return chat
