"""Processes that carry letters and keep the schedule on one database, as `opora run` does."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

from bot import post
from bot.clock import utc_now
from bot.election import POST, SCHEDULE, TERM, Leadership
from bot.logs import set_up
from bot.messengers.telegram.outgoing import TelegramCarrier
from bot.metrics import Metrics
from notifications.reminders import Reminders
from notifications.schedule import Schedule
from storage.work import Database
from tests.fakes.telegram import TOKEN
from tests.promises.killing import SERVER
from tests.times import ZONE
from tests.world import TEXTS, WITHDRAWN

LOOKING = 0.05
"""Seconds between looks at what is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """``offset`` seconds ahead of real time it lives; not ``elected`` is the twin."""

    url: str
    api: str
    number: int
    per_second: int = 10_000
    for_: timedelta = TERM
    offset: float = 0.0
    elected: bool = True


@dataclass(frozen=True, slots=True)
class Running:
    """A replica at work; ``ticks`` says when its schedule has ticked, by the monotonic clock."""

    process: Any
    hears: Connection
    replica: Replica

    def ticks(self) -> list[float]:
        found = []
        try:
            while self.hears.poll():
                found.append(float(self.hears.recv_bytes()))
        except (EOFError, OSError):
            pass  # it was killed
        return found

    def kill(self) -> float:
        self.process.kill()
        self.process.join()
        return time.monotonic()


def serve(replica: Replica, says: Connection) -> None:
    gc.freeze()
    set_up("CRITICAL", ())
    asyncio.run(_serve(replica, says))


async def _serve(replica: Replica, says: Connection) -> None:
    offset = timedelta(seconds=replica.offset)
    database = Database(replica.url, clock=lambda: utc_now() + offset, zone=ZONE)
    name = f"replica {replica.number}"
    letters, ticks = (
        Leadership(database, office, name, for_=replica.for_) for office in (POST, SCHEDULE)
    )
    carrier = TelegramCarrier(
        TOKEN, withdrawn=WITHDRAWN, base_url=replica.api, per_second=replica.per_second
    )
    office = post.put_together(
        database, {"telegram": carrier}, TEXTS, term=_term(replica, letters), metrics=Metrics()
    )
    reminders = Reminders(database.open_work)

    async def remind() -> None:
        says.send_bytes(str(time.monotonic()).encode())
        await reminders.put_due()

    schedule = Schedule(
        announcements=nothing,
        reminders=remind,
        sweep=nothing,
        term=_term(replica, ticks),
        clock=utc_now,
    )
    async with carrier, letters.held(), ticks.held(), asyncio.TaskGroup() as group:
        says.send_bytes(b"ready")
        group.create_task(schedule.keep())
        group.create_task(office.carry(stop=asyncio.Event(), every=LOOKING))


async def nothing() -> None:
    pass


def _term(replica: Replica, leadership: Leadership) -> Callable[[], int | None]:
    if replica.elected:
        return lambda: leadership.term
    return lambda: replica.number


@contextmanager
def running(replica: Replica) -> Iterator[Running]:
    """The process, at work; killed in the end."""
    hears, says = SERVER.Pipe(duplex=False)
    process = SERVER.Process(target=serve, args=(replica, says), daemon=True)
    process.start()
    says.close()
    try:
        with hears:
            assert hears.poll(60), "the replica does not start"
            assert hears.recv_bytes() == b"ready"
            yield Running(process, hears, replica)
    finally:
        process.kill()
        process.join()
        process.close()
