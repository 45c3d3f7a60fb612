"""Databases for tests: a migrated SQLite file to copy, a throw-away PostgreSQL database."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.base import Base
from storage.database import writing_engine
from storage.migrations import migrate

T = TypeVar("T")

NUMBERS_ANEW = """
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'public';
"""


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def as_text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def run_apart(work: Coroutine[object, object, T]) -> T:
    """Run to the end in a thread of its own: the loop of the test is left alone."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def migrated(url: str) -> None:
    engine = writing_engine(url)
    try:
        await migrate(engine)
    finally:
        await engine.dispose()


async def execute(url: str, *statements: str) -> None:
    """Each statement by itself, as CREATE DATABASE demands."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


@contextmanager
def throw_away(server: str, name: str) -> Iterator[str]:
    """An empty database on the server; it is dropped whatever happens."""
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    try:
        run_apart(
            execute(
                server,
                drop,
                f'CREATE DATABASE "{name}"',
                f'ALTER DATABASE "{name}" SET synchronous_commit = off',
            )
        )
        yield as_text(make_url(server).set(database=name))
    finally:
        run_apart(execute(server, drop))


async def emptied(url: str) -> None:
    """TRUNCATE makes the files of every table and index anew: ten times as long for a few rows."""
    names = [table.name for table in reversed(Base.metadata.sorted_tables)]
    tables = [f'DELETE FROM "{name}";' for name in names]  # noqa: S608 - names of our own
    await execute(url, f"DO $$ BEGIN {' '.join(tables)} {NUMBERS_ANEW} END $$")
