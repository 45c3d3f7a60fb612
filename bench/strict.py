"""A Bot API that does nothing but count: it refuses what comes too fast, as Telegram does."""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

IN_A_ROW = 3
"""Messages a chat takes at once; then one a second."""

SLACK = 0.25
"""Seconds that a chat's message may come early: requests travel unequally, Telegram knows."""

GROUP_MESSAGES, MINUTE = 20, 60.0


@dataclass
class StrictTelegram:
    """Refuses the one too many in any sliding second, to one chat, to one group in a minute.

    ``answers_in`` seconds. ``limit`` may be lifted by ``None``. ``arrivals`` holds when each
    accepted message came, by the monotonic clock, ``refused`` those that were not accepted.
    """

    limit: int | None = 30
    answers_in: float = 0.0
    clock: Callable[[], float] = time.monotonic
    arrivals: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    copies: Counter[int] = field(default_factory=Counter)
    came_at: dict[int, float] = field(default_factory=dict)
    """When the last accepted message to each chat came."""
    halts: deque[int] = field(default_factory=deque)
    """Seconds that the next requests are told to wait, one for each."""
    halted_at: list[float] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self._second: deque[float] = deque()
        self._chats: defaultdict[int, float] = defaultdict(float)
        self._groups: defaultdict[int, deque[float]] = defaultdict(deque)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/sendMessage", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        now = self.clock()
        chat = int(str((await request.post())["chat_id"]))
        if self.halts:
            self.halted_at.append(now)
            return _too_fast(self.halts.popleft())
        if self._is_too_fast(now, chat):
            self.refused.append(now)
            return _too_fast(1)
        self.arrivals.append(now)
        self.copies[chat] += 1
        self.came_at[chat] = now
        if self.answers_in:
            await asyncio.sleep(self.answers_in)
        number = len(self.arrivals)
        result = {"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}}
        return web.json_response({"ok": True, "result": result})

    def _is_too_fast(self, now: float, chat: int) -> bool:
        """What is refused is not counted."""
        while self._second and self._second[0] <= now - 1.0:
            self._second.popleft()
        minute = self._groups[chat]
        while minute and minute[0] <= now - MINUTE:
            minute.popleft()
        due = max(self._chats[chat], now)
        if self.limit is not None and (
            len(self._second) >= self.limit
            or due - now > IN_A_ROW - 1 + SLACK
            or (chat < 0 and len(minute) >= GROUP_MESSAGES)
        ):
            return True
        self._second.append(now)
        self._chats[chat] = due + 1.0
        minute.append(now)
        return False

    @property
    def rate(self) -> float:
        """Messages a second, from the first that was accepted to the last."""
        return (len(self.arrivals) - 1) / (self.arrivals[-1] - self.arrivals[0])

    @property
    def most_in_a_second(self) -> int:
        """Accepted in any one second."""
        most, first = 0, 0
        for last, moment in enumerate(self.arrivals):
            while self.arrivals[first] <= moment - 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most


def _too_fast(seconds: int) -> web.Response:
    body = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return web.json_response(body, status=429)
