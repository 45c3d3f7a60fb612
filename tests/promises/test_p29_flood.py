"""P29: whoever writes twenty times a second waits alone; the others do not notice."""

import asyncio
import time
from collections.abc import Callable, Sequence
from statistics import quantiles

import pytest
from aiogram.types import Update

from bot import flood
from bot.inbox import Inbox
from bot.messengers.demo.people import DemoChat
from bot.tries import Tries
from storage.inbox import Arrived, Taken
from tests.world import DemoWorld

OTHERS = 10
PER_SECOND = 20
FLOOD, LONG = 60, 20.0
"""Updates of a flood that comes at once, and seconds of one that lasts."""

STEP_EVERY = 0.6
ATTEMPTS = 3
RISES_BY, SLACK = 1.2, 0.05
"""The second is in seconds: other programs of this machine take their turns too."""

HANDLING = 0.02
"""Seconds that every update takes besides, as with a messenger far away."""

Route = Callable[[int], int]


class Stopwatch:
    """Feeds the inbox as a messenger does, without waiting, and knows when each was handled."""

    def __init__(self, world: DemoWorld, *, route: Route) -> None:
        self._world = world
        self._route = route
        self.began: dict[int, float] = {}
        self.ended: dict[int, float] = {}
        self.whose: dict[int, int] = {}
        service = world.service
        tries = Tries(
            database=service.database,
            handle=self._handle,
            apologise=service.apologise,
            watch=service.metrics,
        )
        self.inbox = Inbox(service.database, tries)

    async def feed(self, update: Update) -> None:
        assert update.callback_query is not None
        person = update.callback_query.from_user.id
        self.began[update.update_id] = time.perf_counter()
        self.whose[update.update_id] = person
        raw = update.model_dump_json(by_alias=True, exclude_none=True)
        await self.inbox.take([self._arrived(update.update_id, person, raw)])

    def _arrived(self, number: int, person: int, raw: str) -> Arrived:
        return Arrived(messenger="demo", number=number, chat=self._route(person), raw=raw)

    async def _handle(self, taken: Taken) -> None:
        await asyncio.sleep(HANDLING)
        await self._world.service.handle(taken)
        self.ended[taken.arrived.number] = time.perf_counter()

    async def drained(self) -> None:
        async with asyncio.timeout(60):
            while len(self.ended) < len(self.began):  # noqa: ASYNC110 - a count, not an event
                await asyncio.sleep(0.01)

    def waited(self, *, but: int) -> list[float]:
        return [
            self.ended[number] - began
            for number, began in self.began.items()
            if self.whose[number] != but
        ]

    def order(self, person: int) -> list[int]:
        """Numbers of the person's updates as they were handled."""
        return [number for number in self.ended if self.whose[number] == person]


async def people(world: DemoWorld) -> list[int]:
    return [
        await world.number_of((await world.person(f"Учитель {name}")).id) for name in "АБВГДЕЖЗИКЛ"
    ]


def phone(world: DemoWorld, watch: Stopwatch, number: int) -> DemoChat:
    return DemoChat(world.chats, watch.feed, number, "Учитель Кто-то")


async def press_on(phone: DemoChat, *, every: float, until: float) -> None:
    """One step after another, at the same pace however long they take."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while due < until:
        await asyncio.sleep(due - loop.time())
        await phone.press_raw("help")
        due += every


async def run(
    world: DemoWorld, watch: Stopwatch, crowd: Sequence[int], *, flooder: int, lasts: float
) -> float:
    """The 95th percentile of what the others wait; with a number of nobody nobody floods."""
    async with watch.inbox.open():
        until = asyncio.get_running_loop().time() + lasts
        async with asyncio.TaskGroup() as group:
            for at, number in enumerate(one for one in crowd if one != crowd[-1]):
                await asyncio.sleep(STEP_EVERY / OTHERS * (at > 0))
                group.create_task(
                    press_on(phone(world, watch, number), every=STEP_EVERY, until=until)
                )
            if flooder:
                one = phone(world, watch, flooder)
                group.create_task(press_on(one, every=1 / PER_SECOND, until=until))
        await watch.drained()
    return quantiles(watch.waited(but=crowd[-1]), n=20)[-1]


def own(person: int) -> int:
    return person


async def compared(world: DemoWorld, lasts: float, route: Route = own) -> tuple[float, float]:
    crowd = await people(world)
    quiet = await run(world, Stopwatch(world, route=own), crowd, flooder=0, lasts=lasts)
    watch = Stopwatch(world, route=route)
    loud = await run(world, watch, crowd, flooder=crowd[-1], lasts=lasts)
    handled = watch.order(crowd[-1])
    assert len(handled) > lasts * PER_SECOND * 0.7, "it was a flood, and all of it is handled"
    assert handled == sorted(handled)
    return quiet, loud


async def overtaken(world: DemoWorld, route: Route = own) -> int:
    """How many of a flood of ``FLOOD`` were handled before the last step of the others was."""
    crowd = await people(world)
    watch = Stopwatch(world, route=route)
    async with watch.inbox.open():
        loud = phone(world, watch, crowd[-1])
        for _ in range(FLOOD):
            await loud.press_raw("help")
        for number in crowd[:-1]:
            await phone(world, watch, number).press_raw("help")
        while len(watch.order(crowd[-2])) < 1:  # noqa: ASYNC110 - a count, not an event
            await asyncio.sleep(0.01)
        before = [watch.whose[number] for number in watch.ended]
        return before[: before.index(crowd[-2])].count(crowd[-1])


async def test_the_others_do_not_stand_behind_a_flood(world: DemoWorld) -> None:
    assert await overtaken(world) < FLOOD / 2


async def test_in_one_queue_they_would(world: DemoWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PAUSE", 0)
    everybody = await world.number_of((await world.person("Учитель М")).id)

    assert await overtaken(world, lambda _: everybody) == FLOOD


@pytest.mark.long
async def test_nobody_notices_that_somebody_floods(world: DemoWorld) -> None:
    noticed = []
    for _ in range(ATTEMPTS):
        quiet, loud = await compared(world, LONG)
        noticed.append((quiet, loud))
        if loud <= quiet * RISES_BY + SLACK:
            return
    pytest.fail(f"the others wait longer each time: {noticed}")
