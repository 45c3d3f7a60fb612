"""Participants of an event as a spreadsheet: who they are, how they take part, who came."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from core.attendance.ports import Taker
from texts import Texts

WIDTHS = {"number": 6, "school": 40, "name": 36, "position": 28, "presence": 14, "came": 14}
"""Columns in their order, ``roll-column-<name>``, and how many signs are seen of each."""


def as_xlsx(takers: Sequence[Taker], texts: Texts) -> bytes:
    """Every cell is text, whatever it begins with: nothing in it is ever computed."""
    content = BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(texts.raw("roll-sheet"))
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(WIDTHS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, texts.raw(f"roll-column-{name}"), bold)
        sheet.freeze_panes(1, 0)
        for number, taker in enumerate(takers, start=1):
            for column, words in enumerate(_row(number, taker, texts)):
                sheet.write_string(number, column, words)
    return content.getvalue()


def _row(number: int, taker: Taker, texts: Texts) -> tuple[str, ...]:
    presence = texts.raw("roll-presence", presence=taker.presence)
    came = texts.raw("roll-came", came="no" if taker.came is None else "yes")
    return str(number), taker.school, taker.name, taker.position, presence, came
