"""Carries letters to people in Telegram. Never imports aiogram, which costs seconds to load."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Self

from telegram import Message
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.messengers.broken_off import BrokenOff, Part
from bot.messengers.departures import PARALLEL
from bot.messengers.telegram.failures import Requests, says, undelivered_by
from bot.messengers.telegram.fetching import fetch
from bot.messengers.telegram.limiter import SlidingWindow
from bot.messengers.telegram.looks import id_in, in_album, looks_of, texts_of
from core.albums import albums
from core.files import Attachment, Brought, Crossing, FileKind
from core.letters import Refused, Screen, Shown, TryLater, Uncertain, Undelivered
from core.notices import Lane
from core.people import Account

MESSENGER = "telegram"

CONNECTIONS = PARALLEL + 2
"""Two are left to replies while everything else hangs."""

TIMEOUT = 8.0
"""Seconds. A batch of letters has to end before the lease of the outbox does."""

BRINGING = 20.0
"""Seconds for a file of another messenger on its way into this one."""

DELETED_AT_ONCE = 100

STOPPING = timedelta(seconds=10)
"""Longer than anybody waits for a turn."""

log = logging.getLogger(__name__)


class TelegramCarrier:
    """``core.letters.Messenger`` for Telegram, at the pace Telegram allows to one token.

    It starts while Telegram is down: nothing is asked before the first letter. A screen that
    broke off after its text goes on where it stopped when it is shown again. ``withdrawn`` is
    the HTML in the place of what Telegram does not delete any more.
    """

    def __init__(
        self,
        token: str,
        *,
        withdrawn: str,
        base_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        per_second: int = 30,
        patience: float = TIMEOUT,
    ) -> None:
        keep_token_out_of_logs()
        self._token = token
        self._withdrawn = Screen(withdrawn, lane=Lane.ANNOUNCEMENTS)
        self._requests = Requests(
            connection_pool_size=CONNECTIONS,
            read_timeout=patience,
            write_timeout=patience,
            connect_timeout=patience,
            pool_timeout=patience,
            proxy=proxy,
            httpx_kwargs={"trust_env": False},
        )
        self.limiter = SlidingWindow(per_second, connections=CONNECTIONS)
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

    @property
    def halted(self) -> timedelta:
        return self.limiter.halted

    def let_go(self) -> None:
        """The pace is of letters alone: nothing else is held up by a halt."""
        self.limiter.halt(STOPPING)

    def join(self, crossing: Crossing) -> None:
        self._crossing = crossing

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file of Telegram, to be shown in another messenger."""
        with self._asked_again():
            return await fetch(self._bot, file.file_id)

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        """Show the text, then the files; raises ``Undelivered`` by the cause of the failure."""
        foreign = [file for file in screen.attachments if file.messenger != MESSENGER]
        if foreign and self._crossing is None:
            raise Refused(f"{len(foreign)} of the files are in another messenger")
        texts = [partial(self._send, text, to) for text in texts_of(screen)]
        files = [
            partial(self._files, some, to, screen.lane)
            for some in albums(screen.attachments, MESSENGER)
        ]
        return await self._broken_off.show(screen, to, texts, files)

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        """A text that has become longer or shorter takes or leaves messages at its end."""
        old = shown.ids[: shown.texts]
        new = texts_of(screen, most=len(old))
        parts: list[Part] = [
            partial(self._edit, text, shown.account, id_)
            for text, id_ in zip(new, old, strict=False)
        ]
        parts += [partial(self._send, text, shown.account) for text in new[len(old) :]]
        if more := old[len(new) :]:
            parts.append(partial(self._delete, shown.account, more, screen.lane))
        return await self._broken_off.edit(screen, shown, parts)

    async def delete(self, shown: Shown) -> None:
        """After 48 hours files stay where they are, and the texts say that they are withdrawn."""
        try:
            for start in range(0, len(shown.ids), DELETED_AT_ONCE):
                ids = shown.ids[start : start + DELETED_AT_ONCE]
                await self._delete(shown.account, ids, self._withdrawn.lane)
        except Refused as error:
            if not says(error.__cause__, "message can't be deleted"):
                raise
            await self._withdraw(shown)

    async def _withdraw(self, shown: Shown) -> None:
        for id_ in shown.ids[: shown.texts]:
            try:
                await self._edit(self._withdrawn, shown.account, id_)
            except Refused as error:
                if not says(error.__cause__, "message to edit not found"):
                    raise

    async def _send(self, text: Screen, to: Account) -> Sequence[str]:
        with self._told_by_cause():
            sent = await self._bot.send_message(to.external, **looks_of(text))
        return (str(sent.message_id),)

    async def _edit(self, text: Screen, to: Account, id_: str) -> Sequence[str]:
        with self._asked_again():
            try:
                await self._bot.edit_message_text(
                    chat_id=to.external, message_id=int(id_), **looks_of(text)
                )
            except TelegramError as error:
                if not says(error, "message is not modified"):
                    raise
        return (id_,)

    async def _delete(self, to: Account, ids: Sequence[str], lane: Lane) -> Sequence[str]:
        with self._asked_again():
            await self._bot.delete_messages(to.external, list(map(int, ids)), rate_limit_args=lane)
        return ()

    async def _files(self, files: Sequence[Attachment], to: Account, lane: Lane) -> Sequence[str]:
        """One file, or several that are an album."""
        file, *others = files
        if file.messenger != MESSENGER:
            return await self._foreign(file, to, lane)
        with self._told_by_cause():
            if not others:
                sent = await self._sender(file.kind)(
                    to.external, file.file_id, rate_limit_args=lane
                )
                return (str(sent.message_id),)
            album = await self._bot.send_media_group(
                to.external, list(map(in_album, files)), rate_limit_args=lane
            )
        return [str(each.message_id) for each in album]

    def _sender(self, kind: FileKind) -> Callable[..., Awaitable[Message]]:
        ways: dict[FileKind, Callable[..., Awaitable[Message]]] = {
            FileKind.DOCUMENT: self._bot.send_document,
            FileKind.PHOTO: self._bot.send_photo,
            FileKind.VOICE: self._bot.send_voice,
            FileKind.VIDEO: self._bot.send_video,
            FileKind.VIDEO_NOTE: self._bot.send_video_note,
            FileKind.AUDIO: self._bot.send_audio,
        }
        return ways[kind]

    async def _foreign(self, file: Attachment, to: Account, lane: Lane) -> Sequence[str]:
        """A file of another messenger, or a line in its place: the letter is not lost for it."""
        assert self._crossing is not None  # noqa: S101 - such a screen was refused before
        send = self._sender(file.kind)
        ids: list[str] = []

        async def show(file_id: str) -> None:
            with self._told_by_cause():
                sent = await send(to.external, file_id, rate_limit_args=lane)
            ids.append(str(sent.message_id))

        async def bring(data: bytes) -> Brought:
            more: dict[str, Any] = {"filename": file.name, "rate_limit_args": lane}
            if file.kind is FileKind.DOCUMENT:
                # Left to itself Telegram makes a film of some documents.
                more["disable_content_type_detection"] = True
            with self._told_by_cause():
                async with asyncio.timeout(BRINGING):
                    sent = await send(to.external, data, **more)
            ids.append(str(sent.message_id))
            return Brought(file_id=id_in(sent), shown=True)

        try:
            await self._crossing.cross(file, into=MESSENGER, show=show, bring=bring)
        except Refused as error:
            log.warning("a file was not passed on: %s", error)
            instead = Screen(self._crossing.instead_of(file), lane=lane)
            ids.extend(await self._send(instead, to))
        return ids

    @contextmanager
    def _told_by_cause(self) -> Iterator[None]:
        try:
            yield
        except TelegramError as error:
            raise self._undelivered(error) from error
        except TimeoutError as error:
            raise Uncertain("a file takes too long") from error

    @contextmanager
    def _asked_again(self) -> Iterator[None]:
        """For what does no harm when it is done twice: no answer means only to ask again."""
        try:
            with self._told_by_cause():
                yield
        except Uncertain as error:
            raise TryLater(str(error)) from error

    def _undelivered(self, error: TelegramError) -> Undelivered:
        return undelivered_by(error, token=self._token)


def keep_token_out_of_logs() -> None:
    """These libraries log addresses of requests, and the token is a part of the address."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
