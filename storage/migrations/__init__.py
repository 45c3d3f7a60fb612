"""The history of the tables. ``migrate`` brings any database of ours to today."""

from collections.abc import Mapping
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

LOCK = 7_031_966
"""Any number: whoever holds it in PostgreSQL migrates, the others wait and find nothing to do."""


DERIVED = "answers_index"
"""What the database makes by itself of other tables: no part of the models, carried nowhere."""


def is_in_models(name: str | None, kind: str, _: Mapping[str, str | None]) -> bool:
    """For whoever compares tables with models."""
    return kind not in ("table", "index") or not (name or "").startswith(DERIVED)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str = "base") -> None:
    command.downgrade(_config(connection), revision)


def _history() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def newest() -> str | None:
    return _history().get_current_head()


def knows(revision: str) -> bool:
    """Whether the history of this program has the revision; a newer program's it has not."""
    return any(step.revision == revision for step in _history().walk_revisions())


def current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def migrate(engine: AsyncEngine) -> tuple[str | None, str | None]:
    """Apply what is missing; return the revision before and after."""
    async with engine.begin() as connection:
        before = await connection.run_sync(current)
        await connection.run_sync(upgrade)
        after = await connection.run_sync(current)
    return before, after
