"""Rows of a spreadsheet, what may be wrong with them, and what is to be done about them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from core.units import folded


class Kind(StrEnum):
    """What a spreadsheet is about."""

    UNITS = "units"
    PEOPLE = "people"
    EXPERTISE = "expertise"
    RULES = "rules"
    PLAN = "plan"


REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.UNITS: ("name", "level"),
    Kind.PEOPLE: ("name", "unit", "consent"),
    Kind.EXPERTISE: ("person", "unit", "subjects", "topics"),
    Kind.RULES: ("rule",),
    Kind.PLAN: ("date", "title", "unit"),
}
"""Columns without which a file cannot be read; in each row they must be filled in too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something wrong in one cell; its words are ``import-trouble-<key>``."""

    row: int
    column: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns; a column that the file lacks reads as empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def trouble(self, column: str, key: str, **facts: object) -> Trouble:
        return Trouble(row=self.number, column=column, key=key, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How people call columns, roles and Moscow, as ``texts/ru/imports.json`` says; folded."""

    columns: Mapping[str, Sequence[str]]
    roles: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    everything: frozenset[str] = frozenset()
    moscow: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)

    def title(self, column: str) -> str:
        return self.columns[column][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A spreadsheet whose columns are understood; ``unused`` are those that are not ours."""

    rows: tuple[Row, ...]
    header: int = 1
    titles: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def understood(
    kind: Kind,
    columns: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    words: Words,
    *,
    header: int = 1,
) -> Table:
    """Find our columns among the file's; tell of the missing and of the doubled ones."""
    known = {folded(name): column for column, names in words.columns.items() for name in names}
    places: dict[str, int] = {}
    troubles: list[Trouble] = []
    for place, title in enumerate(columns):
        column = known.get(folded(title))
        if column in places:
            troubles.append(Trouble(row=header, column=column, key="column-twice"))
        elif column is not None:
            places[column] = place
    troubles += [
        Trouble(row=header, column=column, key="column-missing")
        for column in REQUIRED[kind]
        if column not in places
    ]
    return Table(
        rows=tuple(Row(number, _by_column(cells, places)) for number, cells in rows),
        header=header,
        titles={column: columns[place] for column, place in places.items()},
        unused=tuple(title for title in columns if title and folded(title) not in known),
        troubles=tuple(troubles),
    )


def _by_column(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {
        column: re.sub(r"\s+", " ", cells[place]).strip() if place < len(cells) else ""
        for column, place in places.items()
    }


C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[C]):
    """What an import would do. While there are troubles there are no changes."""

    changes: tuple[C, ...] = ()
    unchanged: int = 0
    troubles: tuple[Trouble, ...] = ()


def plan_of(changes: Sequence[C], unchanged: int, troubles: Sequence[Trouble]) -> Plan[C]:
    if troubles:
        ordered = sorted(troubles, key=lambda trouble: (trouble.row, trouble.column, trouble.key))
        return Plan(troubles=tuple(ordered))
    return Plan(changes=tuple(changes), unchanged=unchanged)
