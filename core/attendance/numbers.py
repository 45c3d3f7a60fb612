"""Numbers of participants as an organiser pastes them: «12, 15, 18-20» or a column of a table."""

import re
from collections.abc import Iterable

from core.attendance.refusals import NumbersUnclear, TooManyNumbers
from core.words import storable

MOST = 400
"""At once: as many can be named in one answer. More are often a mistake, «1-99999» for one."""
LONGEST_QUOTED = 30
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
BETWEEN = re.compile(r"[\s,;]+")
ONE = re.compile(r"№?([0-9]{1,6})(?:-№?([0-9]{1,6}))?\.?")


def numbers_of(words: str) -> list[int]:
    """Each once, in order. Between them stand spaces, commas, semicolons or lines."""
    found: set[int] = set()
    joined = DASHES.sub("-", storable(words).replace("№ ", "№"))
    for word in BETWEEN.split(joined.strip()):
        first, last = _ends(word)
        if last - first >= MOST:
            raise TooManyNumbers(most=MOST)
        found.update(range(first, last + 1))
        if len(found) > MOST:
            raise TooManyNumbers(most=MOST)
    return sorted(found)


def _ends(word: str) -> tuple[int, int]:
    found = ONE.fullmatch(word)
    if found is None:
        raise NumbersUnclear(what=word[:LONGEST_QUOTED] or "…")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise NumbersUnclear(what=word[:LONGEST_QUOTED])
    return first, last


def in_words(numbers: Iterable[int]) -> str:
    """«12, 15, 18–20»: three and more in a row are said by their ends."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(_row(row) for row in rows)


def _row(row: list[int]) -> str:
    return f"{row[0]}\u2013{row[-1]}" if len(row) > 2 else ", ".join(map(str, row))  # noqa: PLR2004 - two are said one by one
