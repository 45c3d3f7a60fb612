"""Who is served now: chats side by side, but whoever waits at the door goes first."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

AT_ONCE = 24
"""Chats that are served at the same time."""

CROWD, FEW = 2, 2
"""While more than a crowd waits to be confirmed, no more than a few chats are begun to be served:
what is not confirmed in time is brought again, and what is confirmed can wait."""


class Turns:
    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._few = asyncio.Semaphore(FEW)
        self._at_door = 0

    @contextmanager
    def knocking(self) -> Iterator[None]:
        """While an update waits to be saved."""
        self._at_door += 1
        try:
            yield
        finally:
            self._at_door -= 1

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """While a chat is served."""
        async with self._places:
            if self._at_door <= CROWD:
                yield
            else:
                async with self._few:
                    yield
