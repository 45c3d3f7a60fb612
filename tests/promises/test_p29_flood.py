"""P29: whoever writes twenty times a second waits alone; the others do not notice."""

import asyncio
from collections.abc import Callable

import pytest
from aiogram.types import Update

from bot import flood
from bot.inbox import Inbox
from bot.messengers.demo.people import DemoChat
from bot.tries import Tries
from storage.inbox import Arrived, Taken
from tests.promises.results import Record
from tests.world import DemoWorld

FLOOD = 60
"""Updates that come at once."""

HANDLING = 0.02
"""Seconds that every update takes besides, as with a messenger far away."""

Route = Callable[[int], int]


class Order:
    """Feeds the inbox as a messenger does, without waiting, and knows what was handled when."""

    def __init__(self, world: DemoWorld, *, route: Route) -> None:
        self._world = world
        self._route = route
        self.handled: list[int] = []
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
        self.whose[update.update_id] = person
        raw = update.model_dump_json(by_alias=True, exclude_none=True)
        await self.inbox.take([self._arrived(update.update_id, person, raw)])

    def _arrived(self, number: int, person: int, raw: str) -> Arrived:
        return Arrived(messenger="demo", number=number, chat=self._route(person), raw=raw)

    async def _handle(self, taken: Taken) -> None:
        await asyncio.sleep(HANDLING)
        await self._world.service.handle(taken)
        self.handled.append(taken.arrived.number)

    def people(self) -> list[int]:
        """Whose updates were handled, in that order."""
        return [self.whose[number] for number in self.handled]


async def people(world: DemoWorld) -> list[int]:
    return [
        await world.number_of((await world.person(f"Учитель {name}")).id) for name in "АБВГДЕЖЗИКЛ"
    ]


def phone(world: DemoWorld, order: Order, number: int) -> DemoChat:
    return DemoChat(world.chats, order.feed, number, "Учитель Кто-то")


def own(person: int) -> int:
    return person


async def overtaken(world: DemoWorld, route: Route = own) -> int:
    """How many of a flood of ``FLOOD`` were handled before the last step of the others was."""
    crowd = await people(world)
    order = Order(world, route=route)
    async with order.inbox.open():
        loud = phone(world, order, crowd[-1])
        for _ in range(FLOOD):
            await loud.press_raw("help")
        for number in crowd[:-1]:
            await phone(world, order, number).press_raw("help")
        while crowd[-2] not in order.people():  # noqa: ASYNC110 - a list, not an event
            await asyncio.sleep(0.01)
        before = order.people()
        return before[: before.index(crowd[-2])].count(crowd[-1])


async def test_the_others_do_not_stand_behind_a_flood(world: DemoWorld, record: Record) -> None:
    """How much longer they wait is measured by the benchmark of the door."""
    before = await overtaken(world)

    assert before < FLOOD / 2
    record(f"of {FLOOD} that come at once {before} go before the others")


async def test_in_one_queue_they_would(world: DemoWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PAUSE", 0)
    everybody = await world.number_of((await world.person("Учитель М")).id)

    assert await overtaken(world, lambda _: everybody) == FLOOD
