"""Updates that may be what brings the process down: one at a time, and later each time."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.tries import PAUSES
from storage.inbox import Taken


class Quarantine:
    """Whoever was left twice is tried when the process has stood for a while, and by itself.

    A process that is killed soon after its start, again and again, has not fallen of what it was
    about to do. So a try is not begun at once, and nobody is counted out for what waits:
    ``pauses`` are the seconds before the next try, by how many there were.
    """

    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        self._pauses = pauses
        self._one = asyncio.Lock()
        self.waiting = 0

    @asynccontextmanager
    async def around(self, taken: Taken) -> AsyncIterator[None]:
        """Inside the update is tried."""
        if not _is_suspect(taken):
            yield
            return
        await self._turn(taken)
        try:
            yield
        finally:
            self._one.release()

    async def _turn(self, taken: Taken) -> None:
        self.waiting += 1
        try:
            await asyncio.sleep(self._pauses[min(taken.attempts, len(self._pauses) - 1)])
            await self._one.acquire()
        finally:
            self.waiting -= 1


def _is_suspect(taken: Taken) -> bool:
    """Left before and left again."""
    return taken.left and taken.attempts > 0
