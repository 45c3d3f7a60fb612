"""The pace of what leaves: properties of the decisions, and who is served when."""

import asyncio
import heapq
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.messengers.telegram import pace as pace_module
from bot.messengers.telegram.limiter import SlidingWindow
from bot.messengers.telegram.pace import GROUP_MESSAGES, IN_A_ROW, Pace
from bot.messengers.window import MARGIN, Request

TRIPS = st.lists(
    st.tuples(st.floats(0, 0.4), st.floats(0, 0.4)), min_size=1, max_size=60
)  # seconds there, seconds back


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def send_all(
    limit: int, trips: Sequence[tuple[float, float]], *, parallel: int = 10
) -> list[float]:
    """Send as fast as the pace allows; the moments at which the requests arrived."""
    clock = Clock()
    pace = Pace(limit, clock=clock)
    answers: list[tuple[float, int]] = []
    requests: list[Request] = []
    arrivals: list[float] = []
    for number, (there, back) in enumerate(trips):
        while pace.pause > 0 or len(answers) >= parallel:
            wakes = clock.now + pace.pause
            if answers and (answers[0][0] <= wakes or len(answers) >= parallel):
                clock.now, answered = heapq.heappop(answers)
                pace.answered(requests[answered])
            else:
                clock.now = wakes + 1e-9
        requests.append(pace.leave())
        arrivals.append(clock.now + there)
        heapq.heappush(answers, (clock.now + there + back, number))
    return arrivals


def most_in_a_second(moments: Sequence[float]) -> int:
    ordered = sorted(moments)
    return max(
        sum(first <= moment <= first + 1.0 for moment in ordered[number:])
        for number, first in enumerate(ordered)
    )


@given(limit=st.integers(1, 12), trips=TRIPS, distance=st.floats(0, 0.5))
@settings(max_examples=60, deadline=None)
def test_no_second_ever_sees_more_than_the_limit(
    limit: int, trips: list[tuple[float, float]], distance: float
) -> None:
    """On a network of any distance, with any jitter, once a quick trip has shown the distance."""
    first = (distance, MARGIN / 2)
    arrivals = send_all(limit, [first, *((distance + there, back) for there, back in trips)])
    assert most_in_a_second(arrivals) <= limit


def test_a_steady_network_gets_nearly_all_of_the_limit() -> None:
    for trip in (0.002, 0.02, 0.1):
        arrivals = send_all(30, [(trip / 2, trip / 2)] * 300)
        rate = (300 - 30) / (arrivals[-1] - arrivals[29])
        assert rate >= 0.95 * 30, f"{rate:.1f} a second with a trip of {trip} s"


@given(st.lists(st.floats(0, 2), min_size=5, max_size=40), st.integers(1, 10**9))
def test_a_chat_gets_three_in_a_row_and_then_one_a_second(gaps: list[float], chat: int) -> None:
    clock = Clock()
    pace = Pace(1000, clock=clock)
    left = []
    for gap in gaps:
        clock.now += gap
        clock.now += pace.chat_pause(chat)
        pace.leave_for(chat)
        left.append(clock.now)
    for number, first in enumerate(left):
        for count, last in enumerate(left[number:], start=1):
            assert count <= IN_A_ROW + (last - first) + 1e-6


def test_a_group_takes_twenty_a_minute() -> None:
    clock = Clock()
    pace = Pace(1000, clock=clock)
    for _ in range(GROUP_MESSAGES):
        clock.now += pace.chat_pause(-5)
        pace.leave_for(-5)
    assert pace.chat_pause(-5) > 30
    assert pace.chat_pause(5) == 0


def test_quiet_chats_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "CHATS_REMEMBERED", 10)
    clock = Clock()
    pace = Pace(1000, clock=clock)
    for chat in range(100):
        clock.now += 1
        pace.leave_for(chat)
    assert len(pace._chats) <= 11  # noqa: SLF001 - memory has no other witness


class Wire:
    """Where requests end up: who came when, and what is answered."""

    def __init__(self, limiter: SlidingWindow) -> None:
        self.limiter = limiter
        self.seen: list[tuple[object, object, float]] = []
        self.at_once = self.most_at_once = 0
        self.errors: list[Exception] = []

    async def _request(self, chat: object, word: object) -> bool:
        self.seen.append((chat, word, time.monotonic()))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.005)
        self.at_once -= 1
        if self.errors:
            raise self.errors.pop()
        return True

    async def send(self, chat: object, word: object) -> None:
        data = {} if chat is None else {"chat_id": chat}
        await self.limiter.process_request(
            self._request, (chat, word), {}, "sendMessage", data, None
        )


async def test_a_chat_keeps_its_order_and_does_not_hold_others_up() -> None:
    wire = Wire(SlidingWindow(100))
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for word in range(4):
            group.create_task(wire.send("Anna", word))
        for word in range(8):
            group.create_task(wire.send(word, word))
    assert [word for chat, word, _ in wire.seen if chat == "Anna"] == [0, 1, 2, 3]
    chats = [chat for chat, _, _ in wire.seen]
    assert chats[9:] == ["Anna"] * 3, "nobody stands behind her"
    assert wire.seen[-1][2] - begun > 0.95


async def test_first_come_first_served_and_never_more_than_the_connections() -> None:
    wire = Wire(SlidingWindow(100, connections=3))
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(wire.send(number, number))
    assert [word for _, word, _ in wire.seen] == list(range(20))
    assert wire.most_at_once == 3


async def test_nothing_leaks_through_a_short_pause_and_it_is_waited_for() -> None:
    wire = Wire(SlidingWindow(100))
    wire.errors.append(RetryAfter(timedelta(seconds=0.4)))
    with pytest.raises(RetryAfter):
        await wire.send(1, "refused")
    begun = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(wire.send(number, "later"))
    assert min(at for _, word, at in wire.seen if word == "later") - begun >= 0.39


async def test_a_long_pause_is_told_at_once_to_those_who_wait_and_who_come() -> None:
    limiter = SlidingWindow(2, patience=timedelta(seconds=3))
    wire = Wire(limiter)
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(_outcome(wire, number)) for number in range(4)]
        await asyncio.sleep(0.05)
        limiter.halt(timedelta(seconds=60))
    assert [task.result() for task in waiting] == ["sent", "sent", 60, 60]
    assert await _outcome(wire, 9) == 60
    assert len(wire.seen) == 2


async def _outcome(wire: Wire, chat: int) -> object:
    try:
        await wire.send(chat, "")
    except RetryAfter as error:
        after = error.retry_after
        return round(after.total_seconds()) if isinstance(after, timedelta) else after
    return "sent"


async def test_who_gives_up_waiting_leaves_no_gap() -> None:
    wire = Wire(SlidingWindow(1, connections=1))
    await wire.send(1, "first")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await wire.send(2, "gave up")
    await wire.send(3, "last")
    assert [word for _, word, _ in wire.seen] == ["first", "last"]
    assert wire.seen[1][2] - wire.seen[0][2] < 1.2


def test_a_pace_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SlidingWindow(0)
