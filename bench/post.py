"""The post office: how fast, how patient, how cheap while nothing is due."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles

from bench import clients, office
from bench.figures import Figure
from bench.processes import OURS
from bench.strict import StrictTelegram
from bot.post import Post
from bot.settings import LETTERS_A_SECOND
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.notices import Lane
from core.people import PersonId
from notifications.delivery import IN_HAND
from storage.work import Database

LIMIT = 30
OF_THE_LIMIT, OF_THE_BARE_LOOP = 0.95, 0.8
IDLE_TARGET = 2.0
INTERACTIVE_TARGET = 1.0
EXPANSION_TARGET, GROWTH_TARGET = 10.0, 50.0

NO_LIMIT = 100_000
ANSWERS_IN = 0.05
TURNS = 3
TICKS = 40
A_WHILE = timedelta(days=365)
PATIENCE = 30 * 60.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCounts:
    """Letters, but for ``replies``; ``slow`` of the two that are there to compare with."""

    letters: int = 3000
    slow: int = 600
    lifted: int = 1000
    few: int = 1000
    many: int = 1_000_000
    pending: int = 100_000
    replies: int = 120
    people: int = 100_000


async def measure(counts: PostCounts, say: Say) -> list[Figure]:
    measured = []
    for part in (rate, lifted, idle, interactive, expansion):
        say(f"post: {part.__name__}")
        measured += await part(counts)
    return measured


async def rate(counts: PostCounts) -> list[Figure]:
    """Beside each other in front of servers that refuse the one too many in any second."""
    figures = []
    async with StrictTelegram(limit=LIMIT) as server:
        await _carried(server, counts.letters, per_second=LIMIT)
        figures += _rates("Opora", server, counts.letters, judged=True)
    for what, way in (
        ("PTB with AIORateLimiter", clients.limited),
        ("a loop that sleeps", clients.sleeping),
    ):
        async with StrictTelegram(limit=LIMIT) as server, way(server, LIMIT) as (send, at_once):
            await clients.to_all(send, range(1, counts.slow + 1), at_once)
            figures += _rates(what, server, counts.slow, judged=False)
    return figures


def _rates(what: str, server: StrictTelegram, letters: int, *, judged: bool) -> list[Figure]:
    what = f"{what}, {letters:,} letters"
    return [
        Figure(
            what=what,
            figure="letters a second",
            measured=server.rate,
            unit="/s",
            ratio=server.rate / LIMIT,
            to="the limit",
            target=OF_THE_LIMIT if judged else None,
            at_least=True,
        ),
        Figure(
            what=what,
            figure="refused for haste",
            measured=len(server.refused),
            unit="× 429",
            target=0 if judged else None,
        ),
    ]


async def lifted(counts: PostCounts) -> list[Figure]:
    """Without a limit, with answers as far away as Telegram's, as many at once, in turns."""
    turns = [(await _bare(counts.lifted), await _lifted(counts.lifted)) for _ in range(TURNS)]
    bare, ours = (median(rates) for rates in zip(*turns, strict=True))
    figure = f"letters a second, answers in {ANSWERS_IN * 1000:.0f} ms"
    base = Figure(
        what=f"the same client in a bare loop, {IN_HAND} at once",
        figure=figure,
        measured=bare,
        unit="/s",
        ratio=1.0,
        to="bare",
    )
    judged = Figure(
        what=f"Opora, {counts.lifted:,} letters, no limit",
        figure=figure,
        measured=ours,
        unit="/s",
        ratio=median(mine / alone for alone, mine in turns),
        to="bare",
        target=OF_THE_BARE_LOOP,
        at_least=True,
    )
    return [base, judged]


async def _bare(letters: int) -> float:
    async with (
        StrictTelegram(limit=None, answers_in=ANSWERS_IN) as server,
        clients.bare(server) as send,
    ):
        await clients.to_all(send, range(1, letters + 1), IN_HAND)
        return server.rate


async def _lifted(letters: int) -> float:
    async with StrictTelegram(limit=None, answers_in=ANSWERS_IN) as server:
        await _carried(server, letters, per_second=NO_LIMIT)
        return server.rate


async def idle(counts: PostCounts) -> list[Figure]:
    """A tick that finds nothing, with few letters for later and with many."""
    async with _waiting(counts.few) as few, _waiting(counts.many) as many:
        costs: dict[int, list[float]] = {counts.few: [], counts.many: []}
        for _ in range(TICKS):
            for letters, post in ((counts.few, few), (counts.many, many)):
                began = time.perf_counter()
                await post.look()
                await post.deliver()
                costs[letters].append(time.perf_counter() - began)
    base = median(costs[counts.few])
    return [
        Figure(
            what=f"an idle tick, {letters:,} letters for later",
            figure="time",
            measured=median(costs[letters]) * 1000,
            unit="ms",
            ratio=median(costs[letters]) / base,
            to=f"{counts.few:,}",
            target=IDLE_TARGET if letters == counts.many else None,
        )
        for letters in (counts.few, counts.many)
    ]


@asynccontextmanager
async def _waiting(letters: int) -> AsyncIterator[Post]:
    people = 1000
    async with office.database(people) as base:
        await office.put(base, letters, Lane.ANNOUNCEMENTS, people=people, later=A_WHILE)
        async with office.opened(base, "http://127.0.0.1:9", per_second=LIMIT) as post:
            await post.deliver()
            yield post


async def interactive(counts: PostCounts) -> list[Figure]:
    """Replies put one after another while a broadcast goes on at the pace of the service."""
    people = counts.pending + counts.replies
    async with (
        StrictTelegram(limit=LIMIT) as server,
        office.database(people) as base,
        office.opened(base, server.url, per_second=LETTERS_A_SECOND) as post,
        _carrying(post),
    ):
        await office.put(base, counts.pending, Lane.ANNOUNCEMENTS, people=counts.pending)
        async with asyncio.timeout(PATIENCE):
            while len(server.arrivals) < LIMIT:  # noqa: ASYNC110 - the server tells nothing
                await asyncio.sleep(0.1)
            delays = [
                await _reply(base, server, person)
                for person in range(counts.pending + 1, people + 1)
            ]
    return [
        Figure(
            what=f"a reply while {counts.pending:,} announcements wait",
            figure="p95 until it has left",
            measured=quantiles(delays, n=20)[-1],
            unit="s",
            target=INTERACTIVE_TARGET,
        )
    ]


async def _reply(base: Database, server: StrictTelegram, person: int) -> float:
    """Seconds from the commit to the arrival at Telegram."""
    notice = ConsultationRated(
        to=PersonId(person), consultation=person, teacher="Анна", outcome=Outcome.FULL
    )
    async with base.open_work() as work:
        await work.outbox.put(notice)
    saved = time.monotonic()
    while person + office.FIRST_CHAT not in server.came_at:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    return max(0.0, server.came_at[person + office.FIRST_CHAT] - saved)


async def expansion(counts: PostCounts) -> list[Figure]:
    """In a process of its own, so that its memory is what it says."""
    async with office.database(counts.people) as base:
        url = base.writer.url.render_as_string(hide_password=False)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.expansion", url, stdout=-1, env=OURS
        )
        said, _ = await process.communicate()
    found = json.loads(said)
    if found["letters"] < counts.people:
        raise RuntimeError(f"of {counts.people} people {found['letters']} have a letter")
    what = f"an announcement to {counts.people:,} people, into the outbox"
    return [
        Figure(
            what=what,
            figure="time",
            measured=found["seconds"],
            unit="s",
            target=EXPANSION_TARGET,
        ),
        Figure(
            what=what,
            figure="memory more than before",
            measured=found["grown"],
            unit="MiB",
            target=GROWTH_TARGET,
        ),
    ]


async def _carried(server: StrictTelegram, letters: int, *, per_second: int) -> None:
    async with office.database(letters) as base:
        await office.put(base, letters, Lane.ANNOUNCEMENTS, people=letters)
        async with office.opened(base, server.url, per_second=per_second) as post:
            async with asyncio.timeout(PATIENCE):
                await post.deliver()
    if len(server.arrivals) != letters:
        raise RuntimeError(f"{len(server.arrivals)} of {letters} letters have arrived")


@asynccontextmanager
async def _carrying(post: Post) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(post.carry(stop=stop))
        try:
            yield
        finally:
            stop.set()


def words(counts: PostCounts) -> str:
    """For the page: what was done."""
    return (
        f"- **post**: everything in one process on SQLite (a file), the server beside it. *Rate*: "
        f"{counts.letters:,} letters\n  of a broadcast through the whole post to a Bot API that "
        f"refuses the 31st in any sliding second; PTB's\n  `AIORateLimiter` at 30 a second with "
        f"{IN_HAND} at once and a loop that sends and sleeps 1/30 s send {counts.slow:,} each, "
        f"since they\n  are slow; who is refused waits as told. *No limit*: answers in "
        f"{ANSWERS_IN * 1000:.0f} ms, {IN_HAND} at once, ours with its database and\n  the "
        f"same client alone in turns, {TURNS} times; the median. *Idle*: the median of {TICKS} "
        f"ticks, the two databases\n  in turns. *Replies*: {counts.replies}, one after another, "
        f"from the commit to the arrival,\n  at {LETTERS_A_SECOND} letters a second. "
        f"*Expansion*: a process of its own, memory\n  is "
        f"the peak of its resident set after less that before."
    )
