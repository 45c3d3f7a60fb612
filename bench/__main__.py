"""``python -m bench [part …]``: measure the parts named, or all, and write the page."""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable

from bench import answers, door, events, figures, post, routing, start, webhook
from bench.answers import BankCounts
from bench.door import DoorCounts
from bench.events import EventCounts
from bench.figures import Figure
from bench.post import PostCounts
from bench.routing import RoutingCounts
from bench.side_by_side import Counts
from bot.runners import spare_the_collector

COUNTS = Counts()
DOOR = DoorCounts(turns=COUNTS)
POST = PostCounts()
BANK = BankCounts()
ROUTING = RoutingCounts()
EVENTS = EventCounts()

PARTS: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
    "webhook": lambda: webhook.measure(COUNTS, progress),
    "door": lambda: door.measure(DOOR, progress),
    "post": lambda: post.measure(POST, progress),
    "answers": lambda: answers.measure(BANK, progress),
    "routing": lambda: routing.measure(ROUTING, progress),
    "events": lambda: events.measure(EVENTS, progress),
    "start": lambda: start.start(say=progress),
    "fresh": lambda: start.fresh(say=progress),
}


def progress(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def measure(names: list[str]) -> list[Figure]:
    measured: list[Figure] = []
    for name in names:
        spare_the_collector()  # as the service does; what a part has left is no burden of the next
        for figure in await PARTS[name]():
            progress(f"  {figure}")
            measured.append(figure)
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join(PARTS)}")
    names = parser.parse_args().parts or list(PARTS)
    if unknown := [name for name in names if name not in PARTS]:
        parser.error(f"there is no {unknown[0]}; there are {', '.join(PARTS)}")
    load = os.getloadavg()[0]
    measured = asyncio.run(measure(names))
    figures.write(
        measured,
        webhook=str(COUNTS),
        door=door.words(DOOR),
        post=post.words(POST),
        answers=answers.words(BANK),
        routing=str(ROUTING),
        events=str(EVENTS),
        updates=start.UPDATES,
        load=load,
    )
    return 0 if all(figure.is_met for figure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
