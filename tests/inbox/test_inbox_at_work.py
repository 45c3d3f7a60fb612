"""The inbox at work: commits shared, repeats known, strangers not kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlalchemy import event

from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.tries import Tries
from storage.inbox import NOT_KEPT, Arrived, Taken
from storage.work import Database
from tests import town

ANNA, STRANGER = 101, 909


class Handling:
    """What was handled; it goes on when the gate is open."""

    def __init__(self) -> None:
        self.seen: list[Taken] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def handle(self, taken: Taken) -> None:
        self.seen.append(taken)
        await self.gate.wait()

    @property
    def numbers(self) -> list[int]:
        return [taken.arrived.number for taken in self.seen]


async def apologise(_: Taken) -> None:
    raise AssertionError("nothing to be sorry for")


@pytest.fixture
def handling() -> Handling:
    return Handling()


@pytest.fixture
async def inbox(any_database: Database, handling: Handling) -> AsyncIterator[Inbox]:
    async with any_database.open_work() as work:
        await town.newcomer(work, town.Account("telegram", ANNA))
    tries = Tries(
        database=any_database, handle=handling.handle, apologise=apologise, watch=Metrics()
    )
    inbox = Inbox(any_database, tries)
    async with inbox.open():
        yield inbox
        handling.gate.set()


def update(number: int, chat: int = ANNA) -> Arrived:
    return Arrived(messenger="telegram", number=number, chat=chat, raw="{}")


async def until(handling: Handling, count: int) -> None:
    async with asyncio.timeout(5):
        while len(handling.seen) < count:  # noqa: ASYNC110 - a list tells nothing
            await asyncio.sleep(0.01)


async def test_many_who_come_at_once_share_a_few_commits(
    any_database: Database, inbox: Inbox, handling: Handling
) -> None:
    commits = 0

    def count(_: object) -> None:
        nonlocal commits
        commits += 1

    handling.gate.clear()
    event.listen(any_database.writer.sync_engine, "commit", count)
    await asyncio.gather(*(inbox.take([update(number)]) for number in range(1, 201)))
    event.remove(any_database.writer.sync_engine, "commit", count)

    assert commits <= 20


async def test_a_chat_is_served_in_the_order_it_came(inbox: Inbox, handling: Handling) -> None:
    await inbox.take([update(number) for number in (5, 3, 9)])
    await until(handling, 3)

    assert handling.numbers == [5, 3, 9]


async def test_what_comes_again_while_it_is_handled_is_handled_once(
    inbox: Inbox, handling: Handling
) -> None:
    handling.gate.clear()
    await inbox.take([update(1)])
    await until(handling, 1)
    await inbox.take([update(1)])
    handling.gate.set()
    await inbox.take([update(2)])
    await until(handling, 2)

    assert handling.numbers == [1, 2]


async def test_a_strangers_update_is_confirmed_when_handled_and_not_before(
    inbox: Inbox, handling: Handling
) -> None:
    handling.gate.clear()
    async with asyncio.TaskGroup() as group:
        takes = [group.create_task(inbox.take([update(1, STRANGER)])) for _ in range(2)]
        await until(handling, 1)
        await asyncio.sleep(0.1)
        assert not any(take.done() for take in takes)
        handling.gate.set()
    await inbox.take([update(1, STRANGER)])

    assert [taken.id for taken in handling.seen] == [NOT_KEPT]


async def test_whoever_goes_away_before_the_commit_breaks_nothing(
    inbox: Inbox, handling: Handling
) -> None:
    async with asyncio.TaskGroup() as group:
        gone = group.create_task(inbox.take([update(1)]))
        await asyncio.sleep(0)
        gone.cancel()
    with suppress(asyncio.CancelledError):
        await gone
    await inbox.take([update(2)])
    await until(handling, 2)

    assert handling.numbers == [1, 2]


async def test_what_is_left_is_taken_up_in_its_order_and_counted(
    any_database: Database, handling: Handling
) -> None:
    async with any_database.open_work() as work:
        await town.newcomer(work, town.Account("telegram", ANNA))
    await any_database.at_door(lambda door: door.receive([update(1), update(2)]))
    tries = Tries(
        database=any_database, handle=handling.handle, apologise=apologise, watch=Metrics()
    )

    async with Inbox(any_database, tries).open():
        await until(handling, 2)

    assert handling.numbers == [1, 2]
    async with any_database.open_view() as work:
        assert await work.inbox.depth() == (0, None)


async def test_what_comes_does_not_wait_for_company_and_takes_along_what_is_done(
    any_database: Database, inbox: Inbox, handling: Handling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.inbox.GATHERING", 60)
    await inbox.take([update(1)])
    await until(handling, 1)
    await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await inbox.take([update(2)])

    async with any_database.open_view() as work:
        assert (await work.inbox.depth())[0] == 1
    monkeypatch.undo()
    await inbox.take([update(3)])
