"""One process at a time works with a SQLite database: a lock on a file beside it.

The system lets go of the lock when its holder ends, however it ends: a file left behind after
kill -9 locks nothing. A database server keeps order among its clients itself and has no file.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import utc_now
from bot.saying import Failed, say
from bot.settings import Settings
from storage.database import sqlite_file

if sys.platform == "win32":
    import msvcrt

    FAR = 2**30
    """Windows locks bytes so that nobody reads them: one far behind what is written."""

    def _take(file: int) -> None:
        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Nobody else changes the database meanwhile; ``Failed`` when somebody does already."""
    database = sqlite_file(settings.database_url)
    if database is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    path = lock_of(database)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _take(file)
        except OSError:
            raise Failed(_taken(settings, path)) from None
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()} {utc_now().isoformat(timespec='seconds')}\n".encode())
        yield
    finally:
        os.close(file)


def lock_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _taken(settings: Settings, path: Path) -> str:
    """Who holds it. The holder may be just writing that down, so nothing is taken for granted."""
    shown = settings.database_shown
    try:
        pid, since = path.read_text(encoding="ascii").split()
        moment = datetime.fromisoformat(since).astimezone(ZoneInfo(settings.time_zone))
    except (OSError, ValueError):
        return say("lock-taken", database=shown)
    return say("lock-taken-by", database=shown, pid=pid, since=f"{moment:%d.%m.%Y %H:%M:%S}")
