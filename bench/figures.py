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

Machine: {machine}; load when it began: {load:.1f}.
"""

TAIL = """\
## How to repeat

`make bench` measures everything; `.venv/bin/python -m bench webhook`, `door`, `post`,
`answers`, `routing`, `events`, `start` or `fresh` one part (and then the page holds that part
alone). A missed target ends with exit code 1. Traffic stays on 127.0.0.1, but for pip, which may
ask its index; processes that are started are stopped, and every wait has its limit.

- **webhook**: {webhook}.
  A stock aiogram echo bot, the same bot with one ORM read and write on aiosqlite, and `opora run`
  on SQLite (WAL, `synchronous=FULL`, a file) take turns in front of one stand-in for the Bot API.
  An echo is a message answered; a step of the asking dialog is a press of a topic or of
  «Другая тема» on the card of a half-filled form: the update is saved and confirmed, the person
  and the form are read, the form is written, the card is edited, the press is answered. CPU is
  the processor time (user and system, all threads) of the server divided by updates; each figure
  is the median of the rounds after a warm-up.
{door}
{post}
{answers}
- **routing**: {routing}, on SQLite. From the question to the person: the rows are read anew
  for each choice.
- **events**: {events}. Both on SQLite (WAL, `synchronous=FULL`, a file).
- **start**: from `exec` of `opora run` with an empty folder to the answer of `/healthz`; memory
  is the resident set then, and after {updates} updates from the demo's page.
- **fresh**: the files of the repository copied to an empty folder, then `make run` until the page
  answers. pip's cache is warm: what is pinned has been installed before.
"""


CPU = "CPU per update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``measured`` is in ``unit``; one with no ``target`` is there to compare with."""

    what: str
    figure: str
    measured: float
    unit: str
    target: float | None = None
    at_least: bool = False
    ratio: float | None = None
    """To what ``to`` names, measured beside it; a target then is the ratio's."""
    to: str = ""

    @property
    def is_met(self) -> bool:
        if self.target is None:
            return True
        judged = self.measured if self.ratio is None else self.ratio
        return judged >= self.target if self.at_least else judged <= self.target

    @property
    def row(self) -> tuple[str, ...]:
        unit = self.unit if self.ratio is None else "×"
        sign = "≥" if self.at_least else "≤"
        return (
            self.what,
            self.figure,
            "-" if self.target is None else f"{sign} {self.target:g} {unit}",
            f"{_shown(self.measured)} {self.unit}",
            "-" if self.ratio is None else f"{self.ratio:.2f} × {self.to}",
        )

    def __str__(self) -> str:
        mark = "" if self.is_met else "   MISSED"
        what, figure, target, measured, ratio = self.row
        return f"{what}: {figure} {measured}, ratio {ratio}, target {target}{mark}"


def _shown(measured: float) -> str:
    """Three digits that count."""
    digits = max(0, 3 - len(str(int(measured))))
    return f"{measured:.{digits}f}"


def machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def write(
    figures: Sequence[Figure],
    *,
    webhook: str,
    door: str,
    post: str,
    answers: str,
    routing: str,
    events: str,
    updates: int,
    load: float,
    page: Path = PAGE,
) -> None:
    """Only what was measured now; the older page is not read."""
    rows: list[tuple[str, ...]] = [("what", "figure", "target", "measured", "ratio"), ("---",) * 5]
    rows += [figure.row for figure in figures]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    head = HEAD.format(machine=machine(), load=load)
    tail = TAIL.format(
        webhook=webhook,
        door=door,
        post=post,
        answers=answers,
        routing=routing,
        events=events,
        updates=updates,
    )
    page.write_text(f"{head}\n{table}\n\n{tail}", encoding="utf-8")
