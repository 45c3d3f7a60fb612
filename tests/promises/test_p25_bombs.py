"""P25: a small file that unpacks to a mountain is refused at once, whatever is imported."""

import io
import subprocess
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from bot import importing, spreadsheets
from core.imports.model import Kind
from tests.promises.results import Record

PACKED, UNPACKED = 772 * 1024, 300 * 1024 * 1024
TOO_MUCH = 20 * 1024 * 1024
"""Bytes of memory, in the process that refuses."""


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose only sheet is 300 MB of blanks."""
    path = tmp_path_factory.mktemp("bomb") / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(UNPACKED // spreadsheets.CHUNK):
                sheet.write(b" " * spreadsheets.CHUNK)
    assert path.stat().st_size < PACKED
    return path


@pytest.mark.parametrize("kind", Kind)
def test_a_bomb_is_refused_whatever_is_imported(
    kind: Kind, bomb: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    """By the zip's directory alone: no byte of it is unpacked and nobody is started to read it."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    monkeypatch.setattr(subprocess, "run", never)
    before, began = psutil.Process().memory_info().rss, time.perf_counter()
    told = importing.read(kind, bomb)
    took, grown = time.perf_counter() - began, psutil.Process().memory_info().rss - before

    assert isinstance(told, str)
    assert told.startswith("Файл распаковывается в слишком большую таблицу.")
    assert grown < TOO_MUCH
    record(f"300 MB refused in {1000 * took:.0f} ms", kept=took < 0.1)


def test_the_guard_off_it_would_be_unpacked(bomb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[str] = []

    def opened(_: zipfile.ZipFile, name: zipfile.ZipInfo) -> io.BytesIO:
        unpacked.append(name.filename)
        return io.BytesIO()

    monkeypatch.setattr(spreadsheets, "LARGEST_UNPACKED", UNPACKED * 2)
    monkeypatch.setattr(spreadsheets, "LARGEST_RATIO", UNPACKED)
    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    spreadsheets.refuse_bombs(bomb.read_bytes())

    assert "xl/worksheets/sheet1.xml" in unpacked


@pytest.mark.parametrize("kind", Kind)
def test_a_file_of_more_than_ten_megabytes_is_refused_unread(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.csv"
    with path.open("wb") as file:
        file.truncate(spreadsheets.LARGEST_FILE + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))

    assert importing.read(kind, path) == "Файл больше 10 МБ. Разделите его на части."
