"""Everything moves to the other database, row by row the same, or nothing does."""

from pathlib import Path

import pytest

from tests import servers
from tests.cli.typing_in import SAMPLES, Opora, typed
from tests.conftest import POSTGRES, server

TARGET = "sqlite+aiosqlite:///moved.db"


@pytest.fixture
def filled(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Opora:
    """A database with a region in it."""
    monkeypatch.setenv("OPORA_DATABASE", sqlite_url)
    assert typed("demo", "--people", "200").exit_code == 0
    return typed


def test_a_region_moves_and_goes_on_there(filled: Opora, monkeypatch: pytest.MonkeyPatch) -> None:
    result = filled("transfer", "--to", TARGET)

    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line for line in result.stdout.splitlines() if "→" in line]
    assert all(line.startswith("✓") for line in lines)
    assert any("people: 200 → 200" in line for line in lines)
    monkeypatch.setenv("OPORA_DATABASE", TARGET)
    assert "людей 200" in typed("doctor").stdout


def test_on_a_database_server_new_rows_get_new_numbers(
    filled: Opora, monkeypatch: pytest.MonkeyPatch, postgres_name: str
) -> None:
    with servers.throw_away(server(POSTGRES), f"{postgres_name}_moved") as url:
        assert filled("transfer", "--to", url).exit_code == 0
        monkeypatch.setenv("OPORA_DATABASE", url)

        assert typed("import", "units", SAMPLES / "units.csv").exit_code == 0
        assert "людей 200" in typed("doctor").stdout


def test_a_target_with_something_in_it_is_left_alone(filled: Opora) -> None:
    filled("transfer", "--to", TARGET)
    before = Path("moved.db").read_bytes()

    again = filled("transfer", "--to", TARGET)

    assert again.exit_code == 1
    assert "не пуста" in again.stderr
    assert Path("moved.db").read_bytes() == before


@pytest.mark.parametrize(
    "to",
    ["mysql://server/base", "moved.db", "postgresql+asyncpg://anna:hush@127.0.0.1:1/opora"],
)
def test_a_target_that_is_none_is_a_sentence(filled: Opora, to: str) -> None:
    result = filled("transfer", "--to", to)

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "hush" not in result.output


def test_nothing_moves_onto_itself(filled: Opora, sqlite_url: str) -> None:
    assert filled("transfer", "--to", sqlite_url).exit_code == 1
    assert "людей 200" in typed("doctor").stdout


def test_nothing_moves_from_a_database_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_DATABASE", "postgresql+asyncpg://anna:hush@127.0.0.1:1/opora")

    result = typed("transfer", "--to", TARGET)

    assert result.exit_code == 1
    assert "127.0.0.1/opora" in result.stderr
    assert not Path("moved.db").exists()
