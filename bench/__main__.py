"""``python -m bench [webhook] [start] [fresh]``: measure, and write the page."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from bench import figures, start, webhook
from bench.figures import Figure

COUNTS = webhook.Counts()

PARTS: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
    "webhook": lambda: webhook.measure(COUNTS, progress),
    "start": lambda: start.start(say=progress),
    "fresh": lambda: start.fresh(say=progress),
}


def progress(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def measure(names: list[str]) -> list[Figure]:
    measured: list[Figure] = []
    for name in names:
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
    measured = asyncio.run(measure(names))
    figures.write(measured, webhook=str(COUNTS), updates=start.UPDATES)
    return 0 if all(figure.is_met for figure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
