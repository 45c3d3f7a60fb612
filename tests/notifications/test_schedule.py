"""The schedule ticks in the elected process only: at once when elected, whatever the clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import utc_now
from notifications.schedule import WATCHING_SECONDS, Schedule

SOON = WATCHING_SECONDS + 0.5


@dataclass
class Ticking:
    """Of one process: its term and its clock are what the test says."""

    term: int | None = None
    offset: timedelta = timedelta()
    reminded: int = 0
    swept: int = 0
    running: int = 0
    most_at_once: int = 0
    slow: float = 0.0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> datetime:
        return utc_now() + self.offset

    async def remind(self) -> None:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        self.reminded += 1
        self.news.set()
        await asyncio.sleep(self.slow)
        self.running -= 1

    async def announce(self) -> None:
        pass

    async def sweep(self) -> None:
        self.swept += 1

    async def ticks(self) -> None:
        self.news.clear()
        async with asyncio.timeout(SOON):
            await self.news.wait()


@asynccontextmanager
async def kept(ticking: Ticking, term: Callable[[], int | None]) -> AsyncIterator[None]:
    schedule = Schedule(
        announcements=ticking.announce,
        reminders=ticking.remind,
        sweep=ticking.sweep,
        term=term,
        clock=ticking.now,
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(schedule.keep())
        try:
            yield
        finally:
            task.cancel()


async def test_who_is_elected_ticks_at_once_and_who_is_not_never() -> None:
    ticking = Ticking()
    async with kept(ticking, lambda: ticking.term):
        await asyncio.sleep(SOON)
        assert (ticking.reminded, ticking.swept) == (0, 0)

        ticking.term = 3
        await ticking.ticks()
        await asyncio.sleep(SOON)
        assert (ticking.reminded, ticking.swept) == (1, 0), "the sweep has time"

        ticking.term = None
        await asyncio.sleep(SOON)
        ticking.term = 5
        await ticking.ticks()
    assert ticking.reminded == 2


async def test_a_clock_that_was_put_back_does_not_stop_the_ticks() -> None:
    """Without it the next tick would come when the clock is again where it was."""
    ticking = Ticking(term=1)
    async with kept(ticking, lambda: ticking.term):
        await ticking.ticks()
        ticking.offset = timedelta(hours=-1)
        await ticking.ticks()
        await asyncio.sleep(SOON)
    assert ticking.reminded == 2, "put back once, ticked once"


async def test_a_slow_tick_is_never_run_beside_itself() -> None:
    ticking = Ticking(term=1, slow=3 * WATCHING_SECONDS)
    async with kept(ticking, lambda: ticking.term):
        await ticking.ticks()
        for term in (2, 3):
            ticking.term = term
            await asyncio.sleep(WATCHING_SECONDS)
    assert ticking.most_at_once == 1
