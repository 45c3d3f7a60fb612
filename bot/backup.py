"""The verbs ``backup`` and ``restore``: a SQLite database copied aside and put back.

PostgreSQL has tools of its own, which know roles, versions and large databases better; they must
be of the server's version and be given the password. So the operator is told the exact line, and
the verb fails: a nightly job must not believe that there is a copy.
"""

import asyncio
import shlex
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import typer

from bot.clock import utc_now
from bot.lock import alone
from bot.saying import Failed, say
from bot.settings import Settings
from storage import backup
from storage.database import sqlite_file

MEGABYTE = 1024**2


def back_up(settings: Settings, file: Path) -> None:
    began = time.monotonic()
    database = sqlite_file(settings.database_url)
    if database is None:
        tool = ("pg_dump", "--format=custom", "--no-owner", f"--file={file}")
        raise Failed(say("backup-postgres", line=_line(settings, *tool)))
    if not database.exists():
        raise Failed(say("backup-none", database=settings.database_shown))
    if not file.absolute().parent.is_dir():
        raise Failed(say("backup-no-folder", file=str(file)))
    exists = say("backup-exists", file=str(file))
    if file.exists():
        raise Failed(exists)
    try:
        figures = backup.back_up(database, file)
    except FileExistsError:
        raise Failed(exists) from None
    except backup.Unfit as unfit:
        raise Failed(say("backup-bad", trouble=_trouble(unfit))) from None
    typer.echo(
        say(
            "backup-done",
            file=str(file),
            seconds=_since(began),
            people=figures.people,
            consultations=figures.consultations,
            size=f"{figures.size / MEGABYTE:.1f}",
        )
    )


def restore(settings: Settings, file: Path) -> None:
    began = time.monotonic()
    database = sqlite_file(settings.database_url)
    if database is None:
        tool = ("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction")
        raise Failed(say("restore-postgres", line=_line(settings, *tool, last=[str(file)])))
    if not file.is_file():
        raise Failed(say("restore-no-file", file=str(file)))
    if database.exists() and file.samefile(database):
        raise Failed(say("restore-itself", file=str(file)))
    with alone(settings):
        kept = database.with_name(f"{database.name}.before-restore-{utc_now():%Y%m%d-%H%M%S}")
        try:
            migrated = asyncio.run(backup.restore(file, database, kept=kept))
        except backup.Unfit as unfit:
            raise Failed(say("restore-bad", file=str(file), trouble=_trouble(unfit))) from None
        _tell(settings, file, database, migrated="yes" if migrated else "no", began=began)
        if kept.exists():
            typer.echo(say("restore-kept", kept=str(kept)))


def _tell(settings: Settings, file: Path, database: Path, *, migrated: str, began: float) -> None:
    figures = backup.figures_of(database)
    typer.echo(
        say(
            "restore-done",
            database=settings.database_shown,
            file=str(file),
            seconds=_since(began),
            people=figures.people,
            consultations=figures.consultations,
            migrated=migrated,
        )
    )


def _trouble(unfit: backup.Unfit) -> str:
    return say(unfit.key, found=unfit.found)


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f}"


def _line(settings: Settings, *words: str, last: Sequence[str] = ()) -> str:
    """The command to type, with everything from the address but the password."""
    parts = urlsplit(settings.database_url)
    given = (
        ("host", parts.hostname),
        ("port", parts.port),
        ("username", unquote(parts.username or "")),
        ("dbname", unquote(parts.path.lstrip("/"))),
    )
    options = [f"--{name}={value}" for name, value in given if value]
    return shlex.join([*words, *options, *last])
