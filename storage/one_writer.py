"""SQLite's one writer, taken in turns.

Whoever has the turn has the connection to themselves, so what every update writes needs no
session and no checkout from the pool: they cost more than the writing.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import errands

T = TypeVar("T")


class OneWriter:
    """``lock`` is for everybody else who writes through the engine."""

    def __init__(self, writer: AsyncEngine) -> None:
        self._writer = writer
        self._connection: errands.Connection | None = None
        self.lock = asyncio.Lock()

    @property
    def rows_changed(self) -> int | None:
        """Since the connection was made, if that is known. For whoever has the turn."""
        connection = self._connection
        return connection.total_changes if connection is not None and connection.is_open else None

    async def in_one_errand(self, work: Callable[[Connection], T]) -> T:
        """A transaction that waits for nothing between its statements."""
        async with self.lock:
            connection = self._connection
            if connection is None or not connection.is_open:
                connection = self._connection = await self._found()
            return await connection.transact(work)

    async def _found(self) -> errands.Connection:
        async with self._writer.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
        assert isinstance(raw, errands.Connection)  # noqa: S101 - the engine makes no others
        return raw
