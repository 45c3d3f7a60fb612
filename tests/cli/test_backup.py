"""A copy is whole or is not there; a restored database is the copy, and the old one is kept."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import backup as copies
from tests.cli.typing_in import SAMPLES, typed

UNITS = ("import", "units", SAMPLES / "units.csv")


@pytest.fixture
def base(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a few units in it."""
    monkeypatch.setenv("OPORA_DATABASE", sqlite_url)
    assert typed(*UNITS).exit_code == 0
    return tmp_path / "opora.db"


def units(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        count: int = connection.execute("SELECT count(*) FROM units").fetchone()[0]
        return count


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_copy_holds_what_the_database_holds_for_its_owner_alone(base: Path) -> None:
    result = typed("backup", "copy.db")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "людей 0, консультаций 0" in result.stdout
    assert units(Path("copy.db")) == units(base) == 7
    assert Path("copy.db").stat().st_mode & 0o077 == 0
    assert not list(Path.cwd().glob(".*"))


def test_what_is_still_in_the_log_is_in_the_copy(base: Path) -> None:
    """Committed by a service that has not yet moved it into the main file."""
    with closing(sqlite3.connect(base, isolation_level=None)) as service:
        service.execute("DELETE FROM lineage")
        service.execute("DELETE FROM units")
        assert base.with_name("opora.db-wal").stat().st_size

        assert typed("backup", "copy.db").exit_code == 0

    assert units(Path("copy.db")) == 0


def test_a_copy_never_replaces_a_file(base: Path) -> None:
    Path("copy.db").write_text("вчерашняя", encoding="utf-8")

    result = typed("backup", "copy.db")

    assert result.exit_code == 1
    assert "copy.db" in result.stderr
    assert Path("copy.db").read_text(encoding="utf-8") == "вчерашняя"


def test_a_file_that_appears_meanwhile_is_not_replaced_either(base: Path) -> None:
    Path("copy.db").write_text("чужая", encoding="utf-8")

    with pytest.raises(FileExistsError):
        copies.back_up(base, Path("copy.db"))

    assert Path("copy.db").read_text(encoding="utf-8") == "чужая"
    assert not list(Path.cwd().glob(".*"))


@pytest.mark.parametrize("words", [["backup", "nowhere/copy.db"], ["restore", "nothing.db"]])
def test_a_wrong_path_is_a_sentence(base: Path, words: list[str]) -> None:
    result = typed(*words)

    assert result.exit_code == 1
    assert result.stderr.startswith(words[1])


def test_nothing_to_copy_makes_nothing(tmp_path: Path) -> None:
    assert typed("backup", "copy.db").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_its_rows_is_not_taken_for_a_copy(base: Path) -> None:
    with pytest.raises(copies.Unfit, match="unfit-short"):
        copies._compare({"people": 2}, {"people": 1})  # noqa: SLF001 - cannot happen from outside


def test_restored_is_what_was_copied_and_the_rest_is_kept(base: Path) -> None:
    typed("backup", "copy.db")
    change(base, "PRAGMA foreign_keys = OFF", "DELETE FROM lineage", "DELETE FROM units")

    result = typed("restore", "copy.db")

    assert (result.exit_code, result.stderr) == (0, "")
    assert units(base) == 7
    [kept] = Path.cwd().glob("opora.db.before-restore-*")
    assert kept.name in result.stdout
    assert units(kept) == 0
    assert base.stat().st_mode & 0o077 == 0
    assert Path("copy.db").exists()
    assert "0 записей создано, 0 обновлено, 7 без изменений" in typed(*UNITS).stdout


def test_restoring_where_there_is_nothing_yet(base: Path) -> None:
    typed("backup", "copy.db")
    base.unlink()

    result = typed("restore", "copy.db")

    assert (result.exit_code, units(base)) == (0, 7)
    assert not list(Path.cwd().glob("*.before-restore-*"))


def test_the_log_of_the_old_database_does_not_get_into_the_new_one(base: Path) -> None:
    """A service killed by -9 leaves its log behind; it goes with the database it belongs to."""
    typed("backup", "copy.db")
    with closing(sqlite3.connect(base, isolation_level=None)) as service:
        service.execute("UPDATE units SET name = 'после копии'")
        left = {end: base.with_name(f"opora.db{end}").read_bytes() for end in ("-wal", "-shm")}
        whole = base.read_bytes()
    base.write_bytes(whole)
    for end, content in left.items():
        base.with_name(f"opora.db{end}").write_bytes(content)

    assert typed("restore", "copy.db").exit_code == 0

    with closing(sqlite3.connect(base)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        new = connection.execute("SELECT count(*) FROM units WHERE name = 'после копии'")
        assert new.fetchone() == (0,)
    [kept] = Path.cwd().glob("opora.db.before-restore-*[0-9]")
    with closing(sqlite3.connect(kept)) as connection:
        old = connection.execute("SELECT count(*) FROM units WHERE name = 'после копии'")
        assert old.fetchone() == (7,)


def test_a_broken_database_is_kept_as_it_is(base: Path) -> None:
    typed("backup", "copy.db")
    base.write_bytes(b"\x00" * 5000)

    assert typed("restore", "copy.db").exit_code == 0

    [kept] = Path.cwd().glob("opora.db.before-restore-*[0-9]")
    assert kept.read_bytes() == b"\x00" * 5000
    assert units(base) == 7


def cut_short(copy: Path) -> None:
    with copy.open("r+b") as stream:
        stream.truncate(copy.stat().st_size // 2)


def bitten(copy: Path) -> None:
    with copy.open("r+b") as stream:
        stream.seek(4096)
        stream.write(os.urandom(4096))


def not_a_database(copy: Path) -> None:
    copy.write_bytes(b"PK\x03\x04 letters and photographs" * 100)


def empty(copy: Path) -> None:
    copy.write_bytes(b"")


def of_somebody_else(copy: Path) -> None:
    copy.unlink()
    change(copy, "CREATE TABLE people (id INTEGER)", "CREATE TABLE alembic_version (n INTEGER)")


def newer(copy: Path) -> None:
    change(copy, "UPDATE alembic_version SET version_num = '9999'")


def of_no_version(copy: Path) -> None:
    change(copy, "DELETE FROM alembic_version")


def pointing_nowhere(copy: Path) -> None:
    change(
        copy,
        "PRAGMA foreign_keys = OFF",
        "UPDATE lineage SET unit_id = 404 WHERE depth = 0 AND unit_id = 1",
    )


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (cut_short, "испорчен"),
        (bitten, "испорчен"),
        (not_a_database, "не база Опоры"),
        (empty, "не база Опоры"),
        (of_somebody_else, "не база Опоры"),
        (of_no_version, "не база Опоры"),
        (newer, "более новой версией"),
        (pointing_nowhere, "испорчен"),
    ],
)
def test_a_copy_that_is_no_good_changes_nothing(
    base: Path, spoil: Callable[[Path], None], told: str
) -> None:
    typed("backup", "copy.db")
    spoil(Path("copy.db"))
    before = base.read_bytes()

    result = typed("restore", "copy.db")

    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert base.read_bytes() == before
    assert sorted(path.name for path in Path.cwd().iterdir()) == [
        "copy.db",
        "opora.db",
        "opora.db.lock",
    ]


def test_the_database_itself_is_not_a_copy(base: Path) -> None:
    assert typed("restore", base).exit_code == 1
    assert units(base) == 7


def test_an_older_copy_is_brought_to_this_version_before_it_is_put_in_place(
    tmp_path: Path,
) -> None:
    """There is no older version yet: a database before the first one stands for it."""
    old = tmp_path / "old.part"
    old.write_bytes(b"")

    assert asyncio.run(copies._brought_up(old))  # noqa: SLF001 - cannot happen from outside yet
    assert not asyncio.run(copies._brought_up(old))  # noqa: SLF001 - the same

    assert copies.check(old)["people"] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["old.part"]


def test_for_a_database_server_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+asyncpg://anna:hush@db.example.ru:5433/opora"
    monkeypatch.setenv("OPORA_DATABASE", address)

    backup, restore = typed("backup", "copy 1.dump"), typed("restore", "copy 1.dump")

    assert (backup.exit_code, restore.exit_code) == (1, 1)
    to = "--host=db.example.ru --port=5433 --username=anna --dbname=opora"
    assert f"pg_dump --format=custom --no-owner '--file=copy 1.dump' {to}" in backup.stderr
    assert f"--single-transaction {to} 'copy 1.dump'" in restore.stderr
    assert "hush" not in backup.output + restore.output
