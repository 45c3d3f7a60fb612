"""Copies of a SQLite database: taken while it is in use, checked, and put back in its place."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from sqlalchemy.engine import URL

from storage import migrations
from storage.database import BUSY_MILLISECONDS, writing_engine

OURS = frozenset({"alembic_version", "installation", "people", "audit", "consultations"})
"""Tables by which a database of ours is known, whatever its age."""

GROWING = ("audit", "consents", "consultations", "erasures", "messages", "people")
"""Nothing is ever taken out of these: a copy may hold more rows than there were, never less."""

BESIDE = ("-wal", "-shm", "-journal")

Counts = Mapping[str, int]


class Unfit(Exception):
    """The file is not to be trusted; ``key`` names the phrase that says why."""

    def __init__(self, key: str, found: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a copy holds, as people count."""

    people: int
    consultations: int
    size: int


def back_up(database: Path, file: Path) -> Figures:
    """Copy the database as it is at one moment; ``file`` appears whole and checked, or not at all.

    Writers go on meanwhile. Raises ``FileExistsError`` rather than replace anything.
    """
    with _part_of(file) as part:
        with _opened(database, "mode=rw") as connection:
            before = _counts(connection)
            connection.execute("VACUUM INTO ?", (str(part),))
        _compare(before, check(part))
        _settle(part)
        figures = figures_of(part)
        _name(part, file)
    return figures


def _compare(before: Counts, after: Counts) -> None:
    short = [name for name in GROWING if after.get(name, 0) < before.get(name, 0)]
    if short:
        raise Unfit("unfit-short", ", ".join(short))


def check(file: Path) -> Counts:
    """How many rows each table of the copy has; ``Unfit`` when it is not a sound one of ours."""
    try:
        with _looked_into(file) as connection:
            counts = _counts(connection)
            if not counts.keys() >= OURS:
                raise Unfit("unfit-foreign")
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if revision is None:
                raise Unfit("unfit-foreign")
            if not migrations.knows(revision[0]):
                raise Unfit("unfit-newer", revision[0])
            [found] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise Unfit("unfit-broken", found)
            if astray := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Unfit("unfit-broken", f"{astray[0]} {astray[1]}")
            return counts
    except sqlite3.DatabaseError as error:
        if str(error).startswith("file is not a database"):
            raise Unfit("unfit-foreign") from None
        raise Unfit("unfit-broken", str(error)) from None


def _counts(connection: sqlite3.Connection) -> Counts:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a name from the database itself
        for (name,) in names
    }


def figures_of(file: Path) -> Figures:
    with _looked_into(file) as connection:
        [people] = connection.execute(
            "SELECT count(*) FROM people WHERE registered_at IS NOT NULL AND erased_at IS NULL"
        ).fetchone()
        [consultations] = connection.execute("SELECT count(*) FROM consultations").fetchone()
    return Figures(people=people, consultations=consultations, size=file.stat().st_size)


async def restore(file: Path, database: Path, *, kept: Path) -> bool:
    """Put a copy in the place of the database; say whether it had to be migrated first.

    Nobody may have the database open. The present one stays as ``kept``; until the last step it
    stays where it was too, so a failure at any moment changes nothing.
    """
    check(file)
    with _part_of(database) as part:
        try:
            with _looked_into(file) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))
        except sqlite3.DatabaseError as error:
            raise Unfit("unfit-broken", str(error)) from None
        migrated = await _brought_up(part)
        check(part)
        _put(part, database, kept)
    return migrated


def _put(part: Path, database: Path, kept: Path) -> None:
    _settle(part)
    if database.exists():
        _give_to_owner_of(database, part)
        _keep(database, kept)
    for ending in BESIDE:  # the log of the old database would be played into the new one
        _beside(database, ending).unlink(missing_ok=True)
    part.replace(database)
    _settle(database.parent)


async def _brought_up(file: Path) -> bool:
    url = URL.create("sqlite+aiosqlite", database=str(file))
    engine = writing_engine(url.render_as_string())
    try:
        before, after = await migrations.migrate(engine)
    finally:
        await engine.dispose()
    return before != after


def _keep(database: Path, kept: Path) -> None:
    """Give the present database a second name. A broken one is kept with its log, as it is."""
    with suppress(sqlite3.DatabaseError), _opened(database, "mode=rw") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _link(database, kept)
    log = _beside(database, "-wal")
    if log.exists() and log.stat().st_size:
        shutil.copyfile(log, _beside(kept, "-wal"))


def _give_to_owner_of(database: Path, part: Path) -> None:
    """Whoever restores as root leaves a file that the service may still open."""
    owner = database.stat()
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(part, owner.st_uid, owner.st_gid)


@contextmanager
def _looked_into(file: Path) -> Iterator[sqlite3.Connection]:
    """A file that lies still is read as it is; nothing appears beside it."""
    moving = _beside(file, "-wal").exists()
    with _opened(file, "mode=ro" if moving else "mode=ro&immutable=1") as connection:
        yield connection


@contextmanager
def _opened(file: Path, how: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
    )
    with closing(connection):
        yield connection


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """A file beside, for its owner alone, to be renamed when it is whole."""
    handle, name = mkstemp(dir=file.absolute().parent, prefix=f".{file.name}.", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        for ending in ("", *BESIDE):
            _beside(part, ending).unlink(missing_ok=True)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _name(part: Path, file: Path) -> None:
    """Never over another file: a link refuses that at once, unlike a rename."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on a memory stick
        if file.exists():
            raise FileExistsError(file) from None
        part.rename(file)
    _settle(file.absolute().parent)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # as above
        shutil.copyfile(old, new)
        _settle(new)


def _settle(path: Path) -> None:
    """On the disk, not only on its way there. Windows settles folders by itself."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
