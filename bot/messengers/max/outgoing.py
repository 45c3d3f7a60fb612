"""Carries letters to people in MAX. Never imports aiogram, which costs seconds to load."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Self

from bot.messengers.broken_off import BrokenOff, Part
from bot.messengers.max import MESSENGER, errors
from bot.messengers.max.answers import Json
from bot.messengers.max.api import BASE, TIMEOUT, MaxApi
from bot.messengers.max.errors import (
    Denied,
    MaxError,
    Missing,
    NotReady,
    Silent,
    TooFast,
    Unauthorised,
    Unheard,
    Wrong,
)
from bot.messengers.max.fetching import fetch
from bot.messengers.max.files import file_of
from bot.messengers.max.looks import shown_as, text_of, texts_of
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.uploads import upload
from core.albums import albums
from core.files import Attachment, Brought, Crossing
from core.letters import (
    Refused,
    Screen,
    Shown,
    TryLater,
    Uncertain,
    Undelivered,
    Unreachable,
)
from core.notices import Lane
from core.people import Account

BRINGING = 20.0
"""Seconds for a file of another messenger on its way into this one."""

WRONG_TOKEN_PAUSE = timedelta(minutes=5)

log = logging.getLogger(__name__)


class MaxCarrier:
    """``core.letters.Messenger`` for MAX. Give it the ``pace`` of the session beside it, if any.

    It starts while MAX is down: nothing is asked before the first letter. A screen that broke
    off after its text goes on where it stopped when it is shown again. ``withdrawn`` is the HTML
    in the place of what MAX does not delete.
    """

    def __init__(
        self,
        token: str,
        *,
        withdrawn: str,
        base_url: str = BASE,
        ca: Path | None = None,
        pace: MaxPace | None = None,
        patience: float = TIMEOUT,
    ) -> None:
        self._api = MaxApi(token, base=base_url, ca=ca, pace=pace, timeout=patience)
        self._withdrawn = withdrawn
        self._broken_off = BrokenOff()
        self._crossing: Crossing | None = None

    async def stop(self) -> None:
        await self._api.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def halted(self) -> timedelta:
        return self._api.pace.halted

    def let_go(self) -> None:
        """Answers of the dialogs share the pace, and they are still given: nobody is sent away."""

    def join(self, crossing: Crossing) -> None:
        self._crossing = crossing

    async def fetch(self, file: Attachment) -> bytes:
        """The bytes of a file of MAX, to be shown in another messenger."""
        with self._asked_again():
            return await fetch(self._api, file_of(file.file_id))

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        """Show the text, then the files; raises ``Undelivered`` by the cause of the failure."""
        foreign = [file for file in screen.attachments if file.messenger != MESSENGER]
        if foreign and self._crossing is None:
            raise Refused(f"{len(foreign)} of the files are in another messenger")
        texts = [partial(self._send, to, body, screen.lane) for body in texts_of(screen)]
        files = [
            partial(self._files, some, to, screen.lane)
            for some in albums(screen.attachments, MESSENGER)
        ]
        return await self._broken_off.show(screen, to, texts, files)

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        """A text that has become longer or shorter takes or leaves messages at its end."""
        old, to = shown.ids[: shown.texts], shown.account
        new = texts_of(screen, most=len(old))
        parts: list[Part] = [
            partial(self._edit, to, body, mid, screen.lane)
            for body, mid in zip(new, old, strict=False)
        ]
        parts += [partial(self._send, to, body, screen.lane) for body in new[len(old) :]]
        parts += [partial(self._delete, to, mid, screen.lane) for mid in old[len(new) :]]
        return await self._broken_off.edit(screen, shown, parts)

    async def delete(self, shown: Shown) -> None:
        """What MAX does not delete stays where it is, and a text says that it is withdrawn."""
        lane = Lane.ANNOUNCEMENTS
        for mid in shown.ids:
            try:
                await self._delete(shown.account, mid, lane)
            except Refused as error:
                log.warning("a message was not deleted: %s", error)
                if mid in shown.ids[: shown.texts]:
                    await self._withdraw(shown.account, mid, lane)

    async def _withdraw(self, to: Account, mid: str, lane: Lane) -> None:
        try:
            await self._edit(to, text_of(self._withdrawn), mid, lane)
        except Refused as error:
            if not isinstance(error.__cause__, Missing):
                raise

    async def _send(self, to: Account, body: Json, lane: Lane) -> Sequence[str]:
        with self._told_by_cause():
            sent = await self._api.send(to.external, body, lane=lane)
        return (_id_in(sent),)

    async def _edit(self, to: Account, body: Json, mid: str, lane: Lane) -> Sequence[str]:
        with self._asked_again():
            try:
                # Without a list of buttons those that are there would stay.
                after = {"attachments": [], **body}
                await self._api.edit(mid, after, chat=to.external, lane=lane)
            except Missing as error:
                raise Refused(f"the message is not there: {error}") from error
        return (mid,)

    async def _delete(self, to: Account, mid: str, lane: Lane) -> Sequence[str]:
        with self._asked_again(), suppress(Missing):
            await self._api.delete(mid, chat=to.external, lane=lane)
        return ()

    async def _files(self, files: Sequence[Attachment], to: Account, lane: Lane) -> Sequence[str]:
        """One file, or pictures that are together in a message."""
        if files[0].messenger != MESSENGER:
            return await self._foreign(files[0], to, lane)
        body = shown_as([(file.kind, file.file_id) for file in files])
        return await self._send(to, body, lane)

    async def _foreign(self, file: Attachment, to: Account, lane: Lane) -> Sequence[str]:
        """A file of another messenger, or a line in its place: the letter is not lost for it."""
        assert self._crossing is not None  # noqa: S101 - such a screen was refused before
        ids: list[str] = []

        async def show(file_id: str) -> None:
            ids.extend(await self._send(to, shown_as([(file.kind, file_id)]), lane))

        async def bring(data: bytes) -> Brought:
            with self._asked_again():
                async with asyncio.timeout(BRINGING):
                    brought = await upload(self._api, file.kind, file.name, data)
            return Brought(file_id=brought.file_id, shown=False)

        try:
            await self._crossing.cross(file, into=MESSENGER, show=show, bring=bring)
        except Refused as error:
            log.warning("a file was not passed on: %s", error)
            ids.extend(await self._send(to, text_of(self._crossing.instead_of(file)), lane))
        return ids

    @contextmanager
    def _told_by_cause(self) -> Iterator[None]:
        try:
            yield
        except MaxError as error:
            raise self._undelivered(error) from error
        except TimeoutError as error:
            raise TryLater("a file takes too long") from error

    @contextmanager
    def _asked_again(self) -> Iterator[None]:
        """For what does no harm when it is done twice: no answer means only to ask again."""
        try:
            with self._told_by_cause():
                yield
        except Uncertain as error:
            raise TryLater(str(error)) from error

    @staticmethod
    def _undelivered(error: MaxError) -> Undelivered:
        return undelivered_by(error)


def _id_in(sent: Json) -> str:
    """MAX's own id of a message it has shown; without one it could not be found again."""
    try:
        return str(sent["body"]["mid"])
    except (KeyError, TypeError) as error:
        raise Uncertain("MAX does not say which message it has shown") from error


def undelivered_by(error: MaxError) -> Undelivered:
    """What the failure means for the letter, told by its cause."""
    reason = f"{type(error).__name__}: {error}"
    match error:
        case Denied(code=errors.GONE) | Missing():
            return Unreachable(reason)
        # A file that is not ready is a request that is wrong only now: it has to be seen first.
        case NotReady() | Unheard():
            return TryLater(reason)
        case Denied() | Wrong():
            return Refused(reason)
        case TooFast():
            return TryLater(reason, error.after)
        case Unauthorised():
            log.critical("MAX does not know our token: no letter leaves until it does")
            return TryLater(reason, WRONG_TOKEN_PAUSE)
    return Uncertain(reason) if isinstance(error, Silent) else TryLater(reason)
