"""The door that loses nothing: updates are saved, then confirmed, then handled.

Of a stranger nothing may be kept before they agree, so a stranger's update is handled first and
confirmed after; if the service falls in between, the messenger brings it again.

A chat's updates are handled one after another, different chats at the same time. What failed is
tried again; what fails too often is set aside and the rest of the chat goes on. What was in hand
when a process fell, and fell again, is suspected of it: see ``bot/quarantine.py``.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.flood import Pace
from bot.quarantine import Quarantine
from bot.saving import Saving, first_of
from bot.tries import Tries
from bot.turns import AT_ONCE, Turns
from storage.door import SqlDoor
from storage.inbox import LEASE, NOT_KEPT, Arrived, Taken
from storage.sessions import Form
from storage.work import Database

BATCH = 500
"""Updates saved in one transaction at most."""

CLAIM_SECONDS = 0.1
"""How often a process looks for chats to serve where several share the database."""

GATHERING = 0.005
"""Seconds that what is done waits for others to share its commit; what comes takes it along."""

OUT_OF_ORDER_PAUSE = 0.5
"""Seconds before the next attempt while the database cannot be written."""

LONGEST_STOP = 15.0
"""Seconds that handlers get to finish when the service stops; the rest is done after it."""

log = structlog.get_logger(__name__)

Chat = tuple[str, int]


class Inbox:
    """Open it, then ``take`` whatever a messenger brings.

    ``tries`` serves one update to its end, whatever that is. Where several processes share the
    database, a chat is another's to serve when its ``lease`` was not renewed.
    """

    def __init__(self, database: Database, tries: Tries, *, lease: timedelta = LEASE) -> None:
        self._database = database
        self._tries = tries
        self._lease = lease
        self._pace = Pace()
        self._quarantine = Quarantine()
        self._waiting: list[Saving] = []
        self._finished: list[int] = []
        self._met: list[Arrived] = []
        self._strangers: dict[tuple[str, int], asyncio.Event] = {}
        self._news = asyncio.Event()
        self._queues: defaultdict[Chat, deque[Taken]] = defaultdict(deque)
        self._serving: dict[Chat, asyncio.Task[None]] = {}
        self._turns = Turns()
        self._stopping = False
        self._group: asyncio.TaskGroup | None = None

    async def take(self, arrived: Sequence[Arrived]) -> None:
        """Save the updates and return when they are committed: now they may be confirmed.

        Commits are shared: whatever comes while one is under way goes into the next.
        """
        if not arrived:
            return
        if self._group is None:
            await self._take_now(arrived)
            return
        with self._turns.knocking():
            await self._saved(Saving(arrived))
        for one in arrived:
            if handled := self._strangers.get(one.key):
                await handled.wait()

    async def _saved(self, saving: Saving) -> None:
        self._waiting.append(saving)
        if saving.arrived:
            self._news.set()
        else:
            self._write_soon()
        await saving.saved

    def _write_soon(self) -> None:
        asyncio.get_running_loop().call_later(GATHERING, self._news.set)

    async def _take_now(self, arrived: Sequence[Arrived]) -> None:
        """While nobody serves, whoever brings an update handles it; a chat has one lock."""
        for taken in await self._write([Saving(arrived)]):
            if taken.id == NOT_KEPT:
                self._strangers.setdefault(taken.arrived.key, asyncio.Event())
            await self._try(taken)
        await self._write(())

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve, beginning with what was left; at the end finish what is in hand."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            saver, helpers = group.create_task(self._save()), []
            if self._database.is_alone:
                await self._take_up()
            else:
                third = self._lease.total_seconds() / 3
                for step, pause in ((self._claim, CLAIM_SECONDS), (self._renew, third)):
                    helpers.append(group.create_task(self._over_and_over(step, pause)))
            try:
                yield
            finally:
                self._stopping = True
                for helper in helpers:
                    helper.cancel()
                await self._let_finish()
                saver.cancel()
        self._group = None
        for saving in self._waiting:
            saving.saved.cancel()
        await self._write(())
        if not self._database.is_alone:
            await self._give_back()

    async def served(self, messenger: str, chat: int) -> None:
        """Wait until nothing taken from the chat is left to do."""
        task = self._serving.get((messenger, chat))
        if task is not None:
            await asyncio.wait([task])

    async def _let_finish(self) -> None:
        if not self._serving:
            return
        _, late = await asyncio.wait(self._serving.values(), timeout=LONGEST_STOP)
        for task in late:
            log.warning("left for the next start", task=task.get_name())
            task.cancel()

    async def _save(self) -> None:
        """One commit after another, each with everything that has come by then."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting or self._finished or self._met:
                batch = first_of(self._waiting, BATCH)
                try:
                    new = await self._write(batch)
                except Exception as error:  # noqa: BLE001 - whoever brought it must not confirm it
                    self._tries.watch.error(error)
                    for saving in batch:
                        saving.over(error)
                    await asyncio.sleep(OUT_OF_ORDER_PAUSE)
                else:
                    self._enqueue(new)
                    for saving in batch:
                        saving.over()

    async def _write(self, batch: Sequence[Saving]) -> Sequence[Taken]:
        finished, self._finished = self._finished, []
        met, self._met = self._met, []
        ids = finished + [saving.done for saving in batch if saving.done is not None]

        def write(door: SqlDoor) -> Sequence[Taken]:
            door.done(ids)
            door.met(met)
            door.keep([form for saving in batch for form in saving.forms])
            return door.receive([one for saving in batch for one in saving.arrived])

        try:
            return await self._database.at_door(write)
        except BaseException:
            self._finished += finished
            self._met += met
            raise

    async def _take_up(self) -> None:
        """What was saved and not done before the last stop, in the order it came."""
        async with self._database.open_view() as work:
            self._enqueue(await work.inbox.pending())

    async def _over_and_over(self, step: Callable[[], Awaitable[None]], pause: float) -> None:
        """Also while the database does not answer."""
        while True:
            try:
                await step()
            except Exception as error:
                self._tries.watch.error(error)
                log.exception("the database does not answer", step=step.__name__)
            await asyncio.sleep(pause)

    async def _claim(self) -> None:
        """Where several processes share the database: take chats that nobody serves."""
        while (free := AT_ONCE - len(self._serving) + self._quarantine.waiting) > 0:
            async with self._database.open_aside() as work:
                claimed = await work.inbox.claim(free, self._lease)
            mine = set(self._in_hand())
            self._start([taken for taken in claimed if taken.id not in mine])
            if not claimed:
                return

    async def _renew(self) -> None:
        """Whoever takes long over an update keeps it."""
        if ids := self._in_hand():
            async with self._database.open_aside() as work:
                await work.inbox.renew(ids, self._lease)

    async def _give_back(self) -> None:
        """What is left at an orderly stop others may take up at once."""
        if ids := self._in_hand():
            async with self._database.open_aside() as work:
                await work.inbox.give_back(ids)

    def _in_hand(self) -> list[int]:
        queues = self._queues.values()
        return [taken.id for queue in queues for taken in queue if taken.id != NOT_KEPT]

    def _enqueue(self, new: Sequence[Taken]) -> None:
        """Where the database is shared, what is kept there waits to be claimed."""
        known = self._strangers.keys() | {arrived.key for arrived in self._met}
        strangers = [one for one in new if one.id == NOT_KEPT and one.arrived.key not in known]
        self._strangers |= {taken.arrived.key: asyncio.Event() for taken in strangers}
        kept = [taken for taken in new if taken.id != NOT_KEPT]
        self._start(kept + strangers if self._database.is_alone else strangers)

    def _start(self, new: Sequence[Taken]) -> None:
        for taken in new:
            chat = (taken.arrived.messenger, taken.arrived.chat)
            self._queues[chat].append(taken)
            if chat not in self._serving and not self._stopping and self._group:
                name = f"{chat[0]}:{taken.id}"
                self._serving[chat] = self._group.create_task(self._serve(chat), name=name)

    async def _serve(self, chat: Chat) -> None:
        queue = self._queues[chat]
        try:
            while queue and not self._stopping:
                await self._pace.turn(chat)
                if await self._over(queue[0]):
                    queue.popleft()
                else:  # its try is counted, and nobody has fallen since
                    queue[0] = replace(queue[0], left=False)
        finally:
            del self._serving[chat]
            if not queue:
                del self._queues[chat]

    async def _over(self, taken: Taken) -> bool:
        """Whether the update is over. It is not while what becomes of it cannot be written."""
        try:
            async with self._quarantine.around(taken), self._turns.place():
                await self._try(taken)
        except Exception as error:
            self._tries.watch.error(error)
            log.exception("update waits for the database", update=taken.arrived.number)
            await asyncio.sleep(OUT_OF_ORDER_PAUSE)
            return False
        return True

    async def _try(self, taken: Taken) -> None:
        marked = await self._tries.until_over(taken, self._finish)
        if taken.id == NOT_KEPT:
            self._meet(taken)
        elif not marked:
            await self._done(taken)

    def _meet(self, taken: Taken) -> None:
        """A stranger's update is handled: it may be confirmed, and its number is remembered."""
        self._met.append(taken.arrived)
        self._write_soon()
        if handled := self._strangers.pop(taken.arrived.key, None):
            handled.set()

    async def _done(self, taken: Taken) -> None:
        """Alone nobody waits for the commit: done twice is only drawn twice."""
        if self._database.is_alone:
            self._finished.append(taken.id)
            self._write_soon()
        else:
            await self._finish(taken.id)

    async def _finish(self, id_: int, forms: Sequence[Form] = ()) -> None:
        """Write the forms of the update and that it is done; return when it is committed."""
        saving = Saving(done=id_, forms=forms)
        if self._group is None:
            await self._write([saving])
        else:
            await self._saved(saving)
