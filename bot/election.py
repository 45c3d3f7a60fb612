"""One process of many carries letters, one keeps the schedule: which, is settled in the database.

Whoever leads renews the term well before it runs out, and believes in it no longer than that:
when the database does not answer, the leader stops by itself before another may begin.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from socket import gethostname

import structlog

from bot.settings import Settings
from storage.work import Database

POST, SCHEDULE = "post", "schedule"
"""What there is to be elected for."""

TERM = timedelta(seconds=10)
EVERY = timedelta(seconds=1)
"""How often those who are not elected ask whether the office is free."""

BELIEVED = 0.9
"""The part of a term that its holder believes in: the rest is for what has just begun."""

logger = structlog.get_logger(__name__)


def name_of(settings: Settings, *, part: str = "") -> str:
    """What this process is called, now and after a restart: no two of a machine share a port."""
    listen = settings.post_listen if part else settings.listen
    port = str(listen.port) if listen else ""
    own = settings.name or ":".join(filter(None, (gethostname(), port)))
    return f"{own}/{part}" if part else own


class Leadership:
    """Whether this process holds an office: ``term`` says under which number, or ``None``.

    ``holder`` is the name of the process, the same after a restart and borne by no other: at
    its start it takes back at once what it held when it fell.
    """

    def __init__(
        self,
        database: Database,
        office: str,
        holder: str,
        *,
        for_: timedelta = TERM,
        every: timedelta = EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._office = office
        self._holder = holder
        self._for = for_
        self._every = min(every, for_ / 3)
        self._clock = clock
        self._term: int | None = None
        self._until = 0.0
        self._fresh = True

    @property
    def term(self) -> int | None:
        """By a clock that nobody can set, not by the calendar."""
        return self._term if self._clock() < self._until else None

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Stand for the office, again and again; leave it to others in the end."""
        await self.stand()
        try:
            async with asyncio.TaskGroup() as group:
                standing = group.create_task(self._over_and_over())
                try:
                    yield
                finally:
                    standing.cancel()
        finally:
            await self.resign()

    async def _over_and_over(self) -> None:
        while True:
            pause = self._every if self.term is None else self._for / 3
            await asyncio.sleep(pause.total_seconds())
            await self.stand()

    async def stand(self) -> None:
        """Keep the office, or take it if it is free. Nobody learns of a database that is down."""
        try:
            async with asyncio.timeout(self._for.total_seconds() / 2):
                await self._keep_or_take()
        except Exception as error:  # noqa: BLE001 - the term runs out by itself
            kind = type(error).__name__
            logger.warning("nobody can be elected", office=self._office, error=kind)

    async def _keep_or_take(self) -> None:
        began = self._clock()
        if self._term is not None and not await self._renewed(self._term):
            logger.warning("another is elected", office=self._office, term=self._term)
            self._term = None
        if self._term is None:
            self._term = await self._elected()
            self._fresh = False
            if self._term is None:
                return
            logger.info("elected", office=self._office, holder=self._holder, term=self._term)
        self._until = began + BELIEVED * self._for.total_seconds()

    async def _elected(self) -> int | None:
        async with self._database.open_aside() as work:
            return await work.leaders.elect(
                self._office, self._holder, for_=self._for, fresh=self._fresh
            )

    async def _renewed(self, term: int) -> bool:
        async with self._database.open_aside() as work:
            return await work.leaders.renew(self._office, self._holder, term, for_=self._for)

    async def resign(self) -> None:
        """Others need not wait for the term to end."""
        term, self._term = self._term, None
        if term is None:
            return
        try:
            async with asyncio.timeout(self._for.total_seconds()):
                async with self._database.open_aside() as work:
                    await work.leaders.resign(self._office, self._holder, term)
        except Exception as error:  # noqa: BLE001 - the term runs out by itself
            kind = type(error).__name__
            logger.warning("not resigned", office=self._office, error=kind)
