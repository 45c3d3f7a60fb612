"""What an update costs: a step of the asking dialog beside an aiogram bot that only echoes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bench.echo import PATH
from bench.figures import Figure
from bench.processes import OURS, Server, free_address, python, started
from bench.telegram import SECRET, TOKEN, Chat, Telegram, telegram
from bot.clock import utc_now
from core.catalogue import SubjectId
from core.people import Account
from core.registration.model import CONSENT_VERSION
from core.units import UnitId
from storage.migrations import migrate
from storage.work import Database, SqlWork
from texts import Texts

READY = 60.0
QUIET = 0.3
"""Seconds after a round for what a server does when it has answered."""

TICK = 0.01
"""Seconds. The processor time of a process is counted in these."""

TARGET = 4.0
ECHO = "aiogram echo"
ECHO_AND_ORM = "aiogram echo, one ORM read and write"
OPORA = "Opora, a step of the asking dialog"

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


async def measure(counts: Counts, say: Callable[[str], None] = print) -> list[Figure]:
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        async with telegram() as api, AsyncExitStack() as stack:
            people, place = counts.people, Path(folder)
            candidates = [
                await stack.enter_async_context(echo(api, place, people)),
                await stack.enter_async_context(echo(api, place, people, database=True)),
                await stack.enter_async_context(opora(api, place, people)),
            ]
            for number in range(-counts.warm_up, counts.rounds):
                for candidate in candidates:
                    spent = await _round(candidate, counts)
                    if number >= 0:
                        candidate.costs.append(spent / counts.updates)
                say(f"webhook: round {number + 1} of {counts.rounds}: {_shown(candidates)}")
    return _figures(candidates)


def _shown(candidates: Sequence[Candidate]) -> str:
    return ", ".join(
        f"{one.costs[-1] * 1000:.2f} ms" if one.costs else "warm-up" for one in candidates
    )


def _figures(candidates: Sequence[Candidate]) -> list[Figure]:
    alone, *others = candidates
    return [
        Figure(alone.what, alone.cost, "ms", ratio=1.0),
        *(
            Figure(
                other.what,
                other.cost,
                "ms",
                # Rounds stand beside each other, so whatever slowed one down slowed both.
                ratio=median(
                    ours / echo for ours, echo in zip(other.costs, alone.costs, strict=True)
                ),
                target=TARGET if other is candidates[-1] else None,
            )
            for other in others
        ),
    ]


async def _round(candidate: Candidate, counts: Counts) -> float:
    """Seconds of processor time. Everybody's updates come in order, some people at once."""
    before = candidate.server.cpu
    await _each(candidate.chats, counts.at_once, candidate.step, times=counts.steps)
    await asyncio.sleep(QUIET)
    return max(candidate.server.cpu - before, TICK)


async def _each(chats: Sequence[Chat], at_once: int, visit: Visit, *, times: int = 1) -> None:
    async def visit_some(some: Sequence[Chat]) -> None:
        for _ in range(times):
            for chat in some:
                await visit(chat)

    async with asyncio.TaskGroup() as group:
        for number in range(at_once):
            group.create_task(visit_some(chats[number::at_once]))


@asynccontextmanager
async def echo(
    api: Telegram, folder: Path, people: int, *, database: bool = False
) -> AsyncIterator[Candidate]:
    address = free_address()
    words = [address, api.url]
    if database:
        words.append(f"sqlite+aiosqlite:///{folder / 'echo.db'}")
    chats = [api.chat(number) for number in _numbers(1 + database, people)]
    what = ECHO_AND_ORM if database else ECHO
    async with started(
        python("-m", "bench.echo", *words),
        url=f"http://{address}",
        folder=folder,
        environment=OURS,
    ) as server:
        await server.ready("/healthz", within=READY)
        to = f"{server.url}{PATH}"
        yield Candidate(what, server, chats, lambda chat: api.write(to, chat, "Как дела?"))


@asynccontextmanager
async def opora(api: Telegram, folder: Path, people: int) -> AsyncIterator[Candidate]:
    """``opora run`` as an operator starts it; everybody has begun to write a question."""
    database = f"sqlite+aiosqlite:///{folder / 'opora.db'}"
    numbers = _numbers(3, people)
    await settle(database, numbers)
    address = free_address()
    to = f"http://{address}{PATH}"
    environment = {
        **OURS,
        "OPORA_DATABASE": database,
        "OPORA_TELEGRAM_TOKEN": TOKEN,
        "OPORA_TELEGRAM_API": api.url,
        "OPORA_TELEGRAM_WEBHOOK": to,
        "OPORA_WEBHOOK_SECRET": SECRET,
        "OPORA_LISTEN": address,
    }
    async with started(
        python("-m", "bot", "run"),
        url=f"http://{address}",
        folder=folder,
        environment=environment,
    ) as server:
        await server.ready("/healthz", within=READY)
        asking = Asking(api, to)
        chats = [api.chat(number) for number in numbers]
        await _each(chats, 1, asking.begin)
        yield Candidate(OPORA, server, chats, asking.step)


class Asking:
    """Presses, in turn, a topic on the card of the form and «Другая тема» there."""

    def __init__(self, api: Telegram, to: str) -> None:
        self._api = api
        self._to = to
        self._change_topic = Texts().raw("button-topic")

    async def begin(self, chat: Chat) -> None:
        await self._api.write(self._to, chat, "/ask")
        await self._api.press(self._to, chat, chat.button())
        await self._api.write(self._to, chat, "Как оценивать проекты в седьмом классе?")

    async def step(self, chat: Chat) -> None:
        data = chat.button(self._change_topic) or chat.button()
        await self._api.press(self._to, chat, data)


async def settle(url: str, numbers: Sequence[int]) -> None:
    """Registered teachers of one school, past the dialogs."""
    database = Database(url, clock=utc_now, zone=ZoneInfo("Europe/Moscow"))
    try:
        await migrate(database.writer)
        async with database.open_work() as work:
            await work.catalogue.begin_with()
            school = await work.units.add(name="СОШ № 1", level="школа", parent=None)
            subjects = [subject.id for subject in await work.catalogue.subjects()][:2]
            for number in numbers:
                await _register(work, Account("telegram", number), school, subjects)
    finally:
        await database.close()


async def _register(
    work: SqlWork, account: Account, school: UnitId, subjects: Sequence[SubjectId]
) -> None:
    person = await work.registration.agree(account, version=CONSENT_VERSION, at=work.now)
    await work.registration.rename(person, f"Учитель {account.external}")
    await work.registration.place(person, school)
    await work.registration.employ(person, "учитель")
    await work.registration.teach(person, subjects)
    await work.registration.finish(person, at=work.now)


def _numbers(candidate: int, people: int) -> Sequence[int]:
    """Telegram's numbers of the people who talk to this candidate."""
    return range(candidate * 1_000_000 + 1, candidate * 1_000_000 + 1 + people)
