"""Whether the database answers, and what time it thinks it is."""

from datetime import datetime

from asyncpg import (  # type: ignore[import-untyped]  # asyncpg has no types
    InterfaceError,
    PostgresError,
)
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

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
