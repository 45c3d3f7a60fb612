"""The bot's side of MAX: aiogram talks to it as to Telegram, its methods become MAX's calls."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    SendAudio,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BotCommandScopeDefault, File, Message, User

from bot.messengers.max import BOT_ID
from bot.messengers.max.api import BASE, MaxApi
from bot.messengers.max.editing import Editing
from bot.messengers.max.errors import MaxError, NotSupported
from bot.messengers.max.failures import as_telegram
from bot.messengers.max.files import file_of
from bot.messengers.max.mids import Mids
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.sending import Sending, chat_number
from core.files import LARGEST
from storage.work import Database

TOKEN = f"{BOT_ID}:max"
"""aiogram wants the shape of a token; the real one stays in the client."""

ACTIONS = {
    "upload_photo": "sending_photo",
    "record_video": "sending_video",
    "upload_video": "sending_video",
    "record_voice": "sending_audio",
    "upload_voice": "sending_audio",
    "upload_document": "sending_file",
}
"""What the person sees the bot do; everything else is typing."""


PRESSES_REMEMBERED = 1000


def make_bot(
    token: str,
    *,
    api: str = BASE,
    ca: Path | None = None,
    pace: MaxPace | None = None,
    database: Database | None = None,
) -> Bot:
    """The bot as handlers see it; close its session when the work is over.

    Without a database ids that break the rule are remembered only until the process ends.
    """
    return Bot(
        TOKEN,
        session=MaxSession(MaxApi(token, base=api, ca=ca, pace=pace), database),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )


class MaxSession(BaseSession):
    """What MAX has nothing for fails loudly with the method's name."""

    def __init__(self, api: MaxApi, database: Database | None = None) -> None:
        super().__init__(api=TelegramAPIServer(base="", file="{path}"))
        self.max = api
        self.mids = Mids(api, database)
        self._pressed: dict[str, int] = {}
        self._sending = Sending(api, self.mids)
        self._editing = Editing(api, self.mids)

    async def close(self) -> None:
        await self.max.close()

    def pressed(self, callback_id: str, chat: int) -> None:
        """Whose button it is: MAX counts answers by chat and is told of the press alone."""
        self._pressed[callback_id] = chat
        if len(self._pressed) > PRESSES_REMEMBERED:
            del self._pressed[next(iter(self._pressed))]

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        try:
            result = await self._answer(bot, method)
        except MaxError as error:
            raise as_telegram(error, method) from error
        if isinstance(result, Message):
            result = result.as_(bot)
        return result  # type: ignore[no-any-return]  # the method names its result, not its class

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, no more of them than the other messengers give."""
        method = GetFile(file_id=url)
        size = 0
        try:
            async for chunk in self.max.download(url, patience=timeout):
                size += len(chunk)
                if size > LARGEST:
                    message = "Bad Request: file is too big"
                    raise TelegramBadRequest(method=method, message=message)
                yield chunk
        except MaxError as error:
            raise as_telegram(error, method) from error

    async def _answer(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        match method:
            case SendMessage() | SendMediaGroup():
                return await self._send(bot, method)
            case SendDocument() | SendPhoto() | SendVoice() | SendVideo() | SendAudio():
                return await self._sending.file(bot, method)
            case EditMessageText():
                return await self._editing.text(bot, method)
            case EditMessageCaption() | EditMessageReplyMarkup():
                return await self._editing.around_media(bot, method)
            case DeleteMessage():
                return await self._delete(method)
            case _:
                return await self._about(method)

    async def _send(self, bot: Bot, method: SendMessage | SendMediaGroup) -> Any:
        if isinstance(method, SendMediaGroup):
            return [await self._sending.album(bot, method)]
        return await self._sending.text(bot, method)

    async def _about(self, method: TelegramMethod[Any]) -> Any:
        match method:
            case AnswerCallbackQuery():
                return await self._toast(method)
            case SendChatAction():
                dialog = await self.mids.dialog(chat_number(method.chat_id))
                await self.max.act(dialog, ACTIONS.get(method.action, "typing_on"))
                return True
            case SetMyCommands():
                return await self._set_commands(method)
            case GetMe():
                return await self._me()
            case GetFile():
                return _file(method)
            case _:
                raise NotSupported(type(method).__name__)

    async def _delete(self, method: DeleteMessage) -> bool:
        chat = chat_number(method.chat_id)
        await self.max.delete(await self.mids.mid(chat, method.message_id), chat=chat)
        return True

    async def _toast(self, method: AnswerCallbackQuery) -> bool:
        """MAX refuses an empty answer, takes one with words, and does not show them."""
        if method.show_alert:
            raise NotSupported("show an alert: say it in the message")
        if method.text:
            number = method.callback_query_id
            chat = self._pressed.pop(number, None)
            await self.max.answer(number, {"notification": method.text}, chat=chat)
        return True

    async def _set_commands(self, method: SetMyCommands) -> bool:
        if method.language_code or not isinstance(method.scope, BotCommandScopeDefault | None):
            raise NotSupported("have commands for some of the people")
        await self.max.set_commands([(each.command, each.description) for each in method.commands])
        return True

    async def _me(self) -> User:
        about = await self.max.me()
        name = about.get("first_name") or about.get("name") or ""
        return User(
            id=about["user_id"], is_bot=True, first_name=name, username=about.get("username")
        )


def _file(method: GetFile) -> File:
    file = file_of(method.file_id)
    if not file.url:
        message = "Bad Request: the file can be shown again but not downloaded"
        raise TelegramBadRequest(method=method, message=message)
    return File(file_id=method.file_id, file_unique_id=file.token, file_path=file.url)
