"""The annex of an order: everybody an announcement was sent to, as a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime

from core.acknowledgements.model import Reader, Standing
from handlers import sheets
from texts import Texts

WIDTHS = {"number": 6, "school": 40, "name": 36, "position": 28, "at": 18, "where": 44}
"""Columns in their order, ``acks-column-<name>``, and how many signs are seen of each."""


def as_xlsx(readers: Sequence[Reader], texts: Texts) -> bytes:
    return sheets.as_xlsx(
        texts.raw("acks-sheet"),
        [(texts.raw(f"acks-column-{name}"), width) for name, width in WIDTHS.items()],
        (_row(number, reader, texts) for number, reader in enumerate(readers, start=1)),
    )


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
