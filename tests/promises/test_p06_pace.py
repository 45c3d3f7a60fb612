"""P6: letters leave as fast as Telegram takes them and no faster, from however many processes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from bench.strict import GROUP_MESSAGES, IN_A_ROW, StrictTelegram
from bot.clock import utc_now
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.letters import Screen
from core.notices import Lane
from core.people import Account
from storage.work import Database
from tests.fakes.telegram import TOKEN
from tests.promises.carrying import Office
from tests.promises.replicas import Replica, running
from tests.promises.results import Record
from tests.times import MONDAY, ZONE
from tests.words import WITHDRAWN

LIMIT = 30
SHORT, LONG = 240, 10_000
"""Letters."""

BOUND = 400.0
"""Seconds for the full count."""

HALT = 5
UNDER_WAY = 0.15
"""Seconds in which requests that had left before the refusal was read still arrive."""

PROCESSES = 4
GROUP = -100


@pytest.fixture
async def telegram() -> AsyncIterator[StrictTelegram]:
    async with StrictTelegram(limit=LIMIT) as telegram:
        yield telegram


@pytest.fixture
async def office(postgres_url: str) -> AsyncIterator[Office]:
    """It is the morning of a working day, whenever the test is run."""
    offset = MONDAY - utc_now()
    database = Database(postgres_url, clock=lambda: utc_now() + offset, zone=ZONE)
    yield Office(database)
    await database.close()


def replicas_of(url: str, telegram: StrictTelegram, count: int) -> list[Replica]:
    one = Replica(
        url=url,
        api=telegram.url,
        number=1,
        per_second=LIMIT,
        offset=(MONDAY - utc_now()).total_seconds(),
    )
    return [replace(one, number=number) for number in range(1, count + 1)]


async def carried(
    office: Office,
    telegram: StrictTelegram,
    replicas: list[Replica],
    letters: int,
    *,
    within: float,
) -> float:
    """Seconds until all have arrived."""
    await office.put(letters // 2, Lane.REPLIES)
    await office.put(letters - letters // 2, Lane.ANNOUNCEMENTS)
    with ExitStack() as stack:
        for replica in replicas:
            await asyncio.to_thread(stack.enter_context, running(replica))
        began = time.monotonic()
        async with asyncio.timeout(within):
            while not await office.settled():  # noqa: ASYNC110 - rows of others tell nothing
                await asyncio.sleep(0.1)
        return time.monotonic() - began


async def test_four_processes_keep_the_pace_of_one(
    postgres_url: str, office: Office, telegram: StrictTelegram
) -> None:
    replicas = replicas_of(postgres_url, telegram, PROCESSES)

    await carried(office, telegram, replicas, SHORT, within=60)

    assert telegram.refused == []
    assert telegram.most_in_a_second <= LIMIT
    assert set(telegram.copies.values()) == {1}
    assert len(telegram.copies) == SHORT


async def test_the_twin_where_each_of_four_carries_is_refused(
    postgres_url: str, office: Office, telegram: StrictTelegram
) -> None:
    replicas = [
        replace(one, elected=False) for one in replicas_of(postgres_url, telegram, PROCESSES)
    ]
    await office.put(SHORT, Lane.ANNOUNCEMENTS)
    with ExitStack() as stack:
        for replica in replicas:
            await asyncio.to_thread(stack.enter_context, running(replica))
        async with asyncio.timeout(30):
            while not telegram.refused:  # noqa: ASYNC110 - the messenger tells nothing
                await asyncio.sleep(0.02)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("processes", [1, PROCESSES])
async def test_ten_thousand_letters_at_the_pace_of_telegram(
    postgres_url: str,
    office: Office,
    telegram: StrictTelegram,
    record: Record,
    *,
    processes: int,
) -> None:
    replicas = replicas_of(postgres_url, telegram, processes)

    took = await carried(office, telegram, replicas, LONG, within=500)

    assert telegram.refused == []
    assert telegram.most_in_a_second <= LIMIT
    assert len(telegram.copies) == LONG
    record(
        f"{LONG:,} letters, {processes} processes: {took:.0f} s, 0 x 429, at most "
        f"{telegram.most_in_a_second} in any second",
        kept=took <= BOUND,
    )


async def test_while_telegram_asks_to_wait_nothing_leaves(
    postgres_url: str, office: Office, telegram: StrictTelegram
) -> None:
    await office.put(SHORT, Lane.ANNOUNCEMENTS)
    await office.put(SHORT // 4, Lane.REPLIES)
    with ExitStack() as stack:
        for replica in replicas_of(postgres_url, telegram, 2):
            await asyncio.to_thread(stack.enter_context, running(replica))
        async with asyncio.timeout(60):
            while len(telegram.arrivals) < LIMIT:  # noqa: ASYNC110 - the messenger tells nothing
                await asyncio.sleep(0.02)
            telegram.halts.append(HALT)
            while not telegram.halted_at:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
            await asyncio.sleep(HALT + 2)
    [halted] = telegram.halted_at
    after = [moment - halted for moment in telegram.arrivals if moment > halted]

    assert [moment for moment in after if UNDER_WAY < moment < HALT] == []
    assert len([moment for moment in after if moment >= HALT]) > LIMIT / 2, "and then it goes on"
    assert telegram.refused == []


async def test_a_chat_and_a_group_are_not_hurried(telegram: StrictTelegram) -> None:
    anna = Account("telegram", 7)
    async with (
        TelegramCarrier(
            TOKEN, withdrawn=WITHDRAWN, base_url=telegram.url, per_second=LIMIT
        ) as carrier,
        asyncio.TaskGroup() as group,
    ):
        for number in range(IN_A_ROW + 2):
            group.create_task(carrier.show(Screen(f"№ {number}"), to=anna))
    assert telegram.refused == []
    assert telegram.copies[7] == IN_A_ROW + 2


async def test_whoever_minds_no_chat_is_refused(telegram: StrictTelegram) -> None:
    """The twin: the server of the test above counts by chat, and groups by the minute."""
    for number in range(IN_A_ROW + 1):
        assert telegram._is_too_fast(100.0, 7) is (number == IN_A_ROW)  # noqa: SLF001 - asked alone
    for number in range(GROUP_MESSAGES + 1):
        late = telegram._is_too_fast(200.0 + number, GROUP)  # noqa: SLF001 - asked alone
        assert late is (number == GROUP_MESSAGES)
