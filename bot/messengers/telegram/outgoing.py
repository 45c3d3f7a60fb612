"""Carries letters to people in Telegram. Never imports aiogram, which costs seconds to load."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.messengers.broken_off import BrokenOff
from bot.messengers.telegram.limiter import SlidingWindow, seconds_of
from core.files import Attachment, FileKind
from core.letters import Button, Refused, Screen, TryLater, Undelivered, Unreachable
from core.parts import split
from core.people import Account

MESSENGER = "telegram"

PARALLEL = 10
"""Requests at once. With fifty the throughput falls to a half."""

TIMEOUT = 8.0
"""Seconds. A batch of ten letters has to end before the lease of the outbox does."""

WRONG_TOKEN_PAUSE = timedelta(minutes=5)

GONE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    "bot was kicked",
    "bot was blocked",
    "bot can't initiate conversation",
    "have no rights to send a message",
    "group chat was deactivated",
)
"""What a "Bad Request" says when it is the person who cannot be reached."""

log = logging.getLogger(__name__)


class TelegramCarrier:
    """``core.letters.Messenger`` for Telegram, at the pace Telegram allows to one token.

    It starts while Telegram is down: nothing is asked before the first letter. A screen that
    broke off after its text goes on where it stopped when it is shown again.
    """

    def __init__(
        self,
        token: str,
        *,
        base_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        per_second: int = 30,
    ) -> None:
        keep_token_out_of_logs()
        self._token = token
        self._requests = HTTPXRequest(
            connection_pool_size=PARALLEL,
            read_timeout=TIMEOUT,
            write_timeout=TIMEOUT,
            connect_timeout=TIMEOUT,
            pool_timeout=TIMEOUT,
            proxy=proxy,
            httpx_kwargs={"trust_env": False},
        )
        self.limiter = SlidingWindow(per_second, parallel=PARALLEL)
        self._bot = ExtBot(
            token,
            base_url=f"{base_url.rstrip('/')}/bot",
            request=self._requests,
            get_updates_request=self._requests,
            rate_limiter=self.limiter,
        )
        self._broken_off = BrokenOff()

    async def start(self) -> None:
        """Open the connections only: the library's own start would ask who the bot is."""
        await self._requests.initialize()

    async def stop(self) -> None:
        await self.limiter.shutdown()
        await self._requests.shutdown()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def show(self, screen: Screen, *, to: Account) -> None:
        """Show the text, then every file; raises ``Undelivered`` by the cause of the failure."""
        foreign = [file for file in screen.attachments if file.messenger != MESSENGER]
        if foreign:
            raise Refused(f"{len(foreign)} of the files are in another messenger")
        parts = [*self._texts(screen, to), *(self._file(file, to) for file in screen.attachments)]
        shown = self._broken_off.take(to, screen)
        for number, send in enumerate(parts[shown:], start=shown):
            try:
                await send()
            except TelegramError as error:
                undelivered = self._undelivered(error)
                if isinstance(undelivered, TryLater):
                    self._broken_off.put(to, screen, number)
                raise undelivered from error

    def _texts(self, screen: Screen, to: Account) -> list[Callable[[], Awaitable[Any]]]:
        """One message, or several of a long text with the buttons below the last."""
        *first, last = split(screen.text)
        return [
            *(self._text(text, (), to) for text in first),
            self._text(last, screen.buttons, to),
        ]

    def _text(
        self, text: str, buttons: Sequence[Button], to: Account
    ) -> Callable[[], Awaitable[Any]]:
        rows = [[_button(button)] for button in buttons]
        return lambda: self._bot.send_message(
            to.external,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )

    def _file(self, file: Attachment, to: Account) -> Callable[[], Awaitable[Any]]:
        ways: dict[FileKind, Callable[..., Awaitable[Any]]] = {
            FileKind.DOCUMENT: self._bot.send_document,
            FileKind.PHOTO: self._bot.send_photo,
            FileKind.VOICE: self._bot.send_voice,
            FileKind.VIDEO: self._bot.send_video,
            FileKind.AUDIO: self._bot.send_audio,
        }
        send = ways[file.kind]
        return lambda: send(to.external, file.file_id)

    def _undelivered(self, error: TelegramError) -> Undelivered:
        reason = f"{type(error).__name__}: {error.message}".replace(self._token, "***")
        match error:
            case Forbidden():
                return Unreachable(reason)
            # A BadRequest is a NetworkError too: it has to be looked at before those.
            case BadRequest() if any(sign in error.message.lower() for sign in GONE):
                return Unreachable(reason)
            case BadRequest() | ChatMigrated():
                return Refused(reason)
            case RetryAfter():
                return TryLater(reason, timedelta(seconds=seconds_of(error)))
            case InvalidToken():
                log.critical("Telegram does not know our token: no letter leaves until it does")
                return TryLater(reason, WRONG_TOKEN_PAUSE)
        return TryLater(reason)


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.title, url=button.url)
    return InlineKeyboardButton(button.title, callback_data=button.opens)


def keep_token_out_of_logs() -> None:
    """These libraries log addresses of requests, and the token is a part of the address."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
