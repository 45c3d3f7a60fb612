"""Tables that people take out of the service, as a spreadsheet."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from aiogram import Bot
from aiogram.types import BufferedInputFile
from aiogram_dialog import DialogManager, ShowMode
from xlsxwriter import Workbook

from core.work import Work
from handlers.context import Here, here


async def hand(manager: DialogManager, name: str, make: Callable[[], bytes]) -> None:
    """The file first, the card below it; others are answered while it is made."""
    we: Here[Work] = here(manager)
    bot: Bot = manager.middleware_data["bot"]
    content = await asyncio.to_thread(make)
    await bot.send_document(we.account.external, BufferedInputFile(content, filename=name))
    manager.show_mode = ShowMode.SEND


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
