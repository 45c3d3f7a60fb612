"""Holds every request of a token back until its turn, so that none is refused for haste."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Hashable
from datetime import timedelta
from math import ceil, inf
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.messengers.telegram.pace import Pace
from bot.messengers.window import Request

# The library otherwise warns at every RetryAfter that its type will change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class _Waiter:
    __slots__ = ("chat", "key", "turn")

    def __init__(self, chat: Hashable | None) -> None:
        self.chat = chat
        self.key = self if chat is None else chat
        """Requests about no chat do not wait for each other."""
        self.turn: asyncio.Future[Request] = asyncio.get_running_loop().create_future()


class SlidingWindow(BaseRateLimiter[None]):
    """First come, first served, as far as the pace and the number of connections allow.

    One request at a time is under way for a chat, so its messages keep their order. After a
    ``RetryAfter`` nothing leaves until it ends. Whoever would wait longer than ``patience``
    gets a ``RetryAfter`` at once, without a request being made: better to put a letter back
    than to hold its lease.
    """

    def __init__(
        self,
        per_second: int = 30,
        *,
        parallel: int = 10,
        patience: timedelta = timedelta(seconds=5),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pace = Pace(per_second, clock=clock)
        self._parallel = parallel
        self._patience = patience.total_seconds()
        self._waiting: list[_Waiter] = []
        self._under_way: set[Hashable] = set()
        self._alarm: asyncio.TimerHandle | None = None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nobody is served any more; who still waits is cancelled."""
        self._set_alarm(inf)
        for waiter in self._waiting:
            waiter.turn.cancel()
        self._waiting.clear()

    def halt(self, after: timedelta) -> None:
        """Another user of the token was told to wait: wait too."""
        self._pace.halt(after.total_seconds())
        self._serve()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Make the request when its turn comes; errors are passed on as they are."""
        waiter = _Waiter(data.get("chat_id"))
        request = await self._turn_of(waiter)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._pace.halt(seconds_of(error))
            raise
        finally:
            self._pace.answered(request)
            self._release(waiter)

    async def _turn_of(self, waiter: _Waiter) -> Request:
        self._waiting.append(waiter)
        self._serve()
        try:
            return await waiter.turn
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            elif not waiter.turn.cancelled():
                self._pace.answered(waiter.turn.result())
                self._release(waiter)
            raise

    def _release(self, waiter: _Waiter) -> None:
        self._under_way.discard(waiter.key)
        self._serve()

    def _serve(self) -> None:
        """Wake everybody whose turn it is and come back when the next one's may be."""
        self._set_alarm(inf)
        self._send_away_the_impatient()
        for waiter in list(self._waiting):
            if self._pace.pause > 0 or len(self._under_way) >= self._parallel:
                break
            if waiter.key in self._under_way or self._pace.chat_pause(waiter.chat) > 0:
                continue
            self._waiting.remove(waiter)
            self._under_way.add(waiter.key)
            waiter.turn.set_result(self._pace.leave_for(waiter.chat))
        if self._waiting and len(self._under_way) < self._parallel:
            self._set_alarm(min(self._pause_of(waiter) for waiter in self._waiting))

    def _send_away_the_impatient(self) -> None:
        for waiter in list(self._waiting):
            pause = max(self._pace.halted, self._pace.chat_pause(waiter.chat))
            if pause > self._patience:
                self._waiting.remove(waiter)
                waiter.turn.set_exception(RetryAfter(ceil(pause)))

    def _pause_of(self, waiter: _Waiter) -> float:
        if waiter.key in self._under_way:
            return inf
        return max(self._pace.pause, self._pace.chat_pause(waiter.chat))

    def _set_alarm(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        if seconds < inf:
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._serve)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait; the library gives an integer or, newer, a timedelta."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
