"""Updates that may be what brings the process down: alone, and before the others."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from storage.inbox import Taken

SUSPECTS_FIRST = 1.0
"""Seconds that the others wait for the suspects at a start, and no longer."""


class Quarantine:
    """Whoever was left twice is tried by itself; nobody else is in hand if it kills again."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()
        self._left = 0
        self._cleared = asyncio.Event()
        self._cleared.set()

    def expect(self, left: Sequence[Taken]) -> None:
        """What was left by the process before, at the start of this one."""
        self._left = sum(_is_suspect(taken) for taken in left)
        if self._left:
            self._cleared.clear()
            asyncio.get_running_loop().call_later(SUSPECTS_FIRST, self._cleared.set)

    @asynccontextmanager
    async def around(self, taken: Taken) -> AsyncIterator[None]:
        """Inside the update is tried."""
        if not _is_suspect(taken):
            await self._cleared.wait()
            yield
            return
        async with self._one:
            yield
        self._left -= 1
        if self._left <= 0:
            self._cleared.set()


def _is_suspect(taken: Taken) -> bool:
    """Left before and left again."""
    return taken.left and taken.attempts > 0
