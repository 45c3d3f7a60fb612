"""The migrations give the tables that the models describe, and may be taken back."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.work  # noqa: F401 - so that every table is known
from storage import revision
from storage.base import Base
from storage.database import writing_engine
from storage.migrations import current, downgrade, is_in_models, migrate, newest, upgrade
from tests import servers
from tests.conftest import POSTGRES, server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, postgres_name: str) -> Iterator[str]:
    if request.param == "sqlite":
        yield servers.sqlite_url(tmp_path / "empty.db")
        return
    with servers.throw_away(server(POSTGRES), f"{postgres_name}_empty") as url:
        yield url


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[AsyncEngine]:
    """A database without a single table."""
    engine = writing_engine(empty_url)
    yield engine
    await engine.dispose()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "render_as_batch": True,
            "include_name": is_in_models,
        },
    )
    return list(compare_metadata(context, Base.metadata))


def tables(connection: Connection) -> set[str]:
    found = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name for name in found if is_in_models(name, "table", {})}


async def test_migrations_and_models_are_the_same(empty: AsyncEngine) -> None:
    assert await migrate(empty) == (None, newest())

    async with empty.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(tables) == set(Base.metadata.tables)


async def test_migrating_again_changes_nothing(empty: AsyncEngine) -> None:
    await migrate(empty)

    assert await migrate(empty) == (newest(), newest())


async def test_everything_may_be_taken_back_and_done_again(empty: AsyncEngine) -> None:
    async with empty.begin() as connection:
        await connection.run_sync(upgrade)
    async with empty.begin() as connection:
        await connection.run_sync(downgrade)
        assert await connection.run_sync(tables) == set()
        assert await connection.run_sync(current) is None
    async with empty.begin() as connection:
        await connection.run_sync(upgrade)
        assert await connection.run_sync(differences) == []


async def test_a_difference_would_be_seen(empty: AsyncEngine) -> None:
    await migrate(empty)

    async with empty.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE people DROP COLUMN position")
        assert await connection.run_sync(differences) != []


async def test_the_version_is_told_without_alembic_as_alembic_tells_it(empty: AsyncEngine) -> None:
    async with empty.connect() as connection:
        assert await connection.run_sync(revision.current) is None
    await migrate(empty)
    async with empty.connect() as connection:
        assert await connection.run_sync(revision.current) == newest()
    assert revision.newest() == newest()
