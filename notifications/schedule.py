"""When things happen by themselves. The clock only knocks; what is due is in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

ANNOUNCEMENTS_SECONDS = 1
REMINDERS_SECONDS = 60
SWEEP_SECONDS = 3600
WATCHING_SECONDS = 1.0

Job = Callable[[], Awaitable[object]]
Term = Callable[[], int | None]


class Schedule:
    """Of any number of processes one ticks: the one whose ``term`` is not ``None``.

    Whoever has just been elected ticks at once, and so does everybody whose clock was put back:
    the next tick would come only when the clock is again where it was. A tick that was missed
    is caught up once, a slow one is never run beside itself.
    """

    def __init__(
        self,
        *,
        announcements: Job,
        reminders: Job,
        sweep: Job,
        term: Term,
        clock: Callable[[], datetime],
    ) -> None:
        self._term = term
        self._clock = clock
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for name, job, seconds in (
            ("announcements", announcements, ANNOUNCEMENTS_SECONDS),
            ("reminders", reminders, REMINDERS_SECONDS),
            ("sweep", sweep, SWEEP_SECONDS),
        ):
            self._scheduler.add_job(self._tick, "interval", [job], seconds=seconds, id=name)

    async def keep(self) -> None:
        """Tick until cancelled. What is due stays due until somebody's tick has saved it."""
        self._scheduler.start()
        try:
            term, seen = None, self._clock()
            while True:
                was, before = term, seen
                term, seen = self._term(), self._clock()
                if seen < before or term not in {None, was}:
                    self._knock()
                await asyncio.sleep(WATCHING_SECONDS)
        finally:
            self._scheduler.shutdown()

    def _knock(self) -> None:
        """Nobody waits for the sweep."""
        for job in self._scheduler.get_jobs():
            if job.id != "sweep":
                job.modify(next_run_time=self._clock())

    async def _tick(self, job: Job) -> None:
        if self._term() is not None:
            await job()
