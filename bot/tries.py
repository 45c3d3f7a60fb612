"""One update to its end: tried, tried again, or set aside with an apology.

What a fallen process has left may be what it fell of, so a try of it is counted before it is
made.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from storage.inbox import NOT_KEPT, Finish, InHand, Repeated, Taken, in_hand
from storage.work import Database

PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds before the second try, the third and so on; after the last the update is set aside."""

MOST_TRIES = len(PAUSES) + 1

STRANGERS_PAUSES = PAUSES[:1]
"""A stranger's update is not confirmed while it is tried, so it is tried less."""

log = structlog.get_logger(__name__)

Handle = Callable[[Taken], Awaitable[None]]


class Watch(Protocol):
    """Who is told of what goes wrong at the door."""

    def error(self, error: BaseException) -> None: ...

    def set_aside(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """``handle`` serves one update and may raise; ``apologise`` tells the person of giving up."""

    database: Database
    handle: Handle
    apologise: Handle
    watch: Watch

    async def until_over(self, taken: Taken, finish: Finish) -> bool:
        """Handle the update or give it up; say whether the inbox knows already that it is over.

        A try that comes back finds whether the effect of an earlier one is in the database.
        """
        if taken.left and not await self._begin(taken):
            return True
        kept = taken.id != NOT_KEPT
        hand = InHand(taken.id, finish, saved=taken.saved) if kept else None
        return await self._until_over(taken, hand)

    async def _begin(self, taken: Taken) -> bool:
        """Whether an update that was left may be tried once more. Its first try is not counted."""
        enough = taken.attempts >= MOST_TRIES - 1
        async with self.database.open_aside() as work:
            if enough:
                await work.inbox.set_aside(taken.id)
            else:
                await work.inbox.begun(taken.id)
        if enough:
            await self._give_up(taken, attempts=MOST_TRIES)
        return not enough

    async def _until_over(self, taken: Taken, hand: InHand | None) -> bool:
        token = in_hand.set(hand)
        about = bind_contextvars(update=taken.arrived.number, messenger=taken.arrived.messenger)
        attempts = 0
        counted = taken.left
        try:
            while True:
                try:
                    await self.handle(replace(taken, saved=bool(hand and hand.saved)))
                except Repeated:
                    return False
                except Exception as error:  # noqa: BLE001 - one bad update must not stop the others
                    attempts = await self._count(taken, error, attempts + 1, counted=counted)
                    counted = False
                    if not await self._again(taken, error, attempts):
                        return True
                else:
                    return bool(hand and hand.done)
        finally:
            in_hand.reset(token)
            reset_contextvars(**about)

    async def _count(self, taken: Taken, error: Exception, attempts: int, *, counted: bool) -> int:
        """Tries of what is kept are counted where a restart does not forget them."""
        self.watch.error(error)
        if taken.id == NOT_KEPT:
            return attempts
        async with self.database.open_aside() as work:
            attempts = await work.inbox.failed(taken.id, type(error).__name__, counted=counted)
            if attempts >= MOST_TRIES:
                await work.inbox.set_aside(taken.id)
        return attempts

    async def _again(self, taken: Taken, error: Exception, attempts: int) -> bool:
        """Wait for the next try, or give up and tell the person."""
        pauses = STRANGERS_PAUSES if taken.id == NOT_KEPT else PAUSES
        known = {"update": taken.arrived.number, "attempt": attempts}
        if attempts <= len(pauses):
            log.warning("update failed", **known, exc_info=error)
            await asyncio.sleep(pauses[attempts - 1])
            return True
        await self._give_up(taken, attempts=attempts, error=error)
        return False

    async def _give_up(
        self, taken: Taken, *, attempts: int, error: Exception | None = None
    ) -> None:
        known = {"update": taken.arrived.number, "attempt": attempts}
        log.error("update set aside", **known, exc_info=error)
        self.watch.set_aside()
        try:
            await self.apologise(taken)
        except Exception as unheard:
            log.warning("apology not delivered", **known, exc_info=unheard)
