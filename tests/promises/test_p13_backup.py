"""P13: a copy is made under load, quickly and without holding up whoever writes."""

import asyncio
import os
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import insert

from storage import backup
from storage.sessions import SessionRow
from storage.work import Database
from tests.cli.typing_in import ROOT
from tests.promises.results import Record
from tests.servers import sqlite_url
from tests.times import MONDAY, ZONE, Clock

A_SECOND = 30
"""Writes."""

QUICKLY, STALL = 5.0, 0.25
"""Seconds promised for a copy of 50 MiB, and for a write meanwhile."""

MEGABYTE = 1024**2
PIECE = 10_000


class Writers:
    """People who go on writing at their own pace, whatever the database is doing."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.saved: list[int] = []
        self.longest = 0.0
        self._stop = False

    async def write_on(self) -> None:
        began, number = time.monotonic(), 0
        async with asyncio.TaskGroup() as group:
            while not self._stop:
                group.create_task(self._write(number))
                number += 1
                await asyncio.sleep(max(0, began + number / A_SECOND - time.monotonic()))

    def stop(self) -> None:
        self._stop = True

    async def _write(self, number: int) -> None:
        began = time.monotonic()
        async with self.database.open_work() as work:
            await work.installation.put(f"n{number}", "saved")
        self.longest = max(self.longest, time.monotonic() - began)
        self.saved.append(number)


async def filled(database: Database, megabytes: int) -> None:
    piece = {"text": "x" * PIECE}
    rows = [
        {"key": str(number), "owner": "o", "state": None, "data": piece, "touched_at": MONDAY}
        for number in range(megabytes * MEGABYTE // PIECE)
    ]
    async with database.writer.begin() as connection:
        await connection.execute(insert(SessionRow), rows)


async def typed(file: Path, *words: str) -> float:
    """A verb in a process of its own, as an operator runs it; how long it took."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=file.parent,
        env={**os.environ, "OPORA_DATABASE": sqlite_url(file), "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    return time.monotonic() - began


def numbers(file: Path) -> set[int]:
    with closing(connect(file)) as connection:
        rows = connection.execute("SELECT key FROM installation WHERE key LIKE 'n%'")
        return {int(key[1:]) for (key,) in rows}


async def copied_under_load(
    database: Database, file: Path, *, megabytes: int
) -> tuple[float, float]:
    """In how many seconds it was made, and how many the longest write took meanwhile."""
    await filled(database, megabytes)
    writers = Writers(database)
    async with asyncio.TaskGroup() as group:
        group.create_task(writers.write_on())
        await asyncio.sleep(1)
        before = set(writers.saved)
        writers.longest = 0.0
        took = await typed(file, "backup", "copy.db")
        writers.stop()

    copy = file.with_name("copy.db")
    assert backup.check(copy)["sessions"] == megabytes * MEGABYTE // PIECE
    assert before <= numbers(copy) <= set(writers.saved)
    assert len(writers.saved) > A_SECOND
    return took, writers.longest


async def test_a_copy_under_load_is_whole(database: Database, tmp_path: Path) -> None:
    await copied_under_load(database, tmp_path / "opora.db", megabytes=10)


@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_large_copy_under_load_is_whole_too(
    database: Database, tmp_path: Path, record: Record
) -> None:
    """How quick it was is written down and not asserted: machines differ."""
    took, longest = await copied_under_load(database, tmp_path / "opora.db", megabytes=50)
    kept = took <= QUICKLY and longest <= STALL
    words = f"50 MiB at {A_SECOND} writes a second in {took:.1f} s (≤ {QUICKLY:g})"
    record(f"{words}, the longest write {longest * 1000:.0f} ms (≤ {STALL * 1000:.0f})", kept=kept)


async def test_from_a_copy_to_a_working_service_in_minutes(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "opora.db"
    await filled(database, 10)
    await typed(file, "backup", "copy.db")
    await database.close()
    file.write_bytes(b"a disk has died")

    took = await typed(file, "restore", "copy.db") + await typed(file, "doctor")

    assert took <= 300
    restored = Database(sqlite_url(file), clock=Clock(), zone=ZONE)
    async with restored.open_work() as work:
        await work.installation.put("n1", "saved")
    await restored.close()


async def test_the_twin_that_copies_the_file_alone_loses_what_is_in_the_log(
    database: Database, tmp_path: Path
) -> None:
    async with database.open_work() as work:
        await work.installation.put("n1", "saved")

    copy = Path(shutil.copyfile(tmp_path / "opora.db", tmp_path / "copy.db"))

    assert numbers(copy) == set()
