"""MAX's inline keyboard: its buttons, in rows no longer than MAX takes."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from bot.messengers.max.answers import Json

IN_A_ROW, IN_A_ROW_OF_LINKS = 7, 3
MOST_ROWS, MOST_BUTTONS = 30, 210
LONGEST_TITLE = 128

WIDE = frozenset({"link", "open_app", "request_contact", "request_geo_location"})
"""A row with one of these holds three buttons at most."""


def button(type_: str, title: str, **more: str) -> Json:
    cut = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
    return {"type": type_, "text": cut, **more}


def keyboard(rows: Iterable[Sequence[Json]]) -> list[Json]:
    """The attachment that shows the buttons, or nothing without any.

    Rows that are too long are cut into equal ones. More rows than MAX takes are MAX's to refuse.
    """
    wrapped = [part for row in rows for part in _wrapped(row)]
    if not wrapped:
        return []
    return [{"type": "inline_keyboard", "payload": {"buttons": wrapped}}]


def _wrapped(row: Sequence[Json]) -> Iterator[list[Json]]:
    wide = any(each["type"] in WIDE for each in row)
    parts = ceil(len(row) / (IN_A_ROW_OF_LINKS if wide else IN_A_ROW))
    for number in range(parts):
        yield list(row[len(row) * number // parts : len(row) * (number + 1) // parts])
