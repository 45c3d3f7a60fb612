"""One process at a time changes a SQLite database; whoever comes second is told by whom."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.lock import alone
from bot.settings import load_settings
from tests.cli.typing_in import ROOT, SAMPLES, typed

HOLD = """
import sys
from bot.lock import alone
from bot.settings import load_settings
with alone(load_settings()):
    print("held", flush=True)
    sys.stdin.read()
"""
CHANGING = [
    ["run"],
    ["migrate"],
    ["import", "units", str(SAMPLES / "units.csv")],
    ["grant", "methodist", "--unit", "R1", "--account", "telegram:5"],
    ["demo", "--people", "5"],
    ["restore", "copy.db"],
    ["transfer", "--to", "sqlite+aiosqlite:///other.db"],
]

Holder = subprocess.Popen[str]


@pytest.fixture(autouse=True)
def _database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_DATABASE", sqlite_url)


@contextmanager
def started() -> Iterator[Holder]:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", HOLD],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def holder() -> Iterator[Holder]:
    """Another process that has the database to itself."""
    with started() as process:
        yield process


@pytest.mark.parametrize("words", CHANGING, ids=lambda words: words[0])
def test_whoever_comes_second_is_refused_in_one_line(holder: Holder, words: list[str]) -> None:
    Path("copy.db").write_bytes(b"")

    result = typed(*words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert f"процесс {holder.pid}, начал " in result.stderr
    assert not Path("other.db").exists()


def test_whoever_only_reads_is_let_in(holder: Holder) -> None:
    assert typed("doctor").exit_code == 0
    assert typed("backup", "copy.db").exit_code == 0


def test_kill_9_lets_go_and_the_file_left_behind_locks_nothing(tmp_path: Path) -> None:
    with started() as process:
        process.kill()
        process.wait()

        assert (tmp_path / "opora.db.lock").exists()
        assert typed("migrate").exit_code == 0


def test_the_lock_is_let_go_when_the_work_is_done_or_has_failed() -> None:
    for _ in range(2):
        assert typed("migrate").exit_code == 0
        assert typed("import", "units", "nothing.csv").exit_code == 1


def test_a_holder_that_has_not_said_who_it_is_is_told_of_too(tmp_path: Path) -> None:
    with alone(load_settings()):
        (tmp_path / "opora.db.lock").write_bytes(b"")

        result = typed("migrate")

    assert result.exit_code == 1
    assert "другим процессом" in result.stderr


def test_the_words_of_a_longer_life_do_not_show_through(tmp_path: Path) -> None:
    (tmp_path / "opora.db.lock").write_text("1 2026-01-01T00:00:00+00:00 and more\nand more\n")

    with alone(load_settings()):
        pid, _ = (tmp_path / "opora.db.lock").read_text().split()

    assert pid == str(os.getpid())


def test_a_database_server_needs_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPORA_DATABASE", "postgresql+asyncpg://postgres@127.0.0.1/nothing")
    settings = load_settings()

    with alone(settings), alone(settings):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["opora.db"]


def test_the_twin_whose_holder_locks_another_file_is_let_in(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("OPORA_DATABASE", "sqlite+aiosqlite:///other.db")
    with started():
        monkeypatch.setenv("OPORA_DATABASE", sqlite_url)

        assert typed("migrate").exit_code == 0
