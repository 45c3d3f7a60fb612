"""Statements that travel with their BEGIN: nothing is saved by halves, nothing is left behind."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.database import writing_engine
from storage.errands import AHEAD
from storage.work import Database

MANY = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) "
    "SELECT i FROM n"
)


@pytest.mark.parametrize("most", [0, 1, AHEAD - 1, AHEAD, AHEAD + 1, 3 * AHEAD])
async def test_every_row_arrives_whole_and_in_pieces(database: Database, most: int) -> None:
    expected = list(range(1, max(most, 1) + 1))
    async with database.reader.connect() as connection:
        assert list(await connection.scalars(MANY, {"most": most})) == expected
        rows = await connection.stream_scalars(MANY, {"most": most})
        assert [number async for number in rows] == expected


@pytest.mark.parametrize("yields", range(12))
async def test_a_write_cancelled_on_its_way_is_not_saved(database: Database, yields: int) -> None:
    async def write() -> None:
        async with database.open_work() as work:
            await work.installation.put("half", "yes")
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        writing = group.create_task(write())
        for _ in range(yields):
            await asyncio.sleep(0)
        writing.cancel()

    async with database.open_work() as work:
        assert await work.installation.get("half") is None


async def test_what_could_not_begin_is_begun_by_the_next_statement(
    database: Database, sqlite_url: str
) -> None:
    """Otherwise that statement would be saved by itself, and a rollback would not undo it."""
    impatient = writing_engine(sqlite_url)
    insert = text("INSERT INTO installation (key, value) VALUES ('half', 'yes')")
    try:
        async with impatient.connect() as connection:
            await connection.execute(text("PRAGMA busy_timeout = 1"))
            await connection.rollback()
            async with database.open_work() as work:
                await work.installation.put("whole", "yes")
                with pytest.raises(OperationalError, match="locked"):
                    await connection.execute(insert)
            await connection.execute(insert)
            await connection.rollback()
    finally:
        await impatient.dispose()

    async with database.open_view() as work:
        assert await work.installation.get("half") is None
        assert await work.installation.get("whole") == "yes"
