"""What every update asks of the database, not asked again while nothing in it has changed."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from storage.work import Database, SqlWork

K = TypeVar("K", bound=Hashable | None)
V = TypeVar("V")


class WhileUnchanged(Generic[K, V]):
    """Answers by key, as ``read`` gave them.

    Where the process is alone on its database it knows when something was changed; then it
    asks anew, so a role that was taken back ends with the next update. Otherwise it always asks.
    """

    def __init__(self, database: Database, read: Callable[[SqlWork, K], Awaitable[V]]) -> None:
        self._database = database
        self._ask = read
        self._known: dict[K, V] = {}
        self._seen_at = -1

    async def get(self, key: K) -> V:
        if not self._database.is_alone:
            return await self._read(key)
        changes = self._database.changes
        if changes != self._seen_at:
            self._known.clear()
            self._seen_at = changes
        if key in self._known:
            return self._known[key]
        value = await self._read(key)
        if self._database.changes == changes == self._seen_at:
            self._known[key] = value
        return value

    async def _read(self, key: K) -> V:
        async with self._database.open_view() as work:
            return await self._ask(work, key)
