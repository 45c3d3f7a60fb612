"""Whom something is for: conditions that have to hold together, each with its values.

A feature adds a condition of its own by naming it here with ``condition``, giving its clause in
``storage/audience.py``, its window in ``handlers/announcements/audience.py`` and its phrase in
``texts/ru/audience.ftl``. What events ask for too is in ``core/events/audience.py`` and needs its
place in ``traits_of``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from core.experience import YEARS, Experience
from core.people import Person, Role
from core.units import UnitId

Value = str | int
"""As JSON keeps it: an id or a word."""

UNIT, ROLE, SUBJECT, EXPERIENCE, MESSENGER = "unit", "role", "subject", "experience", "messenger"
EVENT = "event"

Traits = Mapping[str, Collection[Value]]
"""Values that one person fits, by the name of the condition."""


class Part(StrEnum):
    """Of the people of an event; whoever is offered a seat waits still, ``MISSED`` had one."""

    ENROLLED = "enrolled"
    WAITING = "waiting"
    CAME = "came"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Guests:
    """Some of the people of an event; kept as «17:came»."""

    event: int
    part: Part

    @classmethod
    def read(cls, value: Value) -> Self:
        event, _, part = str(value).partition(":")
        return cls(int(event), Part(part))

    def __str__(self) -> str:
        return f"{self.event}:{self.part}"


@dataclass(frozen=True, slots=True)
class Condition:
    """``read`` makes a value of what a button or the database has kept; ``ValueError`` if not."""

    name: str
    read: Callable[[str], Value]


CONDITIONS: dict[str, Condition] = {}
"""By name, in the order in which they are offered."""


def condition(name: str, read: Callable[[str], Value]) -> None:
    CONDITIONS[name] = Condition(name, read)


condition(UNIT, int)
condition(ROLE, lambda value: str(Role(value)))
condition(SUBJECT, int)
condition(EXPERIENCE, lambda value: str(Experience(value)))
condition(MESSENGER, str)
condition(EVENT, lambda value: str(Guests.read(value)))


@dataclass(frozen=True, slots=True)
class Audience:
    """A person is of it who fits one of the values of each condition that has any."""

    chosen: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Sequence[Value]]) -> Self:
        """From what a form or the database keeps; a condition that is not known any more would
        let in people who were not meant, so it raises ``KeyError``."""
        read = {
            name: tuple(dict.fromkeys(CONDITIONS[name].read(str(value)) for value in values))
            for name, values in kept.items()
        }
        return cls({name: values for name, values in read.items() if values})

    def kept(self) -> dict[str, list[Value]]:
        """As JSON keeps it."""
        return {name: list(values) for name, values in self.chosen.items()}

    def without(self, name: str) -> "Audience":
        return Audience({each: values for each, values in self.chosen.items() if each != name})

    def put(self, name: str, value: Value, *, on: bool) -> "Audience":
        """With the value or without it; a second time nothing changes."""
        rest = [one for one in self.chosen.get(name, ()) if one != value]
        values = {**self.chosen, name: [*rest, value] if on else rest}
        return Audience.of({each: values.get(each, ()) for each in CONDITIONS})

    def unmet(self, traits: Traits) -> str | None:
        """The first condition that somebody with these traits does not fit."""
        return next(
            (name for name, values in self.chosen.items() if not set(values) & set(traits[name])),
            None,
        )

    @property
    def units(self) -> tuple[UnitId, ...]:
        return tuple(UnitId(int(unit)) for unit in self.chosen.get(UNIT, ()))

    @property
    def events(self) -> tuple[int, ...]:
        """Those whose guests are meant, each once."""
        guests = (Guests.read(value) for value in self.chosen.get(EVENT, ()))
        return tuple(dict.fromkeys(one.event for one in guests))


def traits_of(person: Person, lineage: Collection[UnitId], *, now: datetime) -> Traits:
    """What the person fits of the conditions that are about nothing but the person.

    ``lineage`` is that of their unit. The same as the clauses of ``storage/audience.py`` say.
    """
    roles = {str(grant.role) for grant in person.grants} - {str(Role.TEACHER)}
    years = None if person.teaching_since is None else now.year - person.teaching_since
    spans = [
        str(span)
        for span, (least, most) in YEARS.items()
        if years is not None and least <= years <= most
    ]
    return {
        UNIT: lineage,
        ROLE: roles or {str(Role.TEACHER)},
        SUBJECT: person.subjects,
        EXPERIENCE: spans,
    }
