"""Whether the database answers, what time it thinks it is, and what was given up in it."""

from collections.abc import Sequence
from datetime import datetime

from asyncpg import (  # type: ignore[import-untyped]  # asyncpg has no types
    InterfaceError,
    PostgresError,
)
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.inbox import UpdateRow

UNREACHABLE = (OSError, SQLAlchemyError, PostgresError, InterfaceError)
"""What a database raises that does not let us in; a timeout is an OSError too."""


async def answers(engine: AsyncEngine) -> bool:
    try:
        async with engine.connect() as connection:
            await connection.execute(select(1))
    except UNREACHABLE:
        return False
    return True


async def server_time(engine: AsyncEngine) -> datetime | None:
    """The clock of the database server; SQLite has none but ours."""
    if engine.dialect.name == "sqlite":
        return None
    async with engine.connect() as connection:
        time: datetime | None = await connection.scalar(select(func.now()))
        return time


async def set_aside(engine: AsyncEngine) -> Sequence[tuple[int, str]]:
    """Numbers of updates that were given up, with the kinds of their errors, the newest first."""
    row = UpdateRow
    statement = (
        select(row.number, row.failure)
        .where(row.set_aside_at.is_not(None))
        .order_by(row.set_aside_at.desc(), row.id.desc())
    )
    async with engine.connect() as connection:
        found = await connection.execute(statement)
        return [(each.number, each.failure or "?") for each in found]
