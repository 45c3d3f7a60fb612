"""The annex of an order: everybody an announcement was sent to, as a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from core.acknowledgements.model import Reader, Standing
from texts import Texts

WIDTHS = {"number": 6, "school": 40, "name": 36, "position": 28, "at": 18, "where": 44}
"""Columns in their order, ``acks-column-<name>``, and how many signs are seen of each."""


def as_xlsx(readers: Sequence[Reader], texts: Texts) -> bytes:
    """Every cell is text, whatever it begins with: nothing in it is ever computed."""
    content = BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(texts.raw("acks-sheet"))
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(WIDTHS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, texts.raw(f"acks-column-{name}"), bold)
        sheet.freeze_panes(1, 0)
        for number, reader in enumerate(readers, start=1):
            for column, words in enumerate(_row(number, reader, texts)):
                sheet.write_string(number, column, words)
    return content.getvalue()


def _row(number: int, reader: Reader, texts: Texts) -> tuple[str, ...]:
    said = reader.acknowledgement
    if said is not None:
        at, where = _moment(said.at, texts), texts.raw("messenger", name=said.messenger)
    else:
        lost = reader.standing is Standing.UNDELIVERED
        at = texts.raw("acks-standing", standing=reader.standing)
        where = texts.raw("acks-reason", reason=reader.reason) if lost else ""
    return str(number), reader.school, reader.name, reader.position, at, where


def _moment(at: datetime, texts: Texts) -> str:
    """With its year, which an order must have."""
    return f"{at.astimezone(texts.zone):%d.%m.%Y %H:%M}"
