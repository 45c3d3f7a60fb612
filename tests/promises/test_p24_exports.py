"""P24: nothing in a table that is given away is computed, whatever a cell begins with."""

import io
import time
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from core.acknowledgements.model import Acknowledgement, Reader, Standing
from core.attendance.ports import Taker
from core.plan.model import Done, LineId, PlanLine
from core.units import UnitId
from handlers.acknowledgements.annex import as_xlsx
from handlers.attendance import table
from handlers.plan import table as plan_table
from tests.promises.results import Record
from tests.times import MONDAY, ZONE
from tests.world import TEXTS

SHORT, LONG = 100, 2_000
ROWS = 10_000
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\x00")
DANGEROUS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+7 900 000-00-00",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    '=HYPERLINK("http://example.org/?"&A1,"x")',
    "{=1+1}",
    "http://example.org/",
    "mailto:a@example.org",
    "internal:A1",
    "0042",
    "1e5",
    "_x000D_",
    "<f>1+1</f>",
    "&amp;",
)
WORDS = st.one_of(
    st.sampled_from(DANGEROUS),
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(BEGINNINGS),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
        ),
    ),
)


def a_reader(school: str, name: str, position: str) -> Reader:
    return Reader(
        name=name,
        school=school,
        position=position,
        standing=Standing.ACKNOWLEDGED,
        acknowledgement=Acknowledgement(at=MONDAY, messenger="=1+1"),
    )


READERS = st.lists(st.builds(a_reader, WORDS, WORDS, WORDS), max_size=20)


def read_back(content: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()[1:]


def computed(content: bytes) -> int:
    """Formulas and links in the whole file."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name) for name in book.namelist() if "sheet" in name]
    return sum(sheet.count(b"<f>") + sheet.count(b"<hyperlink") for sheet in sheets)


def wrong(readers: Sequence[Reader]) -> list[object]:
    """What does not come back as the text that it was."""
    content = as_xlsx(readers, TEXTS)
    rows = read_back(content)
    strange: list[object] = [f"{computed(content)} computed"] if computed(content) else []
    assert len(rows) == len(readers)
    for number, (row, reader) in enumerate(zip(rows, readers, strict=True), start=1):
        cells = [str(number), reader.school, reader.name, reader.position]
        strange += [
            (was, now) for was, now in zip(cells, row, strict=False) if seen(was) != seen(now)
        ]
        strange += [cell for cell in row[4:] if not isinstance(cell, str)]
    return strange


def seen(cell: object) -> object:
    """Signs that are not to be seen may be lost; the cell stays a text all the same."""
    return cell.translate(dict.fromkeys(range(32))) if isinstance(cell, str) else cell


def test_participants_of_an_event_are_text_too() -> None:
    takers = [
        Taker(ticket=1, name=one, school=one, position=one, presence="room", came=None)
        for one in DANGEROUS
    ]
    content = table.as_xlsx(takers, TEXTS)
    rows = read_back(content)

    assert computed(content) == 0
    assert [seen(row[2]) for row in rows] == [seen(one) for one in DANGEROUS]
    assert all(isinstance(cell, str) for row in rows for cell in row)


def test_the_plan_of_a_year_is_text_too() -> None:
    lines = [
        Done(
            line=PlanLine(
                id=LineId(1),
                code=one,
                title=one,
                unit=UnitId(1),
                unit_name=one,
                month=MONDAY.date(),
                day=None,
                audience=one,
                responsible=None,
                responsible_name=one,
            ),
            enrolled=3,
            came=2,
            opinions=1,
        )
        for one in DANGEROUS
    ]
    content = plan_table.as_xlsx(lines, TEXTS, ZONE, MONDAY)
    rows = read_back(content)

    assert computed(content) == 0
    assert [seen(row[3]) for row in rows] == [seen(one) for one in DANGEROUS]
    assert all(isinstance(cell, str) for row in rows for cell in row)


def test_what_looks_like_a_formula_is_read_back_as_text() -> None:
    assert wrong([a_reader(one, one, one) for one in DANGEROUS]) == []


def check(count: int) -> None:
    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(READERS)
    def holds(readers: list[Reader]) -> None:
        assert wrong(readers) == []

    holds()


@pytest.mark.parametrize(
    "count", [SHORT, pytest.param(LONG, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
def test_whatever_people_are_called_no_cell_is_computed(count: int, record: Record) -> None:
    check(count)
    record(f"{count:,} tables of up to 20 rows read back with calamine: 0 formulas")


@pytest.mark.long
def test_ten_thousand_rows_are_written_while_one_waits(record: Record) -> None:
    readers = [a_reader(DANGEROUS[n % 5], f"Учитель {n}", "учитель") for n in range(ROWS)]
    began = time.perf_counter()
    content = as_xlsx(readers, TEXTS)
    took = time.perf_counter() - began

    assert len(read_back(content)) == ROWS
    record(f"{ROWS:,} rows in {took:.1f} s")


def test_the_twin_that_lets_the_library_guess_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """``write`` makes formulas, numbers and links of what looks like one."""
    monkeypatch.setattr(Worksheet, "write_string", Worksheet.write)
    found = wrong([a_reader(one, one, one) for one in DANGEROUS])

    assert "computed" in str(found[0])
    assert ("=1+1", "=1+1") not in found
    assert len(found) > len(DANGEROUS)
