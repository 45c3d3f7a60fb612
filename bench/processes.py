"""Processes that are measured: started apart, watched until ready, always stopped."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import psutil

ROOT = Path(__file__).parents[1]
OURS = {"PYTHONPATH": str(ROOT)}
"""The environment of a child that is to be found in this working tree."""

MIB = 1024 * 1024
STOPPING = 30.0
"""Seconds a process gets to end by itself."""


class Failed(Exception):
    """A process ended, or was not ready in time; ``str`` holds the end of what it said."""


class Server:
    """A child process that answers over HTTP at ``url``."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, log: Path) -> None:
        self.url = url
        self._process = process
        self._log = log
        self._began = time.perf_counter()

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far, of all threads."""
        times = self._measured().cpu_times()
        return times.user + times.system

    @property
    def rss(self) -> float:
        """Resident MiB."""
        return self._measured().memory_info().rss / MIB

    def _measured(self) -> psutil.Process:
        if self._process.returncode is not None:
            raise self._failed("ended")
        return psutil.Process(self._process.pid)

    def _failed(self, how: str) -> Failed:
        said = self._log.read_text(encoding="utf-8", errors="replace")
        return Failed(f"{self.url} {how}:\n{said[-2000:]}")

    async def ready(self, path: str, *, within: float) -> float:
        """Seconds from the start to the first good answer."""
        limit = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=limit) as session:
            while (passed := time.perf_counter() - self._began) < within:
                if self._process.returncode is not None:
                    raise self._failed("ended")
                try:
                    async with session.get(f"{self.url}{path}") as answer:
                        if answer.ok:
                            return passed
                except (aiohttp.ClientError, TimeoutError, OSError):
                    pass
                await asyncio.sleep(0.05)
        raise self._failed(f"was not ready within {within:.0f} s")

    async def stop(self) -> None:
        """The whole group: ``make`` has children of its own."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, sign)
            except ProcessLookupError:
                break
            try:
                await asyncio.wait_for(self._process.wait(), STOPPING)
            except TimeoutError:
                continue
        await self._process.wait()


@asynccontextmanager
async def started(
    command: Sequence[str],
    *,
    url: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Server]:
    """Run it in ``folder`` with no setting of ours but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPORA_")}
    log = folder / f"{url.rpartition(':')[2]}.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=clean | {"PYTHONUNBUFFERED": "1"} | dict(environment or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(process, url, log)
    try:
        yield server
    finally:
        await server.stop()


def python(*words: str) -> list[str]:
    return [sys.executable, *words]


def free_address() -> str:
    """``127.0.0.1`` and a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"
