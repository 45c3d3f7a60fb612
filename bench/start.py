"""How soon the service is there and what it weighs, started alone and from a fresh copy."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from bench.figures import Figure
from bench.processes import OURS, ROOT, free_address, python, started

READY_TARGET, MEMORY_TARGET, FRESH_TARGET = 15.0, 300.0, 90.0
PATIENCE = 300.0
"""Seconds until a start that does not end is given up."""

UPDATES = 200


async def start(updates: int = UPDATES, say: Callable[[str], None] = print) -> list[Figure]:
    """The demo on a database that is not there yet."""
    address = free_address()
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        async with started(
            python("-m", "bot", "run"),
            url=f"http://{address}",
            folder=Path(folder),
            environment={**OURS, "OPORA_LISTEN": address},
        ) as server:
            seconds = await server.ready("/healthz", within=PATIENCE)
            at_once = server.rss
            say(f"start: ready after {seconds:.1f} s with {at_once:.0f} MiB")
            await _talk(server.url, updates)
            later = server.rss
    return [
        _time("`opora run` until it is ready", seconds, READY_TARGET),
        _memory("`opora run` when it is ready", at_once),
        _memory(f"`opora run` after {updates} updates", later),
    ]


async def _talk(url: str, updates: int) -> None:
    """Somebody of the demo's page walks between the menu and a new question."""
    limit = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(url, timeout=limit, raise_for_status=True) as session:
        async with session.get("/demo/state") as answer:
            phone = (await answer.json())["characters"][0]["external"]
        for number in range(updates):
            order = {"phone": phone, "text": "/menu" if number % 2 else "/ask"}
            async with session.post("/demo/say", json=order) as answer:
                said = await answer.json()
            if said:
                raise RuntimeError(f"the demo said {said}")


async def fresh(say: Callable[[str], None] = print) -> list[Figure]:
    """``make run`` where only the files of the repository are."""
    address = free_address()
    with TemporaryDirectory(prefix="opora-bench-") as name:
        folder = Path(name)
        copy(folder)
        say("fresh: copied, running make run")
        async with started(
            ["make", "run"],
            url=f"http://{address}",
            folder=folder,
            environment={"OPORA_LISTEN": address, "PYTHON": _python()},
        ) as server:
            seconds = await server.ready("/", within=PATIENCE)
    return [_time("`make run` in a fresh copy until the page", seconds, FRESH_TARGET)]


def _time(what: str, seconds: float, target: float) -> Figure:
    return Figure(what=what, figure="time", measured=seconds, unit="s", target=target)


def _memory(what: str, mib: float) -> Figure:
    return Figure(what=what, figure="memory", measured=mib, unit="MiB", target=MEMORY_TARGET)


def copy(folder: Path) -> None:
    """What a clone would hold if everything here were committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607 - the git at hand
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=30,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def _python() -> str:
    """The interpreter that this environment was made with."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")
