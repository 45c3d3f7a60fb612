"""The verb ``transfer``: a service that has outgrown SQLite moves to a database server."""

import time
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import typer
from pydantic import SecretStr

from bot.clock import utc_now
from bot.saying import Failed, say
from bot.settings import Settings
from bot.values import DATABASES
from storage import health
from storage.database import is_sqlite, sqlite_file
from storage.transfer import Compared, Differs, NotEmpty, Transfer
from storage.work import Database

OFTEN = 10_000
"""Rows of a table between two lines of progress."""


def target_of(settings: Settings, url: str) -> Settings:
    """The same settings on the database to move to; ``Failed`` when it cannot be one."""
    if not url.startswith(DATABASES):
        raise Failed(say("settings-database", name="--to"))
    if not is_sqlite(settings.database_url):
        raise Failed(say("transfer-from", database=settings.database_shown))
    target = settings.model_copy(update={"database": SecretStr(url)})
    here, there = sqlite_file(settings.database_url), sqlite_file(url)
    if here and there and here.absolute() == there.absolute():
        raise Failed(say("transfer-same", database=target.database_shown))
    return target


async def move(source: Database, settings: Settings) -> None:
    """Copy, compare, tell; ``Failed`` leaves the target as it was."""
    began = time.monotonic()
    shown = settings.database_shown
    target = Database(settings.database_url, clock=utc_now, zone=ZoneInfo(settings.time_zone))
    try:
        if not await health.answers(target.writer):
            raise Failed(say("transfer-silent", database=shown))
        async with source.reader.connect() as here, target.writer.begin() as there:
            compared = await Transfer(here, there, told=_Progress()).move()
    except NotEmpty as error:
        raise Failed(say("transfer-not-empty", database=shown, table=error.table)) from None
    except Differs as error:
        _tell(error.tables)
        wrong = ", ".join(each.table for each in error.tables if not each.is_same)
        raise Failed(say("transfer-differs", tables=wrong, database=shown)) from None
    finally:
        await target.close()
    _tell(compared)
    rows = sum(each.after.rows for each in compared)
    seconds = f"{time.monotonic() - began:.1f}"
    typer.echo(
        say("transfer-done", database=shown, seconds=seconds, tables=len(compared), rows=rows)
    )


class _Progress:
    """A line now and then, so that long work is seen to go on."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def __call__(self, table: str, rows: int) -> None:
        if rows - self._told.get(table, 0) >= OFTEN:
            self._told[table] = rows
            typer.echo(say("transfer-progress", table=table, rows=rows), err=True)


def _tell(compared: Sequence[Compared]) -> None:
    for each in compared:
        typer.echo(
            say(
                "transfer-line",
                mark="✓" if each.is_same else "✗",
                table=each.table,
                before=each.before.rows,
                after=each.after.rows,
                sum=str(each.after)[:12],
            )
        )
