"""Participants of an event as a spreadsheet: who they are, how they take part, who came."""

from collections.abc import Sequence

from core.attendance.ports import Taker
from handlers import sheets
from texts import Texts

WIDTHS = {
    "number": 6,
    "school": 40,
    "name": 36,
    "position": 28,
    "ticket": 8,
    "presence": 14,
    "came": 14,
}
"""Columns in their order, ``roll-column-<name>``, and how many signs are seen of each."""


def as_xlsx(takers: Sequence[Taker], texts: Texts) -> bytes:
    return sheets.as_xlsx(
        texts.raw("roll-sheet"),
        [(texts.raw(f"roll-column-{name}"), width) for name, width in WIDTHS.items()],
        (_row(number, taker, texts) for number, taker in enumerate(takers, start=1)),
    )


def _row(number: int, taker: Taker, texts: Texts) -> tuple[str, ...]:
    presence = texts.raw("roll-presence", presence=taker.presence)
    came = texts.raw("roll-came", came="no" if taker.came is None else "yes")
    who = (str(number), taker.school, taker.name, taker.position, str(taker.ticket))
    return *who, presence, came
