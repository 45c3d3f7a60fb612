"""What an update costs: a step of the asking dialog beside an aiogram bot that only echoes."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.echo import PATH
from bench.figures import CPU, Figure
from bench.opora import READY, SERVICE, Asking, serving
from bench.processes import OURS, free_address, python, started
from bench.side_by_side import Candidate, Counts, each, take_turns
from bench.telegram import Telegram, telegram

TARGET = 4.0
ECHO = "aiogram echo"
ECHO_AND_ORM = "aiogram echo, one ORM read and write"
OPORA = "Opora, a step of the asking dialog"


async def measure(counts: Counts, say: Callable[[str], None] = print) -> list[Figure]:
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        async with telegram() as api, AsyncExitStack() as stack:
            people, place = counts.people, Path(folder)
            candidates = [
                await stack.enter_async_context(echo(api, place, people)),
                await stack.enter_async_context(echo(api, place, people, database=True)),
                await stack.enter_async_context(opora(api, place, people)),
            ]
            await take_turns(candidates, counts, lambda line: say(f"webhook: {line}"))
    alone = candidates[0]
    return [
        Figure(
            what=one.what,
            figure=CPU,
            measured=one.cost,
            unit="ms",
            ratio=one.ratio(alone),
            to="echo",
            target=TARGET if one is candidates[-1] else None,
        )
        for one in candidates
    ]


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
async def opora(
    api: Telegram,
    folder: Path,
    people: int,
    *,
    what: str = OPORA,
    first: int = 3,
    command: Sequence[str] = SERVICE,
) -> AsyncIterator[Candidate]:
    """Everybody has begun to write a question."""
    numbers = _numbers(first, people)
    async with serving(api, folder, numbers, command=command) as (server, to):
        asking = Asking(api, to)
        chats = [api.chat(number) for number in numbers]
        await each(chats, 1, asking.begin)
        yield Candidate(what, server, chats, asking.step)


def _numbers(candidate: int, people: int) -> Sequence[int]:
    """Telegram's numbers of the people who talk to this candidate."""
    return range(candidate * 1_000_000 + 1, candidate * 1_000_000 + 1 + people)
