"""Holds every request to MAX back until its turn: 30 a second, 2 of a kind to a chat."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from math import inf
from weakref import WeakValueDictionary

from bot.messengers.max.errors import TooFast
from bot.messengers.window import Window

PER_SECOND, PER_CHAT = 30, 2

PATIENCE = timedelta(seconds=5)
"""Whoever would wait longer is told so at once: better to put a letter back than to hold it."""

FIRST_HALT, LONGEST_HALT = 1.0, 60.0
"""Seconds after a refusal for haste. MAX does not say how long it wants to be left alone."""

CHATS_REMEMBERED = 10_000

Key = tuple[str, int]


class MaxPace:
    """Shared by everybody who uses one token in one process.

    One request at a time is under way for a chat, so its messages keep their order; chats do
    not wait for each other. ``per_second`` and ``per_chat`` are MAX's limits.
    """

    def __init__(
        self,
        *,
        per_second: int = PER_SECOND,
        per_chat: int = PER_CHAT,
        patience: timedelta = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._all = Window(per_second, clock=clock, distant=False)
        self._per_chat = per_chat
        self._patience = patience.total_seconds()
        self._clock = clock
        self._chats: dict[Key, Window] = {}
        self._order: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._gate = asyncio.Lock()
        self._answered = asyncio.Event()
        self._refusals = 0

    @asynccontextmanager
    async def turn(self, kind: str, chat: int | None = None) -> AsyncIterator[None]:
        """Inside it is the request's turn. Raises ``TooFast`` when that would take too long."""
        if chat is None:
            async with self._counted(self._all):
                yield
            return
        order = self._order.setdefault(chat, asyncio.Lock())
        async with order:
            window = self._window((kind, chat))
            await self._wait(window)
            async with self._counted(self._all, window):
                yield

    def refused(self, asked: float | None = None) -> timedelta:
        """MAX has said 429: everything of this token waits, longer with every refusal in a row."""
        halt = min(FIRST_HALT * 2.0**self._refusals, LONGEST_HALT)
        halt = max(halt * random.uniform(1.0, 1.5), asked or 0.0)  # noqa: S311 - spread, not secrecy
        self._refusals = min(self._refusals + 1, 10)
        self._all.halt(halt)
        return timedelta(seconds=halt)

    def went_well(self) -> None:
        """MAX takes requests again: the next refusal begins with a short halt."""
        if self._all.halted == 0.0:
            self._refusals = 0

    @asynccontextmanager
    async def _counted(self, *windows: Window) -> AsyncIterator[None]:
        async with self._gate:
            await self._wait(self._all)
            requests = [(window, window.leave()) for window in windows]
        try:
            yield
        finally:
            for window, request in requests:
                window.answered(request)
            self._answered.set()

    async def _wait(self, window: Window) -> None:
        while (pause := max(window.pause, self._all.halted)) > 0.0:
            if self._patience < pause < inf:
                raise TooFast("too many requests", after=timedelta(seconds=pause))
            self._answered.clear()
            try:
                async with asyncio.timeout(None if pause == inf else pause):
                    await self._answered.wait()
            except TimeoutError:
                continue

    def _window(self, key: Key) -> Window:
        if len(self._chats) > CHATS_REMEMBERED:
            self._chats = {key: each for key, each in self._chats.items() if not each.quiet}
        return self._chats.setdefault(
            key, Window(self._per_chat, clock=self._clock, distant=False)
        )
