"""Tables that people take out of the service, as a spreadsheet."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook


def as_xlsx(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]
) -> bytes:
    """``columns`` are their headings and how many signs are seen of each.

    Every cell is text, whatever it begins with: nothing in it is ever computed.
    """
    content = BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True})
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, words in enumerate(row):
                sheet.write_string(number, column, words)
    return content.getvalue()
