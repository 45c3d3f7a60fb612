"""Holds every request to MAX back until its turn: 30 a second, 2 of a kind to a chat."""

import random
import time
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.messengers.departures import PARALLEL, PATIENCE, Departures, TooLong
from bot.messengers.max.errors import TooFast
from bot.messengers.window import Request, Window
from core.notices import Lane

PER_SECOND, PER_CHAT = 30, 2

FIRST_HALT, LONGEST_HALT = 1.0, 60.0
"""Seconds after a refusal for haste. MAX does not say how long it wants to be left alone."""

CHATS_REMEMBERED = 10_000

Key = tuple[Hashable, str]


class Counts(Window):
    """MAX's limits: so many requests in any one second, so many of a kind to a chat."""

    def __init__(self, per_second: int, per_chat: int, *, clock: Callable[[], float]) -> None:
        super().__init__(per_second, clock=clock, distant=False)
        self._per_chat = per_chat
        self.chats: dict[Key, Window] = {}

    def chat_pause(self, chat: Hashable | None, kind: str) -> float:
        window = self.chats.get((chat, kind))
        return 0.0 if window is None else window.pause

    def leave_for(self, chat: Hashable | None, kind: str) -> Request:
        request = self.leave()
        if chat is not None:
            self._window((chat, kind)).count(request)
        return request

    def _window(self, key: Key) -> Window:
        if len(self.chats) > CHATS_REMEMBERED:
            self.chats = {key: each for key, each in self.chats.items() if not each.quiet}
        return self.chats.setdefault(key, Window(self._per_chat, clock=self._clock, distant=False))


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
        parallel: int = PARALLEL,
        patience: timedelta = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._counts = Counts(per_second, per_chat, clock=clock)
        self._departures = Departures(self._counts, parallel=parallel, patience=patience)
        self._refusals = 0

    @property
    def halted(self) -> timedelta:
        return timedelta(seconds=self._counts.halted)

    @asynccontextmanager
    async def turn(
        self, kind: str, chat: int | None = None, lane: Lane = Lane.REPLIES
    ) -> AsyncIterator[None]:
        """Inside it is the request's turn. Raises ``TooFast`` when that would take too long."""
        try:
            async with self._departures.turn(chat, kind=kind, lane=lane):
                yield
        except TooLong as error:
            after = timedelta(seconds=error.seconds)
            raise TooFast("too many requests", after=after) from error

    def refused(self, asked: float | None = None) -> timedelta:
        """MAX has said 429: everything of this token waits, longer with every refusal in a row."""
        halt = min(FIRST_HALT * 2.0**self._refusals, LONGEST_HALT)
        halt = max(halt * random.uniform(1.0, 1.5), asked or 0.0)  # noqa: S311 - spread, not secrecy
        self._refusals = min(self._refusals + 1, 10)
        self._departures.halt(halt)
        return timedelta(seconds=halt)

    def went_well(self) -> None:
        """MAX takes requests again: the next refusal begins with a short halt."""
        if self._counts.halted == 0.0:
            self._refusals = 0
