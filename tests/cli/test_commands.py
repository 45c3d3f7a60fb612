"""What every verb has in common, and the made-up region."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.typing_in import ROOT, SAMPLES, Opora, typed


def test_migrating_twice_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = typed("migrate"), typed("migrate")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout != again.stdout
    assert Path("data/demo.db").exists()


def test_nothing_is_imported_before_the_tables_are_there() -> None:
    result = typed("import", "units", SAMPLES / "units.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "opora migrate" in result.stderr


def test_a_wrong_setting_is_one_line_and_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_TIME_ZONE", "Moscow")

    for words in (["run"], ["migrate"], ["import", "units", "x.csv"], ["demo"]):
        result = typed(*words)
        assert result.exit_code == 2
        assert result.stderr.startswith("OPORA_TIME_ZONE: ")
        assert result.stderr.count("\n") == 1


def test_a_wrong_use_is_code_2() -> None:
    assert typed("fly").exit_code == 2
    assert typed("import", "planets", "x.csv").exit_code == 2
    assert typed("demo", "--people", "0").exit_code == 2


def test_the_demo_is_not_opened_to_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_LISTEN", "0.0.0.0:8080")

    result = typed("run")

    assert result.exit_code == 2
    assert result.stderr.startswith("OPORA_LISTEN: ")


def test_an_unexpected_error_is_one_line_without_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("data").write_text("not a folder", encoding="utf-8")

    result = typed("migrate")

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_an_unexpected_error_is_whole_when_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_LOG_LEVEL", "DEBUG")
    Path("data").write_text("not a folder", encoding="utf-8")

    assert "Traceback" in typed("migrate").stderr


def test_a_region_is_made_up_and_marked_so(opora: Opora) -> None:
    first = opora("demo", "--people", "300", "--seed", "5")
    again = opora("demo", "--people", "300", "--seed", "5")

    assert first.exit_code == 0, first.output
    assert again.exit_code == 1
    assert "демо, все люди выдуманы; людей 300" in opora("doctor").stdout


def test_real_people_are_never_mixed_with_made_up_ones(with_people: Opora) -> None:
    result = with_people("demo", "--people", "10")

    assert result.exit_code == 1
    assert "настоящие люди" in result.stderr


WEIGH = """
import sys
from bot.cli import main
try:
    main()
except SystemExit as end:
    print("code", end.code)
heavy = {"aiogram", "aiogram_dialog", "pymorphy3", "Stemmer", "telegram"}
print("heavy:", *sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["migrate"],
        ["doctor"],
        ["import", "units", str(SAMPLES / "units.csv")],
        ["grant", "methodist", "--unit", "R1", "--account", "telegram:5"],
        ["demo", "--people", "5"],
        ["forget", "--account", "telegram:5", "--yes"],
        ["act", "1"],
        ["backup", "copy.db"],
        ["restore", "copy.db"],
        ["transfer", "--to", "sqlite+aiosqlite:///moved.db"],
    ],
    ids=lambda words: words[0],
)
def test_a_verb_imports_only_what_it_needs(sqlite_url: str, words: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", WEIGH, *words],
        env={**os.environ, "OPORA_DATABASE": sqlite_url, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines()[-1] == "heavy:", done.stderr
    assert "Traceback" not in done.stderr
