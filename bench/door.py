"""What the door costs and bears: a rush by webhook, steady steps, a flood, and no inbox at all."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import CPU, Figure
from bench.load import CONNECTIONS, Knock, Times, Walker, bring, percentile, steady, walkers
from bench.opora import Asking, serving
from bench.side_by_side import Counts, take_turns
from bench.telegram import Chat, Telegram, telegram
from bench.webhook import opora

FIRST = 9_000_001
"""Telegram's numbers of the people, one after another from here."""

CONFIRMED_TARGET, CONFIRMED_WITHIN = 500.0, 250.0
STEP_WITHIN = 500.0
OVERHEAD_TARGET = 1.25
FLOOD_TARGET = 1.2
WITHOUT_INBOX = ("-m", "bench.unsaved")
PATIENCE = 180.0
"""Seconds for what is still in the inbox when everything was brought."""

WORDS = """\
- **door**: `opora run` as above; the client and the stand-in for the Bot API are a process of
  their own. Updates leave at their time, whether or not the server keeps up, on {connections}
  connections, and every time is counted from when an update was to leave. All are steps of the
  asking dialog by registered people. *Steps*: {steps}. *A rush*: {rush}; handlers work
  meanwhile, and everything has to be handled in the end. *The inbox*: the counts of **webhook**,
  beside the same service which confirms at once and saves nothing first. *A flood*: {others},
  first alone, then beside one person who sends {flood:g} messages a second; {floods} times, a
  fresh service each."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """So many people take their steps in turn, at one pace however long a step takes."""

    people: int
    per_second: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.people} people, {self.per_second:g} updates a second for {self.seconds:g} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorCounts:
    rush: Pace = Pace(people=400, per_second=515, seconds=10)
    """A little above the target, so that a server which keeps up reaches it."""
    steps: Pace = Pace(people=200, per_second=50, seconds=60)
    turns: Counts = field(default_factory=Counts)
    others: Pace = Pace(people=20, per_second=20, seconds=20)
    flood: float = 20.0
    """Messages of one person a second."""
    floods: int = 3


def words(counts: DoorCounts) -> str:
    """How it was measured, for the page."""
    return WORDS.format(
        connections=CONNECTIONS,
        rush=counts.rush,
        steps=counts.steps,
        others=counts.others,
        flood=counts.flood,
        floods=counts.floods,
    )


async def measure(counts: DoorCounts, say: Say = print) -> list[Figure]:
    def told(line: str) -> None:
        say(f"door: {line}")

    return [
        *await load(counts, told),
        *await overhead(counts.turns, told),
        *await flood(counts, told),
    ]


@asynccontextmanager
async def _people(count: int) -> AsyncIterator[tuple[Telegram, str, list[Walker], Chat]]:
    """A service with so many people in the middle of a form, and one more."""
    numbers = range(FIRST, FIRST + count + 1)
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        async with (
            telegram() as api,
            serving(api, Path(folder), numbers) as (_, to),
        ):
            asking = Asking(api, to)
            *people, another = await walkers([api.chat(number) for number in numbers], asking)
            yield api, to, people, another.chat


async def load(counts: DoorCounts, say: Say) -> list[Figure]:
    """One service under what it has to bear, and then under a rush."""
    async with _people(max(counts.steps.people, counts.rush.people)) as (api, to, people, _):
        shown = await _steps(api, to, people, counts.steps, say)
        return [shown, *await _rush(api, to, people, counts.rush, say)]


async def _steps(api: Telegram, to: str, people: Sequence[Walker], pace: Pace, say: Say) -> Figure:
    times = await _walk(api, to, people, pace)
    shown = percentile(times.shown, 95)
    say(f"steps: median {percentile(times.shown, 50):.0f} ms, p95 {shown:.0f} ms")
    return Figure(
        what=f"Opora, {pace.per_second:g} steps a second for {pace.seconds:g} s",
        figure="p95 until the card is edited",
        measured=shown,
        unit="ms",
        target=STEP_WITHIN,
    )


async def _rush(
    api: Telegram, to: str, people: Sequence[Walker], pace: Pace, say: Say
) -> list[Figure]:
    """More than handlers can do at once: what counts is that it is safe, and soon."""
    times = await _walk(api, to, people, pace)
    count, late = len(times.confirmed), max(times.shown)
    say(f"rush: {count} confirmed in {times.lasted:.1f} s, all done {late:.1f} s late")
    what = f"webhook, a rush on {CONNECTIONS} connections"
    return [
        Figure(
            what=what,
            figure="committed and confirmed",
            measured=count / times.lasted,
            unit="/s",
            target=CONFIRMED_TARGET,
            at_least=True,
        ),
        Figure(
            what=what,
            figure="p99 until confirmed",
            measured=percentile(times.confirmed, 99),
            unit="ms",
            target=CONFIRMED_WITHIN,
        ),
    ]


async def _walk(api: Telegram, to: str, everybody: Sequence[Walker], pace: Pace) -> Times:
    people = everybody[: pace.people]
    knocks = steady(api, people, per_second=pace.per_second, seconds=pace.seconds)
    watched = [walker.chat for walker in people]
    return await bring(api, to, knocks, watched=watched, patience=PATIENCE)


async def overhead(counts: Counts, say: Say) -> list[Figure]:
    """The same step, with and without what saves it before it is confirmed."""
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        async with telegram() as api, AsyncExitStack() as stack:
            place, people = Path(folder), counts.people
            without = await stack.enter_async_context(
                opora(
                    api,
                    place,
                    people,
                    what="Opora without its inbox, a step",
                    first=1,
                    command=WITHOUT_INBOX,
                )
            )
            with_it = await stack.enter_async_context(
                opora(api, place, people, what="Opora with its inbox, the same step", first=2)
            )
            await take_turns((without, with_it), counts, lambda line: say(f"inbox: {line}"))
    return [
        Figure(
            what=one.what,
            figure=CPU,
            measured=one.cost,
            unit="ms",
            ratio=one.ratio(without),
            to="without",
            target=OVERHEAD_TARGET if one is with_it else None,
        )
        for one in (without, with_it)
    ]


async def flood(counts: DoorCounts, say: Say) -> list[Figure]:
    """P29. A service each time: what one flood has left must not slow the next quiet."""
    quiet, loud = list[float](), list[float]()
    for number in range(counts.floods):
        async with _people(counts.others.people) as (api, to, people, flooder):
            watched = [walker.chat for walker in people]
            for found, messages in ((quiet, 0.0), (loud, counts.flood)):
                knocks = _beside(api, people, counts.others, flooder, messages)
                times = await bring(api, to, knocks, watched=watched, patience=PATIENCE)
                found.extend(times.shown)
        now = f"p95 {percentile(quiet, 95):.0f} ms alone, {percentile(loud, 95):.0f} ms beside it"
        say(f"flood: {number + 1} of {counts.floods}: {now}")
    base = percentile(quiet, 95)
    return [
        Figure(
            what=what,
            figure="p95 until the card is edited",
            measured=percentile(times, 95),
            unit="ms",
            ratio=percentile(times, 95) / base,
            to="alone",
            target=target,
        )
        for what, times, target in (
            (f"{counts.others.people} people", quiet, None),
            (f"the same beside one who sends {counts.flood:g} a second", loud, FLOOD_TARGET),
        )
    ]


def _beside(
    api: Telegram, people: list[Walker], pace: Pace, flooder: Chat, per_second: float
) -> list[Knock]:
    """Steps of the people, and messages of the flooder between them."""
    knocks = steady(api, people, per_second=pace.per_second, seconds=pace.seconds)
    knocks += [
        Knock(
            at=(number + 0.5) / per_second,
            chat=flooder,
            update=lambda: api.written(flooder, "Ответьте"),
        )
        for number in range(int(per_second * pace.seconds))
    ]
    return sorted(knocks, key=lambda knock: knock.at)
