"""SQLite asked by fewer errands: most of what a small question costs is waking its thread.

aiosqlite keeps a thread for a connection. To open a cursor, execute, fetch and close it are an
errand each, and so is ``BEGIN``. Here they travel together: one errand a statement, or one for
a whole transaction.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self, TypeVar

import aiosqlite
import sqlalchemy

AHEAD = 500
"""Rows brought along with the answer. Whoever streams a large table goes for the others."""

T = TypeVar("T")
Row = tuple[Any, ...]


class Connection(aiosqlite.Connection):
    """What SQLAlchemy's dialect uses of aiosqlite, in fewer errands."""

    begin: str | None = None
    """Said before the next statement: a transaction starts when something is asked in it."""

    _in_transaction = False
    _plain: sqlalchemy.Connection | None = None

    @property
    def is_open(self) -> bool:
        return self._running and self._connection is not None

    async def errand(self, work: Callable[[], T]) -> T:
        if not self.is_open:
            raise ValueError("Connection closed")  # as aiosqlite says it
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((done, work))
        return await done

    def cursor(self) -> "Cursor":  # type: ignore[override]  # a cursor that fetches at once
        return Cursor(self)

    def ask(
        self, begin: str | None, statement: str, parameters: Any, *, many: bool
    ) -> sqlite3.Cursor:
        """In the connection's thread. What was not begun is begun by whoever asks again."""
        if begin is not None:
            try:
                self._conn.execute(begin)
            except sqlite3.Error:
                self.begin = begin
                raise
        execute = self._conn.executemany if many else self._conn.execute
        return execute(statement, parameters)

    async def commit(self) -> None:
        if self._in_transaction:
            await self.errand(self._conn.commit)
        self._over()

    async def rollback(self) -> None:
        """Nobody waits for it: whatever comes next stands behind it in the queue."""
        if self._in_transaction and self._running:
            self._tx.put_nowait((None, self._conn.rollback))
        self._over()

    def _over(self) -> None:
        self.begin, self._in_transaction = None, False

    async def transact(self, work: Callable[[sqlalchemy.Connection], T]) -> T:
        """The work and all it says is one errand. Once begun it ends, whoever has gone."""
        return await self.errand(partial(self._transact, work))

    def _transact(self, work: Callable[[sqlalchemy.Connection], T]) -> T:
        plain = self._as_plain()  # before BEGIN: SQLAlchemy rolls back when it first looks around
        self._conn.execute("BEGIN IMMEDIATE")
        try:
            result = work(plain)
            self._conn.commit()
        except BaseException:
            self._conn.rollback()
            raise
        return result

    def _as_plain(self) -> sqlalchemy.Connection:
        """The same connection as SQLAlchemy sees it within one thread."""
        if self._plain is None:
            engine = sqlalchemy.create_engine(
                "sqlite://",
                creator=lambda: self._conn,
                poolclass=sqlalchemy.StaticPool,
                pool_reset_on_return=None,
                hide_parameters=True,
            )
            self._plain = engine.connect()
        return self._plain


class Cursor:
    """The answer to one statement."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: sqlite3.Cursor | None = None
        self._rows: list[Row] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        await self._send(statement, parameters, many=False)

    async def executemany(self, statement: str, parameters: Sequence[Any]) -> None:
        await self._send(statement, parameters, many=True)

    async def _send(self, statement: str, parameters: Any, *, many: bool) -> None:
        """``BEGIN`` leaves with the statement: cancelled or not, a rollback comes after both."""
        connection = self._connection
        begin, connection.begin = connection.begin, None
        connection._in_transaction = True  # noqa: SLF001 - its other half
        ask = partial(connection.ask, begin, statement, parameters, many=many)
        await connection.errand(partial(self._keep, ask))

    def _keep(self, ask: Callable[[], sqlite3.Cursor]) -> None:
        cursor = ask()
        self.description = cursor.description
        if self.description is not None:
            self._rows = cursor.fetchmany(AHEAD)
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        if len(self._rows) == AHEAD:
            self._open = cursor
        else:
            cursor.close()

    async def fetchone(self) -> Row | None:
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        size = size or self.arraysize
        if len(self._rows) < size and self._open is not None:
            more = partial(self._open.fetchmany, size - len(self._rows))
            self._rows += await self._connection.errand(more)
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchall(self) -> list[Row]:
        if self._open is not None:
            self._rows += await self._connection.errand(self._open.fetchall)
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        if self._open is not None:
            cursor, self._open = self._open, None
            await self._connection.errand(cursor.close)


def connect(database: str, **options: Any) -> Connection:
    """To be awaited, as aiosqlite's own."""
    connection = Connection(partial(sqlite3.connect, database, **options), AHEAD)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does
    return connection
