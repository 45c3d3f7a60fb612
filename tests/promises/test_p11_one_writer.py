"""P11: eight who write at once to SQLite never hear that the database is locked."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.work import Database
from tests.promises.results import Record

WRITERS = 8
SHORT, LONG = 3, 600
"""Seconds."""


class Crowd:
    """Everybody reads a number, adds one and writes it back, over and over."""

    def __init__(self, engine: AsyncEngine, seconds: float) -> None:
        self.engine = engine
        self.until = time.monotonic() + seconds
        self.saved = 0
        self.locked = 0

    async def work(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(WRITERS):
                group.create_task(self._write_on())

    async def _write_on(self) -> None:
        while time.monotonic() < self.until:
            try:
                async with self.engine.begin() as connection:
                    await self._add_one(connection)
            except OperationalError as error:
                if "database is locked" not in str(error):
                    raise
                self.locked += 1
            else:
                self.saved += 1

    async def _add_one(self, connection) -> None:  # noqa: ANN001 - a connection of whichever engine
        read = text("SELECT value FROM installation WHERE key = 'n'")
        number = int(await connection.scalar(read))
        await connection.execute(
            text("UPDATE installation SET value = :value WHERE key = 'n'"),
            {"value": str(number + 1)},
        )


async def counted(database: Database) -> int:
    async with database.open_view() as work:
        return int(await work.installation.get("n") or 0)


@pytest.fixture
async def base(database: Database) -> Database:
    async with database.open_work() as work:
        await work.installation.put("n", "0")
    return database


@pytest.fixture
async def as_it_comes(base: Database) -> AsyncIterator[AsyncEngine]:
    """The twin: several connections, and a transaction that begins when it first writes."""
    engine = create_async_engine(base.writer.url, pool_size=WRITERS, connect_args={"timeout": 1})

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection, _) -> None:  # noqa: ANN001 - the signature is SQLAlchemy's
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection) -> None:  # noqa: ANN001 - the signature is SQLAlchemy's
        connection.exec_driver_sql("BEGIN")

    yield engine
    await engine.dispose()


async def nobody_is_turned_away(base: Database, seconds: float) -> int:
    crowd = Crowd(base.writer, seconds)

    await crowd.work()

    assert crowd.locked == 0
    assert crowd.saved == await counted(base) > WRITERS
    return crowd.saved


async def test_eight_who_write_at_once_all_get_through(base: Database) -> None:
    await nobody_is_turned_away(base, SHORT)


@pytest.mark.long
@pytest.mark.timeout(LONG + 120)
async def test_eight_who_write_for_ten_minutes_all_get_through(
    base: Database, record: Record
) -> None:
    saved = await nobody_is_turned_away(base, LONG)
    record(f"{WRITERS} writers for {LONG // 60} minutes: {saved:,} saved, none locked out")


async def test_the_twin_without_the_recipe_is_turned_away(
    base: Database, as_it_comes: AsyncEngine
) -> None:
    crowd = Crowd(as_it_comes, SHORT)

    await crowd.work()

    assert crowd.locked > 0
