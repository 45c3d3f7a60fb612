"""The pace of what leaves for MAX: who waits for whom, and how long after a refusal."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.messengers.max import pace as pace_module
from bot.messengers.max.errors import TooFast
from bot.messengers.max.pace import LONGEST_HALT, MaxPace


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Wire:
    """Where requests end up, in the order they came; they stay until ``let_go``."""

    def __init__(self, pace: MaxPace) -> None:
        self.pace = pace
        self.seen: list[tuple[str, int | None, int]] = []
        self.under_way = self.most_under_way = 0
        self.open = asyncio.Event()

    async def send(self, chat: int | None, word: int, kind: str = "send") -> None:
        async with self.pace.turn(kind, chat):
            self.seen.append((kind, chat, word))
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
            await self.open.wait()
            self.under_way -= 1

    async def settle(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)

    def words(self, chat: int) -> list[int]:
        return [word for _, whose, word in self.seen if whose == chat]


async def test_a_chat_keeps_its_order_and_holds_nobody_up() -> None:
    wire = Wire(MaxPace(per_chat=100))
    async with asyncio.TaskGroup() as group:
        for word in range(4):
            group.create_task(wire.send(1, word))
        for chat in range(2, 8):
            group.create_task(wire.send(chat, 0))
        await wire.settle()
        assert wire.words(1) == [0]
        assert len(wire.seen) == 7
        wire.open.set()
    assert wire.words(1) == [0, 1, 2, 3]


async def test_no_more_than_the_limit_is_under_way_before_an_answer() -> None:
    wire = Wire(MaxPace(per_second=3))
    async with asyncio.TaskGroup() as group:
        for chat in range(1, 6):
            group.create_task(wire.send(chat, 0))
        await wire.settle()
        assert wire.most_under_way == 3
        wire.open.set()
    assert len(wire.seen) == 5


async def test_the_third_of_a_kind_waits_and_another_kind_does_not() -> None:
    clock = Clock()
    pace = MaxPace(clock=clock, patience=timedelta(0))
    for _ in range(2):
        async with pace.turn("send", 1):
            pass
    with pytest.raises(TooFast) as caught:
        async with pace.turn("send", 1):
            pass
    assert caught.value.after <= timedelta(seconds=1.1)
    for kind, chat in (("edit", 1), ("send", 2), ("me", None)):
        async with pace.turn(kind, chat):
            pass
    clock.now += 1.1
    async with pace.turn("send", 1):
        pass


async def test_after_a_refusal_everybody_waits_and_longer_with_every_one_in_a_row() -> None:
    clock = Clock()
    pace = MaxPace(clock=clock, patience=timedelta(0))
    halts = []
    for _ in range(10):
        halts.append(pace.refused().total_seconds())
        for chat in (1, None):
            with pytest.raises(TooFast):
                async with pace.turn("send", chat):
                    pass
        pace.went_well()  # of a request that left before the halt: it ends nothing
        clock.now += halts[-1] + 0.01
    assert halts[0] < 2
    assert all(later > halt for halt, later in pairwise(halts[:6]))
    assert halts[-1] <= LONGEST_HALT * 1.5

    async with pace.turn("send", 1):
        pace.went_well()
    assert pace.refused() < timedelta(seconds=2)


async def test_a_refused_wait_leaves_the_place_to_the_next() -> None:
    wire = Wire(MaxPace(per_second=1))
    wire.open.set()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(wire.send(1, word)) for word in range(3)]
        await wire.settle()
        tasks[1].cancel()
    assert wire.words(1) == [0, 2]


async def test_quiet_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "CHATS_REMEMBERED", 10)
    clock = Clock()
    pace = MaxPace(clock=clock)
    for chat in range(1, 101):
        clock.now += 1
        async with pace.turn("send", chat):
            pass
    assert len(pace._counts.chats) <= 12  # noqa: SLF001 - memory has no other witness
