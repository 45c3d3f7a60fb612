"""Reads a spreadsheet that somebody made by hand, and survives one made to do harm."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_RATIO = 200
MOST_ROWS = 50_000
MOST_CELLS = 5_000_000
MEMORY = 1024 * 1024 * 1024
SECONDS = 60
CHUNK = 1024 * 1024
CONTROLS = frozenset(range(9)) | frozenset(range(14, 32))


class SpreadsheetError(Exception):
    """The file cannot be read; ``key`` names the sentence in ``imports.ftl``."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``number`` is what the spreadsheet program shows at its left edge."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The first row with anything in it names the columns; empty rows are left out."""

    header: int
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read(path: Path) -> Sheet:
    """The first sheet of the file, or ``SpreadsheetError``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SpreadsheetError("sheet-too-big", most=LARGEST_FILE // 1024 // 1024)
        content = path.read_bytes()
    except OSError:
        raise SpreadsheetError("sheet-unreadable", path=str(path)) from None
    if content.startswith(b"PK\x03\x04"):
        refuse_bombs(content)
        return _sheet(_rows_of_xlsx(content))
    return _sheet(_rows_of_csv(content))


def _sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    filled = [
        SheetRow(number, tuple(cell.strip() for cell in cells))
        for number, cells in enumerate(rows, start=1)
        if any(cell.strip() for cell in cells)
    ]
    if len(filled) < 2:  # noqa: PLR2004 - a header and something under it
        raise SpreadsheetError("sheet-empty")
    header, *below = filled
    if len(below) > MOST_ROWS:
        raise SpreadsheetError("sheet-too-long", most=MOST_ROWS)
    return Sheet(header=header.number, columns=header.cells, rows=tuple(below))


def refuse_bombs(content: bytes) -> None:
    """Judge the zip's directory, then unpack in small pieces to see that it did not lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise SpreadsheetError("sheet-bomb")
            for entry in entries:
                packed = max(entry.compress_size, 1)
                if entry.file_size > CHUNK and entry.file_size / packed > LARGEST_RATIO:
                    raise SpreadsheetError("sheet-bomb")
            for entry in entries:
                with archive.open(entry) as stream:
                    while stream.read(CHUNK):
                        pass
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise SpreadsheetError("sheet-broken") from None
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise SpreadsheetError("sheet-not-one")


def _rows_of_xlsx(content: bytes) -> list[list[str]]:
    """In a process of its own: one cell in a far corner makes the reader ask for terabytes."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.spreadsheets"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=Path(__file__).parents[1],
        )
    except subprocess.TimeoutExpired:
        raise SpreadsheetError("sheet-bomb") from None
    if done.returncode == BROKEN:
        raise SpreadsheetError("sheet-broken")
    if done.returncode == TOO_LONG:
        raise SpreadsheetError("sheet-too-long", most=MOST_ROWS)
    if done.returncode:
        raise SpreadsheetError("sheet-bomb")
    rows: list[list[str]] = json.loads(done.stdout)
    return rows


BROKEN, TOO_LONG = 3, 4


def _parse_here() -> int:
    """The child: xlsx on its input, rows as JSON on its output."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only the child needs it

    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has no such module

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheet = workbook.get_sheet_by_index(0)
        if sheet.height * sheet.width > MOST_CELLS:
            return TOO_LONG
        rows = sheet.to_python(skip_empty_area=False)
    except Exception:  # noqa: BLE001 - the reader has errors of its own for every broken part
        return BROKEN
    json.dump([[_plain(cell) for cell in row] for row in rows], sys.stdout)
    return 0


def _plain(cell: object) -> str:
    """A cell as people read it: 12.0 is «12», a date is its ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not any(cell.timetuple()[3:6]) else cell.isoformat(" ")
    return str(cell)


def _rows_of_csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    lines = (line for line in text.splitlines() if line.strip())
    header = next(lines, "")
    delimiter = max(";,\t", key=lambda sign: len(next(csv.reader([header], delimiter=sign), [])))
    try:
        rows = list(_limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error:
        raise SpreadsheetError("sheet-broken") from None
    return rows


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number > 2 * MOST_ROWS:
            raise SpreadsheetError("sheet-too-long", most=MOST_ROWS)
        yield row


def _decoded(content: bytes) -> str:
    """Excel saves CSV in three encodings; anything with control signs in it is not a text."""
    encodings: tuple[str, ...] = ("utf-8-sig", "cp1251")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.isdisjoint(map(ord, set(text))):
            return text
    raise SpreadsheetError("sheet-not-one")


if __name__ == "__main__":
    sys.exit(_parse_here())
