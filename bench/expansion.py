"""``python -m bench.expansion DATABASE``: give everybody a letter of one announcement, and say in
JSON how long that took and how much memory."""

import asyncio
import json
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil

from bench.office import ZONE, clock
from bench.processes import MIB
from core.announcements.model import WEEKLY, Content, Proposal, State
from core.audience import UNIT, Audience
from core.people import PersonId
from core.units import UnitId
from notifications.broadcasts import Broadcasts
from storage.work import Database

KIBIBYTES = 1024
"""In a mebibyte."""


def peak() -> float:
    """MiB, the most there ever was of this program.

    Linux tells it of the program itself, and by ``getrusage`` also of whoever started it.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / KIBIBYTES
    raise LookupError("no VmHWM in /proc/self/status")


def resident() -> float:
    """MiB now."""
    return psutil.Process().memory_info().rss / MIB


async def expand(url: str) -> dict[str, float]:
    base = Database(url, clock=clock(), zone=ZoneInfo(ZONE))
    try:
        async with base.open_work() as work:
            proposal = Proposal(
                unit=UnitId(1),
                content=Content(text="Объявление"),
                audience=Audience({UNIT: (1,)}),
            )
            await work.announcements.open(
                proposal,
                author=PersonId(1),
                state=State.GOING,
                at=work.now,
                begins_at=work.now,
            )
        broadcasts = Broadcasts(base.open_work, base.open_view, WEEKLY)
        before, began = resident(), time.perf_counter()
        await broadcasts.advance()
        took, grown = time.perf_counter() - began, peak() - before
        async with base.open_view() as work:
            letters, _ = await work.outbox.depth()
    finally:
        await base.close()
    return {"seconds": took, "grown": grown, "letters": letters}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(expand(sys.argv[1]))))
