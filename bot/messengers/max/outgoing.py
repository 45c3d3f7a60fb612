"""Carries letters to people in MAX. Never imports aiogram, which costs seconds to load."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Self

from bot.messengers.broken_off import BrokenOff
from bot.messengers.max import MESSENGER, errors
from bot.messengers.max.answers import Json
from bot.messengers.max.api import BASE, TIMEOUT, MaxApi
from bot.messengers.max.errors import (
    Denied,
    MaxError,
    Missing,
    NotReady,
    TooFast,
    Unauthorised,
    Wrong,
)
from bot.messengers.max.fetching import fetch
from bot.messengers.max.files import file_of
from bot.messengers.max.keyboards import button, keyboard
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.uploads import upload
from core.files import Attachment, Brought, Crossing, FileKind
from core.letters import Button, Refused, Screen, TryLater, Undelivered, Unreachable
from core.parts import LONGEST, split
from core.people import Account
from core.words import units

BRINGING = 20.0
"""Seconds for a file of another messenger on its way into this one."""

WRONG_TOKEN_PAUSE = timedelta(minutes=5)

LONGEST_TEXT = 4000
"""UTF-16 units that MAX takes in a message."""

log = logging.getLogger(__name__)


class MaxCarrier:
    """``core.letters.Messenger`` for MAX. Give it the ``pace`` of the session beside it, if any.

    It starts while MAX is down: nothing is asked before the first letter. A screen that broke
    off after its text goes on where it stopped when it is shown again.
    """

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE,
        ca: Path | None = None,
        pace: MaxPace | None = None,
        patience: float = TIMEOUT,
    ) -> None:
        self._api = MaxApi(token, base=base_url, ca=ca, pace=pace, timeout=patience)
        self._broken_off = BrokenOff()
        self._crossing: Crossing | None = None

    async def stop(self) -> None:
        await self._api.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def join(self, crossing: Crossing) -> None:
        self._crossing = crossing

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file of MAX, to be shown in another messenger."""
        with self._told_by_cause():
            return await fetch(self._api, file_of(file.file_id))

    async def show(self, screen: Screen, *, to: Account) -> None:
        """Show the text, then every file; raises ``Undelivered`` by the cause of the failure."""
        foreign = [file for file in screen.attachments if file.messenger != MESSENGER]
        if foreign and self._crossing is None:
            raise Refused(f"{len(foreign)} of the files are in another messenger")
        parts = [
            *(partial(self._send, to, body) for body in _texts(screen)),
            *(partial(self._file, file, to) for file in screen.attachments),
        ]
        shown = self._broken_off.take(to, screen)
        for number, send in enumerate(parts[shown:], start=shown):
            try:
                await send()
            except TryLater:
                self._broken_off.put(to, screen, number)
                raise

    async def _send(self, to: Account, body: Json) -> None:
        with self._told_by_cause():
            await self._api.send(to.external, body)

    async def _file(self, file: Attachment, to: Account) -> None:
        if file.messenger == MESSENGER:
            await self._send(to, _shown(file.kind, file.file_id))
        else:
            await self._foreign(file, to)

    async def _foreign(self, file: Attachment, to: Account) -> None:
        """A file of another messenger, or a line in its place: the letter is not lost for it."""
        assert self._crossing is not None  # noqa: S101 - such a screen was refused before

        async def show(file_id: str) -> None:
            await self._send(to, _shown(file.kind, file_id))

        async def bring(data: bytes) -> Brought:
            with self._told_by_cause():
                async with asyncio.timeout(BRINGING):
                    brought = await upload(self._api, file.kind, file.name, data)
            return Brought(file_id=brought.file_id, shown=False)

        try:
            await self._crossing.cross(file, into=MESSENGER, show=show, bring=bring)
        except Refused as error:
            log.warning("a file was not passed on: %s", error)
            await self._send(to, _text(self._crossing.instead_of(file), ()))

    @contextmanager
    def _told_by_cause(self) -> Iterator[None]:
        try:
            yield
        except MaxError as error:
            raise self._undelivered(error) from error
        except TimeoutError as error:
            raise TryLater("a file takes too long") from error

    @staticmethod
    def _undelivered(error: MaxError) -> Undelivered:
        return undelivered_by(error)


def _texts(screen: Screen) -> list[Json]:
    """One message, or several of a long text with the buttons below the last."""
    *first, last = _parts(screen.text)
    return [*(_text(text, ()) for text in first), _text(last, screen.buttons)]


def _parts(html: str) -> list[str]:
    """MAX does not say whether tags and references count in a length: no part has too many."""
    limit = LONGEST
    while max(map(units, parts := split(html, limit))) > LONGEST_TEXT and limit > 1:
        limit = limit * 3 // 4
    return parts


def _text(text: str, buttons: Sequence[Button]) -> Json:
    body: Json = {"text": text, "format": "html"}
    rows = [[_button(each)] for each in buttons]
    return {**body, "attachments": keyboard(rows)} if rows else body


def _button(each: Button) -> Json:
    if each.url:
        return button("link", each.title, url=each.url)
    return button("callback", each.title, payload=each.opens)


def _shown(kind: FileKind, file_id: str) -> Json:
    """A file is alone in its message."""
    return {"attachments": [file_of(file_id).attachment(kind)]}


def undelivered_by(error: MaxError) -> Undelivered:
    """What the failure means for the letter, told by its cause."""
    reason = f"{type(error).__name__}: {error}"
    match error:
        case Denied(code=errors.GONE) | Missing():
            return Unreachable(reason)
        # A file that is not ready is a request that is wrong only now: it has to be seen first.
        case NotReady():
            return TryLater(reason)
        case Denied() | Wrong():
            return Refused(reason)
        case TooFast():
            return TryLater(reason, error.after)
        case Unauthorised():
            log.critical("MAX does not know our token: no letter leaves until it does")
            return TryLater(reason, WRONG_TOKEN_PAUSE)
    return TryLater(reason)
