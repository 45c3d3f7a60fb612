"""The tick of announcements: those that are due begin, those that go get further."""

from dataclasses import dataclass

import structlog

from core.announcements import advancing
from core.announcements.model import AnnouncementId
from core.announcements.ports import AnnouncementWork
from core.work import OpenWork

logger = structlog.get_logger(__name__)

MOST_STEPS = 1000
"""In one tick; the rest follows in the next, so that no announcement keeps out the others."""


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """``ceiling`` is how many announcements a week a person gets as messages of their own."""

    open_work: OpenWork[AnnouncementWork]
    open_view: OpenWork[AnnouncementWork]
    ceiling: int

    async def advance(self) -> int:
        """Every step is a unit of work of its own; says how many announcements there were.

        One that cannot be read or sent is logged, and the others go on.
        """
        async with self.open_view() as work:
            numbers = await work.announcements.to_advance()
        for number in numbers:
            try:
                await self._steps(number)
                await self._tell(number)
            except Exception:
                logger.exception("an announcement stands still", announcement=number)
        return len(numbers)

    async def _steps(self, number: AnnouncementId) -> None:
        for _ in range(MOST_STEPS):
            async with self.open_work() as work:
                goes_on = await advancing.advance(work, number, ceiling=self.ceiling)
            if not goes_on:
                return

    async def _tell(self, number: AnnouncementId) -> None:
        """Counted outside the writer's turn: there may be a hundred thousand letters."""
        async with self.open_view() as work:
            notice = await advancing.look(work, number)
        if notice is not None:
            async with self.open_work() as work:
                await advancing.tell(work, notice)
