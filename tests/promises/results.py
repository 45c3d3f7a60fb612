"""What the promises' tests have found, and the page that a long run writes of it.

A test of a full count says with ``record`` what it has seen. Only a promise of which something
was said in this run, or a test of which failed in it, gets a new line; the others keep theirs.
"""

import ast
import os
import platform
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "promises.md"
FILE = re.compile(r"tests/promises/test_p(\d\d)_\w+\.py")
ROW = re.compile(r"\| P(\d+) \|.*")
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NOT_KEPT = "**not kept**"

HEAD = """\
# Promises

What Opora promises, and what the last full count of each has found. Each promise has a file of
its number in `tests/promises/`, with a twin whose guard is off and which must fail. `make test`
runs a short sample of each, `make test-long` the full count, and it is `make test-long` that
writes this page. What was not run keeps its line and its date, or says that it was not run. How
fast it goes is measured by `make bench` alone: [benchmarks](benchmarks.md).

| promise | in words | found by the full count | tests | when and on what |
| --- | --- | --- | --- | --- |
"""


class Record(Protocol):
    def __call__(self, words: str, *, kept: bool = True) -> None:
        """``kept`` is for what is measured and not asserted, since machines differ."""


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """Say what the full count has found; the database and the promise are known."""

    def note(words: str, *, kept: bool = True) -> None:
        said = [_database(request), words if kept else f"{NOT_KEPT}: {words}"]
        request.node.user_properties.append(("found", said))

    return note


def _database(request: pytest.FixtureRequest) -> str:
    """Of a test that is run for each, or that takes one of them."""
    chosen = getattr(request.node, "callspec", None)
    for fixture in ("any_url", "empty_url"):
        if chosen is not None and fixture in chosen.params:
            return DATABASES[chosen.params[fixture]]
    if "postgres_url" in request.fixturenames:
        return DATABASES["postgresql"]
    return DATABASES["sqlite"] if "sqlite_url" in request.fixturenames else ""


@dataclass(slots=True)
class Found:
    """Of one promise, in this run."""

    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    passed: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid.partition("::")[2])
        elif report.skipped:
            self.skipped += 1
        elif report.when == "call":
            self.passed += 1
        if report.when == "call":
            said = [value for name, value in report.user_properties if name == "found"]
            self.said.update((database, words) for database, words in said)  # type: ignore[misc]  # a pair, as it was put

    @property
    def is_news(self) -> bool:
        return bool(self.said or self.failed)

    def row(self, number: int, promised: str, where: str) -> str:
        tests = [f"{self.passed} passed"]
        tests += [f"{len(self.failed)} failed"] if self.failed else []
        tests += [f"{self.skipped} not run"] if self.skipped else []
        cells = (f"P{number}", promised, self._words(), ", ".join(tests), where)
        return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"

    def _words(self) -> str:
        by_database: dict[str, list[str]] = {}
        for (database, words), times in sorted(self.said.items()):
            told = words if times == 1 else f"{times} × {words}"
            by_database.setdefault(database, []).append(told)
        parts = [
            f"{database}: {'; '.join(told)}" if database else "; ".join(told)
            for database, told in by_database.items()
        ]
        if self.failed:
            parts.insert(0, f"{NOT_KEPT}: {'; '.join(f'`{name}`' for name in self.failed)}")
        return ". ".join(parts)


class Keeper:
    """Hears of every test, whichever process has run it, and writes the page in the end."""

    def __init__(self, page: Path = PAGE) -> None:
        self._page = page
        self._found: dict[int, Found] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if file := FILE.match(report.nodeid):
            self._found.setdefault(int(file[1]), Found()).add(report)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """A run that was broken off has not run what it would have claimed."""
        if exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return
        news = {number: found for number, found in self._found.items() if found.is_news}
        if news:
            self._page.write_text(HEAD + table(news, old_rows(self._page)), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """In the process that hears of all the others, and in a long run only."""
    if is_long(config.getoption("markexpr")) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper())


def is_long(expression: str) -> bool:
    """Whether tests marked ``long`` are among those that run."""
    return "long" in expression.replace("not long", "")


def table(news: Mapping[int, Found], old: Mapping[int, str]) -> str:
    """A line for every promise that has a file, whether or not it was run."""
    today = datetime.now(UTC).date()  # noqa: TID251 - when the page was written, no test's time
    where = f"{today}, {machine()}"
    rows = []
    for number, said in promises().items():
        if found := news.get(number):
            rows.append(found.row(number, said, where))
        else:
            rows.append(old.get(number, f"| P{number} | {said} | not run | - | - |"))
    return "\n".join(rows) + "\n"


def promises() -> dict[int, str]:
    """The sentence that the file of each begins with; the last of them, if it has several."""
    said = {}
    for path in sorted((ROOT / "tests" / "promises").glob("test_p*.py")):
        if file := FILE.match(path.relative_to(ROOT).as_posix()):
            words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            said[int(file[1])] = words.partition("\n")[0].partition(": ")[2].rstrip(".")
    return said


def old_rows(page: Path) -> dict[int, str]:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return {int(row[1]): row[0] for row in ROW.finditer(text)}


def machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )
