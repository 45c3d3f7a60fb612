"""P15: of several replicas one ticks and carries; when it is killed another does in 15 seconds."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bench.strict import StrictTelegram
from bot.clock import utc_now
from bot.election import POST, SCHEDULE, TERM
from core.consultations.model import Question, Words
from core.people import Account, Role
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import town
from tests.promises.carrying import Counting
from tests.promises.replicas import Replica, Running, running
from tests.promises.results import Record
from tests.times import MONDAY, ZONE
from tests.town import Town

REPLICAS = 3
SHORT, LONG = 30, 200
"""Reminders."""

SHORT_TERM = timedelta(seconds=5)
"""Long enough for a busy machine: a leader that cannot renew in time is one that has fallen."""

BOUND = 15.0
"""Seconds from the death of the leader to the next tick, and for what it has put."""

LONG_ANSWER = 0.5
"""Seconds."""

FIRST_CHAT = 5000
SOON = timedelta(hours=1)


@pytest.fixture
async def messenger() -> AsyncIterator[Counting]:
    async with Counting() as messenger:
        yield messenger


@dataclass
class Queue:
    """Questions whose promised time is near, each with a methodist of its own."""

    database: Database
    here: Town
    offset: float
    chats: int = 0

    async def put(self, count: int) -> Sequence[int]:
        """Chats that are to be reminded."""
        chats = range(FIRST_CHAT + self.chats, FIRST_CHAT + self.chats + count)
        self.chats += count
        async with self.database.open_work() as work:
            anna = await town.settle(work, "Анна", self.here.school_5)
            for chat in chats:
                methodist = await town.settle(
                    work,
                    "Борис",
                    self.here.district,
                    account=Account("telegram", chat),
                    roles=[Role.METHODIST],
                )
                await work.consultations.open(
                    Question(topic=self.here.attestation, subject=None, words=Words("?")),
                    teacher=anna.id,
                    unit=self.here.school_5,
                    methodist=methodist.id,
                    at=work.now,
                    due_at=work.now + SOON,
                )
        return chats


@pytest.fixture
async def queue(postgres_url: str) -> AsyncIterator[Queue]:
    """It is the morning of a working day, whenever the test is run."""
    offset = MONDAY - utc_now()
    database = Database(postgres_url, clock=lambda: utc_now() + offset, zone=ZONE)
    yield Queue(database, await town.build(database), offset.total_seconds())
    await database.close()


def replicas_of(
    url: str, messenger: Counting | StrictTelegram, queue: Queue, **more: object
) -> list[Replica]:
    one = Replica(url=url, api=messenger.url, number=1, offset=queue.offset, **more)  # type: ignore[arg-type]  # as named
    return [replace(one, number=number) for number in range(1, REPLICAS + 1)]


async def started(stack: ExitStack, replicas: Sequence[Replica]) -> list[Running]:
    return [await asyncio.to_thread(stack.enter_context, running(replica)) for replica in replicas]


async def reached(messenger: Counting, chats: Sequence[int], *, within: float) -> float:
    """The moment when each of them has got something."""
    async with asyncio.timeout(within):
        while not all(messenger.copies[chat] for chat in chats):  # noqa: ASYNC110 - others write
            await asyncio.sleep(0.02)
    return time.monotonic()


async def leader(queue: Queue, office: str) -> int:
    """The number of the replica."""
    async with queue.database.open_view() as work:
        found = await work.leaders.get(office)
    assert found
    assert not found.is_over
    return int(found.holder.split()[1])


async def each_is_reminded_once(
    url: str, messenger: Counting, queue: Queue, *, reminders: int, for_: timedelta
) -> float:
    """Seconds from the death of the leader to what the next tick has put."""
    first = await queue.put(reminders)
    with ExitStack() as stack:
        found = await started(stack, replicas_of(url, messenger, queue, for_=for_))
        await reached(messenger, first, within=60)
        ticked = [one.replica.number for one in found if one.ticks()]
        assert ticked == [await leader(queue, SCHEDULE)]
        assert await leader(queue, POST) == ticked[0], "who starts first is elected for both"

        second = await queue.put(reminders // 5)
        [gone] = [one for one in found if one.replica.number == ticked[0]]
        died = await asyncio.to_thread(gone.kill)
        passed = await reached(messenger, second, within=60) - died
        assert sum(bool(one.ticks()) for one in found if one is not gone) == 1
    assert set(messenger.copies.values()) == {1}
    assert len(messenger.copies) == len(first) + len(second)
    return passed


async def test_three_replicas_remind_of_each_question_once(
    postgres_url: str, messenger: Counting, queue: Queue
) -> None:
    passed = await each_is_reminded_once(
        postgres_url, messenger, queue, reminders=SHORT, for_=SHORT_TERM
    )
    assert passed <= BOUND


@pytest.mark.long
async def test_of_two_hundred_reminders_each_comes_once(
    postgres_url: str, messenger: Counting, queue: Queue, record: Record
) -> None:
    passed = await each_is_reminded_once(postgres_url, messenger, queue, reminders=LONG, for_=TERM)
    assert passed <= BOUND
    record(
        f"{REPLICAS} replicas, {LONG} reminders: each once; leader killed: "
        f"the next one's letters after {passed:.0f} s"
    )


async def test_in_the_twin_everybody_ticks_and_takes_letters_out_of_others_hands(
    postgres_url: str, queue: Queue
) -> None:
    """What was taken out of a hand is in doubt, and would be said again a while later."""
    async with StrictTelegram(limit=None, answers_in=LONG_ANSWER) as messenger:
        with ExitStack() as stack:
            everybody = replicas_of(postgres_url, messenger, queue, elected=False)
            await queue.put(3 * SHORT)
            found = await started(stack, everybody)
            async with asyncio.timeout(30):
                while not await doubted(queue):  # noqa: ASYNC110 - others write
                    await asyncio.sleep(0.05)
            assert sum(bool(one.ticks()) for one in found) > 1


async def doubted(queue: Queue) -> int:
    async with queue.database.reader.connect() as connection:
        statement = select(func.count()).select_from(LetterRow).where(LetterRow.doubts > 0)
        return await connection.scalar(statement) or 0
