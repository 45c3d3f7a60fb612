"""Who waits at the door goes before whoever waits for an answer."""

import asyncio
from contextlib import ExitStack

import pytest

from bot.turns import AT_ONCE, CROWD, FEW, Turns


async def served(turns: Turns, at_door: int) -> int:
    """How many of a hundred chats are begun while so many wait at the door."""
    begun = 0

    async def serve() -> None:
        nonlocal begun
        async with turns.place():
            begun += 1
            await asyncio.Event().wait()

    with ExitStack() as door:
        for _ in range(at_door):
            door.enter_context(turns.knocking())
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(serve()) for _ in range(100)]
            for _ in range(10):
                await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
    return begun


@pytest.mark.parametrize(
    ("at_door", "expected"), [(0, AT_ONCE), (CROWD, AT_ONCE), (CROWD + 1, FEW), (40, FEW)]
)
async def test_while_a_crowd_waits_only_a_few_are_begun(at_door: int, expected: int) -> None:
    assert await served(Turns(), at_door) == expected


async def test_when_the_crowd_has_gone_everybody_is_served_again() -> None:
    turns = Turns()

    assert await served(turns, CROWD + 1) == FEW
    assert await served(turns, 0) == AT_ONCE
