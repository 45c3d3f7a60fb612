"""The database of a verb of the command line, if it is there and of this version."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.saying import Failed, say
from bot.settings import Settings

if TYPE_CHECKING:
    from storage.work import Database


def database_of(settings: Settings) -> "Database":
    from bot.clock import utc_now  # noqa: PLC0415 - a verb imports only what it needs
    from storage.work import Database  # noqa: PLC0415 - a verb imports only what it needs

    return Database(
        settings.database_url,
        clock=utc_now,
        zone=ZoneInfo(settings.time_zone),
        days_off=settings.days_off,
        working_days=settings.working_days,
    )


@asynccontextmanager
async def ready(settings: Settings) -> AsyncIterator["Database"]:
    """The database, if its tables are of this version."""
    from storage import health, revision  # noqa: PLC0415 - a verb imports only what it needs

    database = database_of(settings)
    try:
        try:
            async with database.reader.connect() as connection:
                found = await connection.run_sync(revision.current)
        except health.UNREACHABLE:
            raise Failed(say("cli-no-database", database=settings.database_shown)) from None
        if found != revision.newest():
            raise Failed(say("cli-not-migrated", database=settings.database_shown))
        yield database
    finally:
        await database.close()
