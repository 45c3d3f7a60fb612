"""Files of the plan as people save them: dates of Excel, ten megabytes, a second time."""

import time
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import importing
from bot.cli import app
from core.imports import use_cases
from core.imports.model import Kind, Table
from core.imports.use_cases import Report
from core.people import Role
from core.plan import keeping
from core.plan.model import LineId
from storage.work import Database
from tests import town
from tests.imports.test_spreadsheets import workbook
from tests.times import Clock

WORDS = importing.words_of(Kind.PLAN)


def saved(path: Path, *rows: tuple[object, ...]) -> Table:
    """An .xlsx with the rows, read as the command line reads it."""
    cells = {
        (number, column): value
        for number, row in enumerate([("Дата", "Мероприятие", "Территория"), *rows])
        for column, value in enumerate(row)
    }
    table = importing.read(Kind.PLAN, workbook(path, cells))
    assert isinstance(table, Table)
    return table


async def brought(database: Database, table: Table) -> Report:
    async with database.open_work() as work:
        return await use_cases.import_plan(work, table, WORDS)


async def test_the_second_import_updates_adds_and_tells_what_is_missing(
    any_database: Database, clock: Clock, tmp_path: Path
) -> None:
    await town.build(any_database)
    clock.wait(days=60)  # the sixth of November
    first = saved(
        tmp_path / "first.xlsx",
        (datetime(2026, 12, 15), "Семинар", "Озёрный район"),  # noqa: DTZ001 - a cell of Excel
        ("октябрь", "Педсовет", "Озёрный район"),
        ("10.2026", "Школа молодого педагога", "Озёрный район"),
        ("февраль 2027", "Конкурс", "Озёрный район"),
    )
    done = await brought(any_database, first)
    assert (done.created, done.past, done.missing) == (4, 2, ())
    again = await brought(any_database, first)
    assert (again.created, again.updated, again.unchanged, again.past) == (0, 0, 4, 0)
    second = saved(
        tmp_path / "second.xlsx",
        ("20.01.2027", "Семинар", "Озёрный район"),
        ("октябрь 2026", "Педсовет", "Озёрный район"),
        ("май 2027", "Итоги года", "Озёрный район"),
    )
    changed = await brought(any_database, second)

    assert (changed.created, changed.updated, changed.unchanged) == (1, 1, 1)
    assert changed.missing == ("Конкурс",)
    async with any_database.open_view() as work:
        assert len(await work.imports.planned()) == 5


async def test_what_was_settled_in_the_bot_stays_settled(
    any_database: Database, tmp_path: Path
) -> None:
    here = await town.build(any_database)
    table = saved(tmp_path / "plan.xlsx", ("декабрь", "Семинар", "Озёрный район"))
    await brought(any_database, table)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        await keeping.strike(work, LineId(1), "Перенесли", me=vera)
    report = await brought(any_database, table)

    assert (report.unchanged, report.missing) == (1, ())
    async with any_database.open_view() as work:
        assert (await keeping.look(work, LineId(1), me=vera)).line.reason == "Перенесли"


async def test_broken_rows_leave_nothing_half_imported(
    any_database: Database, tmp_path: Path
) -> None:
    await town.build(any_database)
    table = saved(
        tmp_path / "broken.xlsx",
        ("декабрь", "Семинар", "Озёрный район"),
        ("скоро", "Круглый стол", "Нигде"),
        ("декабрь", "Семинар", "Озёрный район"),
    )
    report = await brought(any_database, table)

    assert [(one.row, one.key) for one in report.troubles] == [
        (3, "plan-date-wrong"),
        (3, "unit-unknown"),
        (4, "plan-double"),
    ]
    async with any_database.open_view() as work:
        assert await work.imports.planned() == []


@pytest.mark.parametrize("content", [b"PK\x03\x04", "а;б\n".encode()])
def test_ten_megabytes_are_refused_at_once_in_a_sentence(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPORA_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'opora.db'}")
    heavy = tmp_path / "plan.xlsx"
    heavy.write_bytes(content * (11 * 1024 * 1024 // len(content)))
    began = time.perf_counter()
    done = CliRunner().invoke(app, ["import", "plan", str(heavy)])

    assert done.exit_code == 1
    assert done.stderr == "Файл больше 10 МБ. Разделите его на части.\n"
    assert time.perf_counter() - began < 5


def test_what_is_past_and_what_is_missing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    titles = tuple(f"Семинар {number}" for number in range(12))
    report = Report(created=1, past=2, missing=titles)
    importing.tell(Kind.PLAN, Table(rows=()), WORDS, report)
    told = capsys.readouterr().out

    assert "2 строки о прошедших месяцах" in told
    assert "12 строк есть в плане, но их нет в файле: «Семинар 0»" in told
    assert "Семинар 10" not in told
