"""P14: tables go up, down and up again; a transfer brings every row as it was or none at all."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, func, insert, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.audit import Deed
from core.people import Role
from storage.base import Base
from storage.database import writing_engine
from storage.migrations import downgrade, is_in_models, upgrade
from storage.sessions import Form, SessionRow
from storage.transfer import Compared, Differs, NotEmpty, Transfer
from storage.work import Database
from tests import servers, town
from tests.conftest import POSTGRES, server
from tests.promises.results import Record
from tests.times import MONDAY, ZONE, Clock
from tests.town import Town

MANY = 20_000
HARD = "Ёлка «№ 5» \U0001f9d1\u200d\U0001f3eb '\"\\ ; 1e5 null\n\t"
"""Words that a careless copy would spoil."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, postgres_name: str) -> Iterator[str]:
    if request.param == "sqlite":
        yield servers.sqlite_url(tmp_path / "target.db")
        return
    with servers.throw_away(server(POSTGRES), f"{postgres_name}_target") as url:
        yield url


@pytest.fixture
async def target(empty_url: str) -> AsyncIterator[AsyncEngine]:
    """A database without a single table."""
    engine = writing_engine(empty_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def source(database: Database, clock: Clock) -> Database:
    """A region where something of everything has happened; a school is older than its district."""
    here = await town.build(database)
    async with database.open_work() as work:
        anna = await town.settle(work, HARD, here.school_5, subjects=[here.physics, here.maths])
        boris = await town.methodist(work, "Борис", here.district)
        await work.sessions.put(
            Form(key="form", owner="o", state=None, data={"б": [1, None, HARD]})
        )
        await work.audit.note(Deed.LOOKED, by=boris.id, about=anna.id, what=HARD)
        asked = await town.ask(work, town.a_question(here, HARD), teacher=anna)
        await work.consultations.mark_reminded(asked.id, at=clock.wait(microseconds=1))
    await moved_under_a_younger_one(database, here)
    return database


async def moved_under_a_younger_one(database: Database, here: Town) -> None:
    async with database.open_work() as work:
        new = await work.units.add(name="Новый район", level="район", parent=here.region)
    async with database.writer.begin() as connection:
        await connection.execute(
            text("UPDATE units SET parent_id = :new WHERE id = :school"),
            {"new": new, "school": here.school_15},
        )


async def moved(
    source: Database, target: AsyncEngine, how: type[Transfer] = Transfer
) -> Sequence[Compared]:
    async with source.reader.connect() as here, target.begin() as there:
        return await how(here, there).move()


def drift(connection: Connection) -> list[object]:
    options = {
        "compare_type": True,
        "render_as_batch": True,
        "include_name": is_in_models,
    }
    return list(
        compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    )


def names(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


async def test_up_down_and_up_again_leaves_no_drift(target: AsyncEngine, record: Record) -> None:
    for _ in range(2):
        async with target.begin() as connection:
            await connection.run_sync(upgrade)
            assert await connection.run_sync(drift) == []
        async with target.begin() as connection:
            await connection.run_sync(downgrade)
            assert await connection.run_sync(names) == ["alembic_version"]
    async with target.begin() as connection:
        await connection.run_sync(upgrade)
        assert await connection.run_sync(drift) == []
    record("up, down and up again: no drift")


async def test_the_twin_with_a_column_less_drifts(target: AsyncEngine) -> None:
    async with target.begin() as connection:
        await connection.run_sync(upgrade)
        await connection.execute(text("ALTER TABLE audit DROP COLUMN chain"))
        assert await connection.run_sync(drift) != []


async def test_every_row_of_every_table_arrives_as_it_was(
    source: Database, target: AsyncEngine
) -> None:
    compared = await moved(source, target)

    assert {each.table for each in compared} == set(Base.metadata.tables)
    assert all(each.is_same for each in compared)
    counted = {each.table: each.after.rows for each in compared}
    assert counted["people"] == 2
    assert {"audit", "messages", "sessions", "units"} <= {k for k, v in counted.items() if v}


async def test_the_service_goes_on_where_it_was(source: Database, target: AsyncEngine) -> None:
    """New rows do not take the numbers of old ones, and the log of deeds goes on."""
    await moved(source, target)
    address = target.url.render_as_string(hide_password=False)
    there = Database(address, clock=Clock(), zone=ZONE)

    async with there.open_work() as work:
        vera = await town.newcomer(work)
        await work.audit.note(Deed.GRANTED, by=vera.id, what=Role.METHODIST)
    async with there.open_view() as work:
        assert (await work.audit.verify()).is_whole
        assert await work.people.get(vera.id) == vera
    await there.close()


async def test_a_target_with_a_row_in_it_is_refused(source: Database, target: AsyncEngine) -> None:
    await moved(source, target)

    with pytest.raises(NotEmpty):
        await moved(source, target)


class Careless(Transfer):
    """The twin: one word of one row is spoiled on the way."""

    async def _write(self, table: Table, batch: Sequence[Mapping[str, object]]) -> None:
        await super()._write(table, [self.spoiled(table, row) for row in batch])

    def spoiled(self, table: Table, row: Mapping[str, object]) -> Mapping[str, object]:
        return {**row, "name": row["name"].strip()} if table.name == "people" else row  # type: ignore[attr-defined]  # a text


class Forgetful(Transfer):
    """The twin: the last row of each batch of messages stays behind."""

    async def _write(self, table: Table, batch: Sequence[Mapping[str, object]]) -> None:
        kept = batch[:-1] if table.name == "messages" else batch
        if kept:
            await super()._write(table, kept)


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_large_database_arrives_as_it_was(
    source: Database, target: AsyncEngine, record: Record
) -> None:
    async with source.writer.begin() as connection:
        for first in range(0, MANY, 1000):
            await connection.execute(insert(SessionRow), some_forms(range(first, first + 1000)))

    compared = await moved(source, target)
    rows = sum(each.after.rows for each in compared)

    assert rows > MANY
    assert all(each.is_same for each in compared)
    record(f"{rows:,} rows moved to it and compared, none lost or changed")


def some_forms(numbers: Iterable[int]) -> list[dict[str, object]]:
    return [
        {
            "key": f"many/{number}",
            "owner": f"telegram:{number}",
            "state": None,
            "data": {"text": HARD, "number": number},
            "touched_at": MONDAY,
        }
        for number in numbers
    ]


@pytest.mark.parametrize(("twin", "table"), [(Careless, "people"), (Forgetful, "messages")])
async def test_a_changed_or_missing_row_is_noticed_and_nothing_stays(
    source: Database, target: AsyncEngine, twin: type[Transfer], table: str
) -> None:
    with pytest.raises(Differs) as differs:
        await moved(source, target, twin)

    assert [each.table for each in differs.value.tables if not each.is_same] == [table]
    async with target.connect() as connection:
        assert await connection.run_sync(names) == []


async def test_the_twin_without_sums_would_have_missed_it(
    source: Database, target: AsyncEngine
) -> None:
    with pytest.raises(Differs) as differs:
        await moved(source, target, Careless)

    assert all(each.before.rows == each.after.rows for each in differs.value.tables)
    async with source.reader.connect() as connection:
        people = Base.metadata.tables["people"]
        assert await connection.scalar(select(func.count()).select_from(people)) == 2
