"""A process that writes and says what it has saved, to be killed at any moment.

It is forked from a parent that has imported everything, so that a kill meets the writing and not
the start of an interpreter.
"""

import asyncio
import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from storage.work import Database
from tests.servers import sqlite_url
from tests.times import ZONE, Clock

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__, "tests.promises.serving", "tests.promises.carrying"])

HASTE = 0.005
"""Seconds between saying and saving in the twin that says it first."""


def write_on(file: Path, first: int, says: Connection, *, hasty: bool) -> None:
    asyncio.run(_write_on(file, first, says, hasty=hasty))


async def _write_on(file: Path, first: int, says: Connection, *, hasty: bool) -> None:
    """Two rows in each work, so that a work saved by half would be seen."""
    database = Database(sqlite_url(file), clock=Clock(), zone=ZONE)
    number = first
    while True:
        async with database.open_work() as work:
            await work.installation.put(f"n{number}", "saved")
            await work.installation.put("last", str(number))
            if hasty:
                says.send_bytes(b"%d" % number)
                await asyncio.sleep(HASTE)
        if not hasty:
            says.send_bytes(b"%d" % number)
        number += 1


def killed(file: Path, first: int, chance: random.Random, *, hasty: bool = False) -> list[int]:
    """What a writer has said before it was killed by -9 at a random moment of its work."""
    hears, says = SERVER.Pipe(duplex=False)
    process = SERVER.Process(
        target=write_on, args=(file, first, says), kwargs={"hasty": hasty}, daemon=True
    )
    process.start()
    says.close()
    said = [int(hears.recv_bytes())]
    time.sleep(chance.uniform(0, 0.2))
    process.kill()
    process.join()
    with hears:
        while True:
            try:
                said.append(int(hears.recv_bytes()))
            except EOFError:
                return said
