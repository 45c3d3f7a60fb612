"""Servers that take turns under the same steps, so that what slows one down slows all."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.processes import Server
from bench.telegram import Chat

QUIET = 0.3
"""Seconds after a round for what a server does when it has answered."""

TICK = 0.01
"""Seconds. The processor time of a process is counted in these."""

Visit = Callable[[Chat], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Counts:
    people: int = 40
    at_once: int = 4
    steps: int = 10
    """Of every person in a round; an even number, so that a card ends where it began."""
    rounds: int = 7
    warm_up: int = 2

    @property
    def updates(self) -> int:
        return self.people * self.steps

    def __str__(self) -> str:
        return (
            f"{self.people} people, {self.at_once} at once, "
            f"{self.rounds} rounds of {self.updates} updates for each server"
        )


@dataclass(slots=True)
class Candidate:
    """A server under measurement, and how a person takes their next step with it."""

    what: str
    server: Server
    chats: Sequence[Chat]
    step: Visit
    costs: list[float] = field(default_factory=list)

    @property
    def cost(self) -> float:
        """Milliseconds of processor time for an update."""
        return median(self.costs) * 1000

    def ratio(self, other: "Candidate") -> float:
        """Rounds stand beside each other, so whatever slowed one down slowed both."""
        return median(ours / base for ours, base in zip(self.costs, other.costs, strict=True))


async def take_turns(
    candidates: Sequence[Candidate], counts: Counts, say: Callable[[str], None]
) -> None:
    for number in range(-counts.warm_up, counts.rounds):
        for candidate in candidates:
            spent = await _round(candidate, counts)
            if number >= 0:
                candidate.costs.append(spent / counts.updates)
        shown = ", ".join(
            f"{one.costs[-1] * 1000:.2f} ms" if one.costs else "warm-up" for one in candidates
        )
        say(f"round {number + 1} of {counts.rounds}: {shown}")


async def _round(candidate: Candidate, counts: Counts) -> float:
    """Seconds of processor time. Everybody's updates come in order, some people at once."""
    before = candidate.server.cpu
    await each(candidate.chats, counts.at_once, candidate.step, times=counts.steps)
    await asyncio.sleep(QUIET)
    return max(candidate.server.cpu - before, TICK)


async def each(chats: Sequence[Chat], at_once: int, visit: Visit, *, times: int = 1) -> None:
    async def visit_some(some: Sequence[Chat]) -> None:
        for _ in range(times):
            for chat in some:
                await visit(chat)

    async with asyncio.TaskGroup() as group:
        for number in range(at_once):
            group.create_task(visit_some(chats[number::at_once]))
