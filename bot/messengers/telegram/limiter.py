"""Holds every request of a token back until its turn, so that none is refused for haste."""

import os
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from math import ceil, inf
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.messengers.departures import PARALLEL, PATIENCE, Departures, TooLong
from bot.messengers.telegram.pace import Pace
from core.notices import Lane

# The library otherwise warns at every RetryAfter that its type will change.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class SlidingWindow(BaseRateLimiter[Lane]):
    """``Departures`` by the ``Pace`` of Telegram, behind the library's own door.

    The lane is what a method of the bot is given as ``rate_limit_args``. After a ``RetryAfter``
    nothing leaves until it ends. Whoever would wait longer than ``patience`` gets a
    ``RetryAfter`` at once, without a request being made.
    """

    def __init__(
        self,
        per_second: int = 30,
        *,
        parallel: int = PARALLEL,
        connections: float = inf,
        patience: timedelta = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pace = Pace(per_second, clock=clock)
        self._departures = Departures(
            self._pace, parallel=parallel, connections=connections, patience=patience
        )

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        self._departures.close()

    @property
    def halted(self) -> timedelta:
        return timedelta(seconds=self._pace.halted)

    def halt(self, after: timedelta) -> None:
        """Another user of the token was told to wait: wait too."""
        self._departures.halt(after.total_seconds())

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Answer:
        """Make the request when its turn comes; errors are passed on as they are."""
        lane = Lane.REPLIES if rate_limit_args is None else rate_limit_args
        try:
            async with self._departures.turn(data.get("chat_id"), lane=lane):
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as error:
                    self._pace.halt(seconds_of(error))
                    raise
        except TooLong as error:
            raise RetryAfter(ceil(error.seconds)) from error


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait; the library gives an integer or, newer, a timedelta."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
