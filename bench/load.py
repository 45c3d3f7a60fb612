"""People who do not wait for a slow server: each update leaves at its time.

What is measured counts from the moment an update was to leave. So whatever holds up one update
is seen in all that should have left meanwhile, as it would be by the people who sent them.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from bench.opora import Asking
from bench.telegram import Chat, Json, Telegram

CONNECTIONS = 40
SOON = 0.1
"""Seconds until the first update leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """An update that leaves ``at`` so many seconds; it is put together then."""

    at: float
    chat: Chat
    update: Callable[[], Json]


@dataclass(slots=True)
class Walker:
    """Somebody who presses the same two buttons in turn, without looking at the answer."""

    chat: Chat
    buttons: Iterator[str]

    def knock(self, api: Telegram, at: float) -> Knock:
        data = next(self.buttons)
        return Knock(at=at, chat=self.chat, update=lambda: api.pressed(self.chat, data))


@dataclass(slots=True)
class Times:
    """Seconds from when an update was to leave: until 200, and until the card was there."""

    confirmed: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    lasted: float = 0.0
    """Seconds from the first update's time until the last one was confirmed."""


async def walkers(chats: Sequence[Chat], asking: Asking) -> list[Walker]:
    """Each learns the two buttons of the form by pressing them once."""
    learned = []
    for chat in chats:
        await asking.begin(chat)
        buttons = []
        for _ in range(2):
            buttons.append(asking.next_button(chat))
            await asking.step(chat)
        learned.append(Walker(chat, cycle(buttons)))
    return learned


def steady(
    api: Telegram, people: Sequence[Walker], *, per_second: float, seconds: float
) -> list[Knock]:
    """One after another, everybody in turn."""
    return [
        people[number % len(people)].knock(api, number / per_second)
        for number in range(int(per_second * seconds))
    ]


async def bring(
    api: Telegram, to: str, knocks: Sequence[Knock], *, watched: Sequence[Chat], patience: float
) -> Times:
    """Return when everything is confirmed and every card of the watched chats is edited."""
    for chat in watched:
        chat.shown_at.clear()
    times, left = Times(), iter(knocks)
    began = time.perf_counter() + SOON

    async def connection() -> None:
        for knock in left:
            await asyncio.sleep(began + knock.at - time.perf_counter())
            await api.bring(to, knock.update())
            times.confirmed.append(time.perf_counter() - began - knock.at)

    async with asyncio.TaskGroup() as group:
        for _ in range(CONNECTIONS):
            group.create_task(connection())
    times.lasted = time.perf_counter() - began
    due: dict[int, list[float]] = defaultdict(list)
    for knock in knocks:
        due[knock.chat.id].append(began + knock.at)
    async with asyncio.timeout(patience):
        for chat in watched:
            times.shown += await _shown(chat, due[chat.id])
    return times


async def _shown(chat: Chat, due: Sequence[float]) -> list[float]:
    """A chat's updates are handled in order, so its cards are too."""
    while len(chat.shown_at) < len(due):
        chat.news.clear()
        await chat.news.wait()
    return [shown - at for shown, at in zip(chat.shown_at, due, strict=True)]


def percentile(seconds: Sequence[float], percent: int) -> float:
    """Milliseconds that so many of a hundred did not exceed."""
    return sorted(seconds)[len(seconds) * percent // 100] * 1000
