"""What was in hand at two falls: tried later and one at a time, and in nobody's way."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.tries import Tries
from bot.turns import AT_ONCE
from storage.inbox import Arrived, Taken, UpdateRow
from storage.work import Database
from tests import town

FALLEN = timedelta(seconds=-1)
"""A lease that is over: whoever had it has fallen."""

SOON = 0.4
"""Seconds in which another would be begun."""


class Handling:
    """What was begun; it ends when the gate is open."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.gate = asyncio.Event()

    async def handle(self, taken: Taken) -> None:
        self.begun.append(taken.arrived.number)
        await self.gate.wait()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.begun) < count:  # noqa: ASYNC110 - a list tells nothing
                await asyncio.sleep(0.01)


@pytest.fixture
def handling() -> Handling:
    return Handling()


def inbox_of(database: Database, handling: Handling) -> Inbox:
    async def apologise(taken: Taken) -> None:
        raise AssertionError(taken)

    tries = Tries(database=database, handle=handling.handle, apologise=apologise, watch=Metrics())
    return Inbox(database, tries)


@pytest.fixture
def inbox(any_database: Database, handling: Handling) -> Inbox:
    return inbox_of(any_database, handling)


async def put(database: Database, chats: Sequence[int]) -> list[int]:
    """One update of each, numbered as the chat is."""
    async with database.open_work() as work:
        for chat in chats:
            await town.newcomer(work, town.Account("telegram", chat))
    arrived = [Arrived(messenger="telegram", number=chat, chat=chat, raw="{}") for chat in chats]
    return [taken.id for taken in await database.at_door(lambda door: door.receive(arrived))]


Suspected = Callable[[Sequence[int], int], Awaitable[None]]


async def suspect(database: Database, chats: Sequence[int], tries: int) -> None:
    """Left by whoever had it, after so many tries that were counted."""
    ids = await put(database, chats)
    async with database.open_work() as work:
        await work.inbox.renew(ids, FALLEN)
        for id_ in ids * tries:
            await work.inbox.begun(id_)


@pytest.fixture
def suspected(any_database: Database) -> Suspected:
    return partial(suspect, any_database)


async def test_the_others_are_served_while_suspects_wait(
    any_database: Database, inbox: Inbox, handling: Handling, suspected: Suspected
) -> None:
    await suspected(range(101, 101 + AT_ONCE), 1)
    await put(any_database, [901])
    handling.gate.set()

    async with inbox.open():
        await handling.until(1)
        assert handling.begun == [901]


async def test_suspects_are_tried_one_at_a_time(
    inbox: Inbox, handling: Handling, suspected: Suspected
) -> None:
    await suspected([101, 102, 103], 1)

    async with inbox.open():
        await handling.until(1)
        await asyncio.sleep(SOON)
        assert len(handling.begun) == 1
        handling.gate.set()
        await handling.until(3)


async def test_whoever_was_tried_more_waits_longer(
    inbox: Inbox, handling: Handling, suspected: Suspected
) -> None:
    await suspected([101], 2)
    await suspected([102], 1)
    handling.gate.set()

    async with inbox.open():
        await handling.until(2)

    assert handling.begun == [102, 101]


async def test_what_was_left_once_is_tried_at_once_beside_others(
    inbox: Inbox, handling: Handling, suspected: Suspected
) -> None:
    await suspected([101, 102, 103], 0)

    async with inbox.open():
        await handling.until(3)
        handling.gate.set()


async def test_what_cannot_be_written_as_done_is_tried_again_and_counted_once(
    postgres_database: Database, handling: Handling
) -> None:
    """Where the database is shared: alone nobody waits for that commit."""
    await suspect(postgres_database, [101], 0)
    handling.gate.set()
    refused = iter([True])

    def refuse(*execution: Any) -> None:
        if execution[2].startswith("UPDATE inbox SET chat") and next(refused, False):
            raise OSError

    event.listen(postgres_database.writer.sync_engine, "before_cursor_execute", refuse)
    async with inbox_of(postgres_database, handling).open():
        await handling.until(2)

    async with postgres_database.reader.connect() as connection:
        row = (await connection.execute(select(UpdateRow.attempts, UpdateRow.done_at))).one()
    assert row.done_at is not None
    assert row.attempts == 1
