"""What the operator types and reads: spreadsheets in, roles given, a region made up."""

import csv
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import logs
from bot.cli import app

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "docs" / "samples"

Opora = Callable[..., Result]


@pytest.fixture(autouse=True)
def _environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """No setting of the machine; the log is put back, for a verb sets up its own."""
    for name in [name for name in os.environ if name.startswith("OPORA_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level, show = root.handlers[:], root.level, warnings.showwarning
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    logging.captureWarnings(capture=False)
    warnings.showwarning = show
    structlog.reset_defaults()


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def opora(any_url: str, monkeypatch: pytest.MonkeyPatch) -> Opora:
    """The command line on a migrated database; the subjects and topics are the usual ones."""
    monkeypatch.setenv("OPORA_DATABASE", any_url)
    assert typed("migrate").exit_code == 0
    return typed


@pytest.fixture
def with_units(opora: Opora) -> Opora:
    assert opora("import", "units", SAMPLES / "units.csv").exit_code == 0
    return opora


@pytest.fixture
def with_people(with_units: Opora) -> Opora:
    words = ("import", "people", SAMPLES / "people.csv", "--invitations", "letters.csv")
    assert with_units(*words).exit_code == 0
    return with_units


def table(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


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


def test_the_samples_are_imported_and_a_second_time_change_nothing(with_people: Opora) -> None:
    done = with_people("import", "expertise", SAMPLES / "expertise.csv")
    assert (done.exit_code, done.stderr) == (0, "")

    for kind, count in (("units", 7), ("people", 5), ("expertise", 1)):
        again = with_people("import", kind, SAMPLES / f"{kind}.csv")
        assert again.exit_code == 0
        assert f"0 записей создано, 0 обновлено, {count} без изменений" in again.stdout


def test_a_second_import_updates(with_people: Opora) -> None:
    units = table("u.csv", "Код;Название;Уровень;Вышестоящая\nS11;Лицей;лицей;M2\n")
    people = table(
        "p.csv", "Код;ФИО;Организация;Дата согласия;Должность\nП-3;Анна Новая;S21;5.9.2026;Завуч\n"
    )
    expertise = table("e.csv", "Методист;Территория;Предметы;Темы\nП-2;M1;все;Аттестация\n")
    with_people("import", "expertise", SAMPLES / "expertise.csv")

    for kind, file in (("units", units), ("people", people), ("expertise", expertise)):
        updated = with_people("import", kind, file)
        assert "0 записей создано, 1 обновлена, 0 без изменений" in updated.stdout
        assert "1 без изменений" in with_people("import", kind, file).stdout


def test_a_moved_unit_takes_along_what_is_below_it(with_people: Opora) -> None:
    moved = (
        "Код;Название;Уровень;Вышестоящая\nM1;Лесной район;район;M2\nM2;Полевой район;район;R1\n"
    )
    assert with_people("import", "units", table("u.csv", moved)).exit_code == 0
    role = "Код;ФИО;Организация;Дата согласия;Роль\nП-2;Пётр Методистов;M2;5.9.2026;методист\n"
    assert with_people("import", "people", table("p.csv", role)).exit_code == 0

    school = table("e.csv", "Методист;Территория;Предметы;Темы\nП-2;S11;все;все\n")

    assert with_people("import", "expertise", school).exit_code == 0


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (
            "units",
            "Название;Уровень;Подчинена\nШкола;школа;Нигде\n;школа;\n",
            ["Строка 2, столбец «Подчинена»", "Строка 3, столбец «Название»"],
        ),
        (
            "people",
            "ФИО;Школа;Согласие;Предметы\nАнна Первая;S11;;Магия\n\nПётр Второй;S99;1.9.2026;\n",
            [
                "Строка 2, столбец «Согласие»",
                "Строка 2, столбец «Предметы»",
                "Строка 4, столбец «Школа»",
            ],
        ),
        (
            "expertise",
            "Методист;Территория;Предметы;Темы\nП-3;M1;все;все\nП-2;M1;все;Магия\n",
            ["Строка 2, столбец «Методист»", "Строка 3, столбец «Темы»"],
        ),
        ("units", "Название\nШкола\n", ["Строка 1, столбец «Уровень»: столбца нет"]),
        ("units", "Название;Тип;Вид\nШкола;1;2\n", ["Строка 1, столбец «Тип»: таких столбцов"]),
    ],
)
def test_every_mistake_is_told_and_nothing_is_written(
    with_people: Opora, kind: str, text: str, told: list[str]
) -> None:
    result = with_people("import", kind, table("wrong.csv", text), "--invitations", "more.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    for beginning in told:
        assert beginning in result.stderr
    assert "ничего не записано" in result.stderr
    assert len(result.stderr.splitlines()) == len(told) + 1
    assert not Path("more.csv").exists()
    assert "7 без изменений" in with_people("import", "units", SAMPLES / "units.csv").stdout


def test_a_broken_file_is_a_sentence(opora: Opora) -> None:
    Path("photo.xlsx").write_bytes(b"\x89PNG\x00\x01")

    result = opora("import", "units", "photo.xlsx")

    assert result.exit_code == 1
    assert ".xlsx" in result.stderr
    assert result.stderr.count("\n") == 1


def test_invitations_are_written_for_the_owner_alone(with_people: Opora) -> None:
    letters = Path("letters.csv")
    with letters.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")

    assert header[0] == "ФИО"
    assert rows[0][0] == "Координаторова Вера Примеровна"
    assert len({row[2] for row in rows}) == 5
    assert letters.stat().st_mode & 0o077 == 0


def test_without_a_place_for_invitations_nobody_is_imported(with_units: Opora) -> None:
    result = with_units("import", "people", SAMPLES / "people.csv")

    assert result.exit_code == 1
    assert "--invitations" in result.stderr


def test_a_file_of_invitations_is_never_written_over(with_units: Opora) -> None:
    Path("letters.csv").write_text("старые", encoding="utf-8")

    words = ("import", "people", SAMPLES / "people.csv", "--invitations", "letters.csv")

    assert with_units(*words).exit_code == 1
    assert Path("letters.csv").read_text(encoding="utf-8") == "старые"


def test_a_name_that_looks_like_a_formula_is_only_a_name(with_units: Opora) -> None:
    text = "ФИО;Школа;Согласие\n=Анна Примерова;S11;1.9.2026\n"
    words = ("import", "people", table("p.csv", text), "--invitations", "letters.csv")

    assert with_units(*words).exit_code == 0
    assert "'=Анна" in Path("letters.csv").read_text(encoding="utf-8-sig")


def test_a_role_is_granted_to_whoever_the_bot_knows(with_units: Opora) -> None:
    text = "ФИО;Школа;Согласие;Аккаунт\nАнна Примерова;S11;1.9.2026;telegram:5\n"
    assert with_units("import", "people", table("p.csv", text)).exit_code == 0
    words = ("grant", "administrator", "--unit", "R1", "--account", "telegram:5")

    first, again = with_units(*words), with_units(*words)

    assert (first.exit_code, first.stderr) == (0, "")
    assert "Анна Примерова" in first.stdout
    assert again.exit_code == 1


@pytest.mark.parametrize(
    ("role", "unit", "account", "told"),
    [
        ("king", "R1", "telegram:5", "«king»"),
        ("teacher", "R1", "telegram:5", "«teacher»"),
        ("methodist", "R1", "5", "telegram:123"),
        ("methodist", "R1", "telegram:5", "telegram:5"),
    ],
)
def test_a_role_that_cannot_be_granted_is_a_sentence(
    with_units: Opora, role: str, unit: str, account: str, told: str
) -> None:
    result = with_units("grant", role, "--unit", unit, "--account", account)

    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr


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
print("heavy:", *sorted({"aiogram", "aiogram_dialog", "telegram"} & set(sys.modules)))
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
