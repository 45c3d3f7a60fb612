"""The last look at what a bot says by itself: nothing personal leaves where none may.

What a handler says was checked by ``handlers.access`` before it was called. Whatever is said
elsewhere, in a handler of errors or in code that somebody forgot, is stopped here.
"""

from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.unchanged import WhileUnchanged
from core.carriage.model import Cargo, Carriage, NotHere
from handlers.access import may_speak

SILENT = {
    "deleteMessage",
    "deleteWebhook",
    "getFile",
    "getMe",
    "getUpdates",
    "sendChatAction",
    "setMyCommands",
    "setWebhook",
}
"""What tells a person nothing, or everybody the same."""

SILENT_WITHOUT = {"answerCallbackQuery": "text", "editMessageReplyMarkup": "reply_markup"}
"""What tells nothing as long as this is not in it."""

logger = structlog.get_logger(__name__)


class Censor(BaseRequestMiddleware):
    """Stands in the session of a messenger's bot."""

    def __init__(self, messenger: str, carriage: WhileUnchanged[None, Carriage]) -> None:
        self._messenger = messenger
        self._carriage = carriage

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not (is_silent(method) or may_speak() or await self._carries()):
            logger.error("stopped: may not be said here", method=method.__api_method__)
            raise NotHere
        return await make_request(bot, method)

    async def _carries(self) -> bool:
        carriage = await self._carriage.get(None)
        return carriage.carries_whole(self._messenger, Cargo.DIALOGS)


def is_silent(method: TelegramMethod[Any]) -> bool:
    name = method.__api_method__
    if name in SILENT_WITHOUT:
        return getattr(method, SILENT_WITHOUT[name]) is None
    return name in SILENT
