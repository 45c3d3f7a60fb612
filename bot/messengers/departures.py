"""Whose turn it is: letters and answers wait here until their messenger can take them."""

import asyncio
from bisect import insort
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from datetime import timedelta
from math import inf
from typing import Protocol

from bot.messengers.window import Request
from core.notices import Lane

PARALLEL = 8
"""Requests at once of what is in no haste. With fifty the throughput falls to a half."""

PATIENCE = timedelta(seconds=5)
"""Whoever would wait longer is told so at once: better to put a letter back than to hold it."""


class TooLong(Exception):
    """The turn would come too late: in so many seconds at the soonest."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not before {seconds:.1f} s have passed")
        self.seconds = seconds


class Counts(Protocol):
    """What a messenger allows; all times in seconds."""

    @property
    def halted(self) -> float: ...

    def halt(self, seconds: float) -> None: ...

    def pause_of(self, lane: Lane) -> float:
        """Until anything at all of the lane may leave."""

    def chat_pause(self, chat: Hashable | None, kind: str) -> float:
        """Until a request of this kind may leave for the chat."""

    def leave_for(self, chat: Hashable | None, kind: str) -> Request: ...

    def answered(self, request: Request) -> None: ...


class _Waiter:
    __slots__ = ("chat", "key", "kind", "lane", "turn")

    def __init__(self, chat: Hashable | None, kind: str, lane: Lane) -> None:
        self.chat = chat
        self.kind = kind
        self.lane = lane
        self.key = self if chat is None else chat
        """Requests about no chat do not wait for each other."""
        self.turn: asyncio.Future[Request] = asyncio.get_running_loop().create_future()


class Departures:
    """By lanes, and within a lane first come, first served, as far as the messenger allows.

    One request at a time is under way for a chat, so its messages keep their order. No more
    than ``parallel`` requests are under way of the lanes below the replies, and no more than
    ``connections`` of all together: letters that hang do not hold a reply up.
    """

    def __init__(
        self,
        counts: Counts,
        *,
        parallel: int = PARALLEL,
        connections: float = inf,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._counts = counts
        self._parallel = parallel
        self._connections = connections
        self._patience = patience.total_seconds()
        self._waiting: list[_Waiter] = []
        self._under_way: dict[Hashable, Lane] = {}
        self._alarm: asyncio.TimerHandle | None = None

    def close(self) -> None:
        """Nobody is served any more; who still waits is cancelled."""
        self._set_alarm(inf)
        for waiter in self._waiting:
            waiter.turn.cancel()
        self._waiting.clear()

    def halt(self, seconds: float) -> None:
        """Nothing leaves for so long."""
        self._counts.halt(seconds)
        if self._waiting:
            self._serve()

    @asynccontextmanager
    async def turn(
        self, chat: Hashable | None, *, kind: str = "", lane: Lane = Lane.REPLIES
    ) -> AsyncIterator[None]:
        """Inside it is the request's turn. Raises ``TooLong``."""
        waiter = _Waiter(chat, kind, lane)
        request = await self._turn_of(waiter)
        try:
            yield
        finally:
            self._counts.answered(request)
            self._release(waiter)

    async def _turn_of(self, waiter: _Waiter) -> Request:
        insort(self._waiting, waiter, key=lambda each: each.lane)
        self._serve()
        try:
            return await waiter.turn
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            elif not waiter.turn.cancelled() and waiter.turn.exception() is None:
                self._counts.answered(waiter.turn.result())
                self._release(waiter)
            raise

    def _release(self, waiter: _Waiter) -> None:
        self._under_way.pop(waiter.key, None)
        self._serve()

    def _serve(self) -> None:
        """Wake everybody whose turn it is and come back when the next one's may be."""
        self._set_alarm(inf)
        self._send_away_the_impatient()
        pauses: dict[Lane, float] = {}
        soonest = inf
        for waiter in list(self._waiting):
            if waiter.lane not in pauses:
                pauses[waiter.lane] = self._lane_pause(waiter.lane)
            pause = max(pauses[waiter.lane], self._chat_pause(waiter))
            if pause > 0.0:
                soonest = min(soonest, pause)
                continue
            self._waiting.remove(waiter)
            self._under_way[waiter.key] = waiter.lane
            waiter.turn.set_result(self._counts.leave_for(waiter.chat, waiter.kind))
            pauses.clear()
        self._set_alarm(soonest)

    def _send_away_the_impatient(self) -> None:
        for waiter in list(self._waiting):
            pause = max(self._counts.halted, self._counts.chat_pause(waiter.chat, waiter.kind))
            if pause > self._patience:
                self._waiting.remove(waiter)
                waiter.turn.set_exception(TooLong(pause))

    def _lane_pause(self, lane: Lane) -> float:
        """Seconds; infinite while only an answer to another request can help."""
        return inf if self._is_full(lane) else self._counts.pause_of(lane)

    def _chat_pause(self, waiter: _Waiter) -> float:
        if waiter.key in self._under_way:
            return inf
        return self._counts.chat_pause(waiter.chat, waiter.kind)

    def _is_full(self, lane: Lane) -> bool:
        if len(self._under_way) >= self._connections:
            return True
        if lane is Lane.REPLIES:
            return False
        below = sum(each is not Lane.REPLIES for each in self._under_way.values())
        return below >= self._parallel

    def _set_alarm(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        if seconds < inf:
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._serve)
