"""The post put together: whatever carries letters, in whichever process. Never imports aiogram."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

import notifications.accounts
import notifications.acknowledgements
import notifications.announcements
import notifications.answers
import notifications.applications
import notifications.attendance
import notifications.colleagues
import notifications.consultations
import notifications.events
import notifications.materials
import notifications.plan
import notifications.roles
import notifications.routing
import notifications.slots
from bot.crossing import Carrier, Ferry
from bot.metrics import Metrics
from notifications.delivery import Postman
from notifications.gate import Gate
from notifications.wording import Wordings
from storage.work import Database
from texts import Texts

TICK = 1.0
"""Seconds between looks at what has become due or was put by another process."""

LONGEST_STOP = 10.0
"""Seconds for letters on their way; a messenger is waited for no longer than eight."""

log = structlog.get_logger(__name__)

Term = Callable[[], int | None]


@dataclass(frozen=True, slots=True)
class Post:
    """``term`` is that of the postman: ``None`` while another process carries the letters."""

    database: Database
    postman: Postman
    ferry: Ferry
    metrics: Metrics
    term: Term

    async def carry(self, *, stop: asyncio.Event, every: float = TICK) -> None:
        """Carry what is due until told to stop; a letter put in this process leaves at once.

        What is on its way then is finished, what waits for its turn is given back. Whatever
        takes longer than ``LONGEST_STOP`` the next carrier finds in doubt.
        """
        async with asyncio.TaskGroup() as group:
            carrying = group.create_task(self._carry(stop, every))
            await stop.wait()
            for carrier in self.ferry.carriers.values():
                carrier.let_go()
            await asyncio.wait([carrying], timeout=LONGEST_STOP)
            carrying.cancel()

    async def _carry(self, stop: asyncio.Event, every: float) -> None:
        while not stop.is_set():
            self.database.letters.clear()
            try:
                await self.look()
                await self.deliver(until=stop)
            except Exception as error:
                self.metrics.error(error)
                log.exception("the post stands still")
                await _first(every, stop)
            else:
                await _first(every, stop, self.database.letters)

    async def look(self) -> None:
        """Note what waits, for whoever watches."""
        async with self.database.open_view() as work:
            letters, oldest = await work.outbox.depth()
            self.metrics.outbox(letters, work.now - oldest if oldest else None)
            updates, oldest = await work.inbox.depth()
            self.metrics.inbox(updates, work.now - oldest if oldest else None)

    async def deliver(self, *, until: asyncio.Event | None = None) -> None:
        """Everything that is due now, if it is for this process to carry."""
        await self.postman.deliver_all(until)


async def _first(seconds: float, *events: asyncio.Event) -> None:
    """Until one of them is set, and no longer than that."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


def put_together(
    database: Database,
    carriers: Mapping[str, Carrier],
    texts: Texts,
    *,
    term: Term,
    metrics: Metrics,
) -> Post:
    ferry = Ferry(database, carriers, texts)
    for carrier in carriers.values():
        carrier.join(ferry)
    gates = {name: Gate(carrier, database.open_view) for name, carrier in carriers.items()}
    postman = Postman(
        database.open_work, gates, make_wordings(), texts, counted=metrics.letter, term=term
    )
    return Post(database, postman, ferry, metrics, term)


def make_wordings() -> Wordings:
    wordings = Wordings()
    wordings.include(
        notifications.accounts.wordings,
        notifications.acknowledgements.wordings,
        notifications.announcements.wordings,
        notifications.answers.wordings,
        notifications.applications.wordings,
        notifications.attendance.wordings,
        notifications.colleagues.wordings,
        notifications.consultations.wordings,
        notifications.events.wordings,
        notifications.materials.wordings,
        notifications.plan.wordings,
        notifications.roles.wordings,
        notifications.routing.wordings,
        notifications.slots.wordings,
    )
    return wordings
