"""P12: kill -9 at any moment of writing, or a log cut anywhere, leaves SQLite whole."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.promises.killing import killed
from tests.promises.results import Record

SHORT, LONG = 5, 100
CUTS = 20
"""Places at which the log of one killed writer is cut."""


@pytest.fixture
def file(sqlite_url: str, tmp_path: Path) -> Path:
    return tmp_path / "opora.db"


@pytest.fixture
def chance() -> random.Random:
    return random.Random(12)  # noqa: S311 - where to cut, not a secret


def integrity(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        found: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
        return found


def saved(file: Path) -> set[int]:
    """The numbers found, each with the other half of its work."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT key, value FROM installation").fetchall()
    found = dict(rows)
    numbers = {int(key[1:]) for key in found if key.startswith("n")}
    assert int(found.get("last", -1)) == max(numbers, default=-1), "a work is saved whole"
    return numbers


def beheaded(file: Path, folder: Path, chance: random.Random) -> list[Path]:
    """Copies of what a killed writer has left, the log of each cut at another place."""
    log = file.with_name(f"{file.name}-wal").read_bytes()
    copies = []
    for number in range(CUTS):
        copy = folder / f"cut-{number}.db"
        shutil.copyfile(file, copy)
        copy.with_name(f"{copy.name}-wal").write_bytes(log[: chance.randrange(len(log))])
        copies.append(copy)
    return copies


def kill_and_look(file: Path, folder: Path, chance: random.Random, *, kills: int) -> None:
    said: set[int] = set()
    for _ in range(kills):
        before = saved(file)
        said.update(killed(file, max(said, default=-1) + 1000, chance))
        for copy in beheaded(file, folder, chance):
            assert integrity(copy) == "ok"
            assert not before - saved(copy), "a cut takes from the end"
        assert integrity(file) == "ok"
        assert saved(file) >= said, "whatever was acknowledged is there"


def test_a_writer_killed_again_and_again_loses_nothing(
    file: Path, tmp_path: Path, chance: random.Random
) -> None:
    kill_and_look(file, tmp_path, chance, kills=SHORT)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_writer_killed_a_hundred_times_loses_nothing(
    file: Path, tmp_path: Path, chance: random.Random, record: Record
) -> None:
    kill_and_look(file, tmp_path, chance, kills=LONG)
    record(f"{LONG} kills, {LONG * CUTS:,} logs cut anywhere: all whole, all acknowledged there")


def test_the_twin_that_acknowledges_first_loses(file: Path, chance: random.Random) -> None:
    said: set[int] = set()
    for _ in range(30):
        said.update(killed(file, max(said, default=-1) + 1000, chance, hasty=True))
        if said - saved(file):
            break

    assert said - saved(file)
    assert integrity(file) == "ok"
