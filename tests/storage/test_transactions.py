"""All or nothing in both databases, and the recipe by which SQLite keeps what it confirmed."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.audit import Deed
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from storage.consultation_rows import ConsultationRow
from storage.outbox import LetterRow
from storage.people import PersonRow
from storage.work import Database
from tests import town
from tests.times import ZONE, Clock


class Accident(Exception):
    """Something breaks in the middle of the work."""


def break_down() -> None:
    raise Accident


async def test_an_accident_leaves_neither_the_letter_nor_its_cause(
    any_database: Database,
) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)

    with pytest.raises(Accident):  # noqa: PT012 - the whole work breaks
        async with any_database.open_work() as work:
            opened = await town.ask(work, town.a_question(here), teacher=anna)
            await work.outbox.put(
                ConsultationRated(
                    to=anna.id, consultation=opened.id, teacher="Анна", outcome=Outcome.FULL
                )
            )
            await work.audit.note(Deed.LOOKED, by=anna.id)
            break_down()

    async with any_database.reader.connect() as connection:
        for row in (ConsultationRow, LetterRow):
            assert await connection.scalar(select(func.count()).select_from(row)) == 0


async def test_after_an_accident_the_next_work_is_saved(any_database: Database) -> None:
    with pytest.raises(Accident):  # noqa: PT012 - the whole work breaks
        async with any_database.open_work() as work:
            await town.newcomer(work)
            break_down()
    async with any_database.open_work() as work:
        await work.installation.put("a", "1")

    async with any_database.open_view() as work:
        assert await work.installation.get("a") == "1"


async def test_what_is_not_saved_yet_is_seen_by_nobody_else(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.installation.put("a", "old")
    async with any_database.open_work() as work:
        await work.installation.put("a", "new")
        async with asyncio.timeout(5), any_database.open_view() as view:
            assert await view.installation.get("a") == "old"

    async with any_database.open_view() as view:
        assert await view.installation.get("a") == "new"


async def test_a_look_is_at_one_moment(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.installation.put("a", "old")
    async with any_database.open_view() as view:
        before = await view.installation.get("a")
        async with any_database.open_work() as work:
            await work.installation.put("a", "new")

        assert await view.installation.get("a") == before == "old"


async def test_whoever_only_looks_changes_nothing(any_database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        async with any_database.open_view() as view:
            await view.installation.put("a", "1")

    async with any_database.open_view() as view:
        assert await view.installation.get("a") is None


async def test_twenty_who_count_together_lose_no_number(database: Database) -> None:
    async with database.open_work() as work:
        await work.installation.put("n", "0")

    async def count(times: int) -> None:
        for _ in range(times):
            async with database.open_work() as work:
                number = int(await work.installation.get("n") or 0)
                await asyncio.sleep(0)
                await work.installation.put("n", str(number + 1))

    await asyncio.gather(*(count(10) for _ in range(20)))

    async with database.open_view() as work:
        assert await work.installation.get("n") == "200"


async def test_two_processes_that_count_together_lose_no_number(
    database: Database, sqlite_url: str
) -> None:
    """Two writers with a connection each, as two processes have: only the file stands between."""
    other = Database(sqlite_url, clock=Clock(), zone=ZONE)

    async def count(writer: Database) -> None:
        for _ in range(50):
            async with writer.open_work() as work:
                number = int(await work.installation.get("n") or 0)
                await work.installation.put("n", str(number + 1))

    try:
        await asyncio.gather(count(database), count(other))
    finally:
        await other.close()

    async with database.open_view() as work:
        assert await work.installation.get("n") == "100"


@pytest.mark.parametrize("kind", ["writer", "reader"])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
async def test_every_connection_follows_the_recipe(
    database: Database, kind: str, pragma: str, value: object
) -> None:
    engine = {"writer": database.writer, "reader": database.reader}[kind]
    async with engine.connect() as connection:
        assert await connection.scalar(text(f"PRAGMA {pragma}")) == value


async def test_only_writers_begin_at_once_and_readers_only_read(database: Database) -> None:
    said: list[str] = []
    for engine in (database.writer, database.reader):
        async with engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None
            await raw.set_trace_callback(said.append)
    async with database.open_work() as work:
        await work.installation.get("a")
    async with database.open_view() as work:
        await work.installation.get("a")

    begun = [statement for statement in said if statement.startswith("BEGIN")]
    assert begun == ["BEGIN IMMEDIATE", "BEGIN"]
    async with database.reader.connect() as connection:
        assert await connection.scalar(text("PRAGMA query_only")) == 1


async def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with database.writer.begin() as connection:
            await connection.execute(
                PersonRow.__table__.insert().values(name="", folded="", position="", unit_id=404)
            )


async def test_the_folder_of_the_database_is_made(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "new" / "data"
    database = Database(f"sqlite+aiosqlite:///{folder}/opora.db", clock=clock, zone=ZONE)
    await database.close()

    assert folder.is_dir()
