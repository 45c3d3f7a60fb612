"""What people write into cells: names, lists, dates, accounts."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from core.imports.model import REQUIRED, Kind, Row, Trouble
from core.people import Account
from core.units import folded

MESSENGERS = ("telegram", "max", "demo")
LONGEST_CELL = 200
LISTS = ("subjects", "topics")


def cell_troubles(kind: Kind, row: Row) -> Iterator[Trouble]:
    """What can be said about a row without knowing anything else."""
    for column in REQUIRED[kind]:
        if not row[column]:
            yield row.trouble(column, "consent-empty" if column == "consent" else "cell-empty")
    for column, words in row.cells.items():
        if len(words) > LONGEST_CELL and column not in LISTS:
            yield row.trouble(column, "cell-too-long", most=LONGEST_CELL)
        elif not words.isprintable():
            yield row.trouble(column, "cell-unprintable")


def account_of(words: str) -> Account | None:
    """``telegram:123`` as an account; ``None`` when it is not one."""
    found = re.fullmatch(r"\s*([a-z]+)\s*:\s*(\d{1,18})\s*", words.lower(), re.ASCII)
    if found is None or found[1] not in MESSENGERS:
        return None
    return Account(found[1], int(found[2]))


def listed(words: str) -> list[str]:
    """A cell that holds several names, between commas, semicolons or on lines."""
    return [word.strip() for word in re.split(r"[,;\n]", words) if word.strip()]


IdT = TypeVar("IdT", bound=int)


def named(
    row: Row, column: str, known: Mapping[str, IdT], *, key: str
) -> tuple[tuple[IdT, ...], list[Trouble]]:
    """Names of a cell as ids; a name that is not known is told with the one most like it."""
    whole = known.get(folded(row[column]))
    if whole is not None:  # a name that has a comma in it
        return (whole,), []
    found, troubles = [], []
    for word in listed(row[column]):
        if folded(word) in known:
            found.append(known[folded(word)])
        else:
            like = difflib.get_close_matches(folded(word), list(known), n=1, cutoff=0.5)
            troubles.append(row.trouble(column, key, value=word, like=like[0] if like else ""))
    return tuple(dict.fromkeys(found)), troubles
