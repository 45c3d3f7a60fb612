"""A measured figure and the page that holds them all."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.processes import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"

HEAD = """\
# Benchmarks

Written by `make bench`; a figure is here only if it was measured in the last run. Ratios compare
what ran side by side in that run, so they may be compared between machines; seconds may not.

Machine: {machine}.
"""

TAIL = """\
## How to repeat

`make bench` measures everything; `.venv/bin/python -m bench webhook`, `start` or `fresh` one part
(and then the page holds that part alone). A missed target ends with exit code 1. Traffic stays on
127.0.0.1, but for pip, which may ask its index; processes that are started are stopped, and every
wait has its limit.

- **webhook**: {webhook}.
  A stock aiogram echo bot, the same bot with one ORM read and write on aiosqlite, and `opora run`
  on SQLite (WAL, `synchronous=FULL`, a file) take turns in front of one stand-in for the Bot API.
  An echo is a message answered; a step of the asking dialog is a press of a topic or of
  «Другая тема» on the card of a half-filled form: the update is saved and confirmed, the person
  and the form are read, the form is written, the card is edited, the press is answered. CPU is
  the processor time (user and system, all threads) of the server divided by updates; each figure
  is the median of the rounds after a warm-up.
- **start**: from `exec` of `opora run` with an empty folder to the answer of `/healthz`; memory
  is the resident set then, and after {updates} updates from the demo's page.
- **fresh**: the files of the repository copied to an empty folder, then `make run` until the page
  answers. pip's cache is warm: what is pinned has been installed before.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """``measured`` is in ``unit``; one with no ``target`` is there to compare with."""

    what: str
    measured: float
    unit: str
    target: float | None = None
    ratio: float | None = None
    """To the echo bot of the same run; a target then is the ratio's."""

    @property
    def is_met(self) -> bool:
        judged = self.measured if self.ratio is None else self.ratio
        return self.target is None or judged <= self.target

    @property
    def row(self) -> tuple[str, ...]:
        sign = self.unit if self.ratio is None else "×"
        return (
            self.what,
            "CPU per update" if self.unit == "ms" else "time" if self.unit == "s" else "memory",
            "-" if self.target is None else f"≤ {self.target:g} {sign}",
            f"{self.measured:.{2 if self.unit == 'ms' else 0 if self.unit == 'MiB' else 1}f}"
            f" {self.unit}",
            "-" if self.ratio is None else f"{self.ratio:.2f} ×",
        )

    def __str__(self) -> str:
        mark = "" if self.is_met else "   MISSED"
        what, figure, target, measured, ratio = self.row
        return f"{what}: {figure} {measured}, ratio {ratio}, target {target}{mark}"


def machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def write(figures: Sequence[Figure], *, webhook: str, updates: int, page: Path = PAGE) -> None:
    """Only what was measured now; the older page is not read."""
    rows = [("what", "figure", "target", "measured", "ratio to echo"), ("---",) * 5]
    rows += [figure.row for figure in figures]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    tail = TAIL.format(webhook=webhook, updates=updates)
    page.write_text(f"{HEAD.format(machine=machine())}\n{table}\n\n{tail}", encoding="utf-8")
