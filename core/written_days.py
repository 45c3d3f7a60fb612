"""Days and months as people write them into plans: «15.12.2026», «15 декабря», «декабрь»."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from core.units import folded

SEPTEMBER, JUNE = 9, 6

When = tuple[date, date | None]
"""The first day of a month, and the day if it is named."""


class Unclear(StrEnum):
    WORDS = "words"
    YEAR = "year"
    """Of two years none is guessed."""


def when_of(words: str, *, months: Mapping[str, int], today: date) -> When | Unclear:
    """A day or a month; ``months`` are their names, folded. A year may be left out."""
    day = day_of(words)
    if day is not None:
        return day.replace(day=1), day
    month = month_of(words, months)
    if month is not None:
        return month, None
    found = re.fullmatch(r"(?:(\d{1,2}) )?([^\W\d_]+)(?: (\d{4}))?(?: [^\W\d_]+)?", folded(words))
    if found is None or found[2] not in months:
        return Unclear.WORDS
    year = int(found[3]) if found[3] else year_of(months[found[2]], today=today)
    if year is None:
        return Unclear.YEAR
    return _date(year, months[found[2]], int(found[1]) if found[1] else None)


def year_of(month: int, *, today: date) -> int | None:
    """Which one a month without a year means.

    From September on it is of the school year that goes on, in summer of the one that comes. In
    spring autumn is the last one in a plan of the school and the next one in a plan of the
    calendar: nobody knows which, so ``None``.
    """
    if today.month >= SEPTEMBER:
        return today.year + (month < SEPTEMBER)
    if today.month >= JUNE:
        return today.year + (month < today.month)
    return None if month >= SEPTEMBER else today.year


def _date(year: int, month: int, day: int | None) -> When | Unclear:
    try:
        first = date(year, month, 1)
        return first, (None if day is None else first.replace(day=day))
    except ValueError:
        return Unclear.WORDS


def day_of(words: str) -> date | None:
    """``01.09.2026`` or ``2026-09-01``; the clock that a spreadsheet adds is left out."""
    short = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?", words)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?", words)
    found = iso or short
    if found is None:
        return None
    year, month, day = map(int, found.groups() if iso else reversed(found.groups()))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(words: str, months: Mapping[str, int]) -> date | None:
    """The first day of «декабрь 2026», «12.2026» or «2026-12»."""
    if found := re.fullmatch(r"(\d{1,2})[./](\d{4})", words):
        month, year = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{4})-(\d{2})", words):
        month, year = int(found[2]), int(found[1])
    elif found := re.fullmatch(r"([^\W\d_]+) (\d{4})(?: \w+)?", folded(words)):
        month, year = months.get(found[1], 0), int(found[2])
    else:
        return None
    try:
        return date(year, month, 1)
    except ValueError:
        return None
