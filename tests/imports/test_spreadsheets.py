"""Files that people really save are read; files made to do harm are refused in words."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from bot import spreadsheets
from bot.spreadsheets import Sheet, SpreadsheetError, read

TEXT = "Название;Код\nШкола № 1;12\n"


def saved(folder: Path, content: bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SpreadsheetError) as caught:
        read(path)
    return caught.value.key


def workbook(path: Path, rows: dict[tuple[int, int], object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for (row, column), value in rows.items():
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_every_encoding_and_delimiter_of_excel(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    sheet = read(saved(tmp_path, TEXT.replace(";", delimiter).encode(encoding)))

    assert sheet.columns == ("Название", "Код")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Школа № 1", "12"))]


def test_rows_have_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    csv = saved(tmp_path, '\n;\nИмя;Код\n\n"Анна\nПетровна";1\n;\nПётр;2\n'.encode())
    xlsx = workbook(tmp_path / "a.xlsx", {(2, 0): "Имя", (4, 0): "Анна", (6, 0): "Пётр"})

    assert [(read(csv).header, [row.number for row in read(csv).rows])] == [(3, [5, 7])]
    assert [(read(xlsx).header, [row.number for row in read(xlsx).rows])] == [(3, [5, 7])]


def test_numbers_and_dates_of_xlsx_read_as_people_see_them(tmp_path: Path) -> None:
    cells = {(0, 0): "А", (0, 1): "Б", (0, 2): "В", (1, 0): 12.0, (1, 1): 1.5}
    path = workbook(tmp_path / "a.xlsx", {**cells, (1, 2): datetime(2026, 9, 1)})  # noqa: DTZ001 - a spreadsheet has no zone

    assert read(path).rows[0].cells == ("12", "1.5", "2026-09-01")


def test_what_is_not_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    assert refusal(saved(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00")) == "sheet-not-one"
    assert refusal(saved(tmp_path, b"%PDF-1.7\n\x00\x01")) == "sheet-not-one"
    assert refusal(tmp_path / "нет.csv") == "sheet-unreadable"
    assert refusal(tmp_path) == "sheet-unreadable"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert refusal(saved(tmp_path, archive.getvalue())) == "sheet-not-one"


@pytest.mark.parametrize("content", [b"", b"\n\n", "Имя;Код\n".encode()])
def test_an_empty_table_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(saved(tmp_path, content)) == "sheet-empty"


def test_a_damaged_xlsx_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", {(0, 0): "А", (1, 0): "Б"}).read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook")

    assert refusal(saved(tmp_path, whole[: len(whole) // 2])) == "sheet-broken"
    assert refusal(saved(tmp_path, archive.getvalue())) == "sheet-broken"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(spreadsheets.LARGEST_FILE + 1)

    assert refusal(path) == "sheet-too-big"


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (40 * 1024 * 1024))

    assert refusal(saved(tmp_path, archive.getvalue())) == "sheet-bomb"


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 10_000_000)
    honest, lie = (10_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")

    assert refusal(saved(tmp_path, archive.getvalue().replace(honest, lie))) == "sheet-broken"


def test_one_cell_in_a_far_corner_does_not_eat_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {(0, 0): "А", (1_048_575, 16_383): "Б"})

    assert refusal(path) in {"sheet-bomb", "sheet-too-long"}


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, b"name\n" + b"a\n" * (spreadsheets.MOST_ROWS + 1))

    assert refusal(path) == "sheet-too-long"


def test_quotes_and_delimiters_inside_cells_are_kept(tmp_path: Path) -> None:
    sheet: Sheet = read(saved(tmp_path, 'Имя;Где\n"Анна; ""А""";Школа, 1\n'.encode()))

    assert sheet.rows[0].cells == ('Анна; "А"', "Школа, 1")
