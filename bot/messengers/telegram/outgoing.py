"""Carries letters to people in Telegram. Never imports aiogram, which costs seconds to load."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
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
from bot.messengers.telegram.fetching import fetch
from bot.messengers.telegram.limiter import SlidingWindow, seconds_of
from core.files import Attachment, Brought, Crossing, FileKind
from core.letters import Button, Refused, Screen, TryLater, Undelivered, Unreachable
from core.parts import split
from core.people import Account

MESSENGER = "telegram"

PARALLEL = 10
"""Requests at once. With fifty the throughput falls to a half."""

TIMEOUT = 8.0
"""Seconds. A batch of ten letters has to end before the lease of the outbox does."""

BRINGING = 20.0
"""Seconds for a file of another messenger on its way into this one."""

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
            base_file_url=f"{base_url.rstrip('/')}/file/bot",
            request=self._requests,
            get_updates_request=self._requests,
            rate_limiter=self.limiter,
        )
        self._broken_off = BrokenOff()
        self._crossing: Crossing | None = None

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

    def join(self, crossing: Crossing) -> None:
        self._crossing = crossing

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file of Telegram, to be shown in another messenger."""
        with self._told_by_cause():
            return await fetch(self._bot, file.file_id)

    async def show(self, screen: Screen, *, to: Account) -> None:
        """Show the text, then every file; raises ``Undelivered`` by the cause of the failure."""
        foreign = [file for file in screen.attachments if file.messenger != MESSENGER]
        if foreign and self._crossing is None:
            raise Refused(f"{len(foreign)} of the files are in another messenger")
        parts = [*self._texts(screen, to), *(self._file(file, to) for file in screen.attachments)]
        shown = self._broken_off.take(to, screen)
        for number, send in enumerate(parts[shown:], start=shown):
            try:
                with self._told_by_cause():
                    await send()
            except TryLater:
                self._broken_off.put(to, screen, number)
                raise

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
        if file.messenger == MESSENGER:
            return lambda: self._sender(file.kind)(to.external, file.file_id)
        return lambda: self._foreign(file, to)

    def _sender(self, kind: FileKind) -> Callable[..., Awaitable[Message]]:
        ways: dict[FileKind, Callable[..., Awaitable[Message]]] = {
            FileKind.DOCUMENT: self._bot.send_document,
            FileKind.PHOTO: self._bot.send_photo,
            FileKind.VOICE: self._bot.send_voice,
            FileKind.VIDEO: self._bot.send_video,
            FileKind.AUDIO: self._bot.send_audio,
        }
        return ways[kind]

    async def _foreign(self, file: Attachment, to: Account) -> None:
        """A file of another messenger, or a line in its place: the letter is not lost for it."""
        assert self._crossing is not None  # noqa: S101 - such a screen was refused before
        send = self._sender(file.kind)

        async def show(file_id: str) -> None:
            with self._told_by_cause():
                await send(to.external, file_id)

        async def bring(data: bytes) -> Brought:
            # Left to itself Telegram makes a film of some documents.
            more = {"disable_content_type_detection": True} if file.kind == "document" else {}
            with self._told_by_cause():
                async with asyncio.timeout(BRINGING):
                    sent = await send(to.external, data, filename=file.name, **more)
            return Brought(file_id=_id_in(sent), shown=True)

        try:
            await self._crossing.cross(file, into=MESSENGER, show=show, bring=bring)
        except Refused as error:
            log.warning("a file was not passed on: %s", error)
            await self._text(self._crossing.instead_of(file), (), to)()

    @contextmanager
    def _told_by_cause(self) -> Iterator[None]:
        try:
            yield
        except TelegramError as error:
            raise self._undelivered(error) from error
        except TimeoutError as error:
            raise TryLater("a file takes too long") from error

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


def _id_in(sent: Message) -> str:
    """The id of the file of a message, of a photo the largest; nothing where there is none."""
    found = sent.effective_attachment
    file = found[-1] if isinstance(found, tuple) and found else found
    return getattr(file, "file_id", "")


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.title, url=button.url)
    return InlineKeyboardButton(button.title, callback_data=button.opens)


def keep_token_out_of_logs() -> None:
    """These libraries log addresses of requests, and the token is a part of the address."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
