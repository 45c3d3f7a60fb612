"""What is kept about a person, as they may see it («152-ФЗ», articles 14 and 21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from core.people import Account, PersonId

ActId = NewType("ActId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    """One consent: to which text, when, in which messenger, and whether it still counts."""

    version: str
    given_at: datetime
    messenger: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the service keeps about a person: sections of rows of named values.

    Section and field names are keys of ``texts``; values are what is stored.
    """

    person: PersonId
    sections: Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """An act: what was erased and when. It names nobody.

    ``accounts`` are where the person could be reached: for whoever still has to forget them.
    """

    act: ActId
    at: datetime
    rows: int
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A line of the audit log; people are in it by the numbers of their records."""

    row: int
    at: datetime
    deed: str
    by: PersonId | None
    about: PersonId | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """An act with everything the log says of the record that was erased."""

    act: ActId
    person: PersonId
    at: datetime
    rows: int
    lines: Sequence[LogLine]
