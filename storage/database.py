"""Connections to the database, set up so that SQLite keeps what it has confirmed."""

from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage import errands

BUSY_MILLISECONDS = 5000
READERS = 4


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: str) -> Path | None:
    """Where a SQLite database lies; another database has no file of ours."""
    name = make_url(url).database if is_sqlite(url) else None
    return Path(name) if name and name != ":memory:" else None


def writing_engine(url: str) -> AsyncEngine:
    """The engine of whoever changes something.

    SQLite has one writer at a time. With one connection in the process writers queue here, in
    order, instead of meeting ``database is locked`` there; ``BEGIN IMMEDIATE`` makes what a
    transaction has read still true when it writes.
    """
    if not is_sqlite(url):
        return create_async_engine(
            url, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True
        )
    engine = _sqlite_engine(url, connections=1)
    _prepare(engine, begin="BEGIN IMMEDIATE")
    return engine


def reading_engine(url: str, *, writer: AsyncEngine) -> AsyncEngine:
    """Whoever looks sees one moment and changes nothing.

    SQLite's readers have connections of their own and never wait for the writer. In PostgreSQL
    a look is a transaction of another kind on the same connections.
    """
    if not is_sqlite(url):
        return writer.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    engine = _sqlite_engine(url, connections=READERS)
    _prepare(engine, begin="BEGIN", more="PRAGMA query_only = ON")
    return engine


def _sqlite_engine(url: str, *, connections: int) -> AsyncEngine:
    """Words of people never get into an error's text: parameters are hidden."""
    return create_async_engine(
        url, pool_size=connections, max_overflow=0, pool_timeout=60, hide_parameters=True
    )


def _prepare(engine: AsyncEngine, *, begin: str, more: str = "") -> None:
    pragmas = (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
        more,
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def choose(_: Any, __: Any, ___: Any, options: dict[str, Any]) -> None:
        options["async_creator_fn"] = errands.connect

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # so that BEGIN is ours to say
        cursor = connection.cursor()
        for pragma in filter(None, pragmas):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.connection.driver_connection.begin = begin
