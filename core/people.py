"""People of the methodical service, the accounts they write from and the roles they hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from core.catalogue import SubjectId
from core.units import UnitId

PersonId = NewType("PersonId", int)

SHORTEST_NAME, LONGEST_NAME = 2, 100
"""Characters; the shortest counts letters: «Ян» is a name, «Я» is not."""
LONGEST_POSITION = 80


class Role(StrEnum):
    """Whatever is granted for a unit counts for every unit below it."""

    TEACHER = "teacher"
    METHODIST = "methodist"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


COORDINATING = (Role.COORDINATOR, Role.ADMINISTRATOR)
STAFF = (Role.METHODIST, *COORDINATING)


@dataclass(frozen=True, slots=True)
class Account:
    """A person in one messenger: ``("telegram", 42)`` and ``("max", 42)`` are two people."""

    messenger: str
    external: int

    def __str__(self) -> str:
        return f"{self.messenger}:{self.external}"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held for a unit and all below it."""

    role: Role
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One human who has agreed to be remembered.

    Until registration is finished some of the profile is missing; ``missing`` names what is.
    ``consent`` is the version agreed to. ``unreachable`` says that the last letter did not get
    through to the account the person is writing from. ``teaching_since`` is a year.
    """

    id: PersonId
    name: str = ""
    unit: UnitId | None = None
    position: str = ""
    subjects: tuple[SubjectId, ...] = ()
    grants: tuple[Grant, ...] = ()
    registered_at: datetime | None = None
    consent: str | None = None
    unreachable: bool = False
    teaching_since: int | None = None

    @property
    def missing(self) -> str | None:
        """The first field of the profile that is still empty, in the order it is asked."""
        fields = {"name": self.name, "unit": self.unit, "position": self.position}
        empty = [field for field, value in fields.items() if not value]
        if empty:
            return empty[0]
        return None if self.registered_at else "subjects"

    def holds(self, *roles: Role, over: Collection[UnitId] | None = None) -> bool:
        """Whether the person holds one of the roles, for one of the units if they are named.

        Give the lineage of a unit (itself and everything above) to ask about that unit.
        """
        if Role.TEACHER in roles and self.registered_at and over is None:
            return True
        return any(
            grant.role in roles and (over is None or grant.unit in over) for grant in self.grants
        )

    def answers_for(self, organiser: PersonId, lineage: Collection[UnitId]) -> bool:
        """What somebody holds at a unit: the organiser, while they are of the staff there, and
        coordinators over the unit, of which this is the lineage."""
        if self.id == organiser:
            return self.holds(*STAFF, over=lineage)
        return self.holds(*COORDINATING, over=lineage)

    def units_as(self, *roles: Role) -> tuple[UnitId, ...]:
        """Units the person answers for in one of the roles."""
        return tuple(dict.fromkeys(grant.unit for grant in self.grants if grant.role in roles))


class People(Protocol):
    async def at(self, account: Account) -> Person | None: ...

    async def get(self, person: PersonId) -> Person: ...

    async def names(self, people: Collection[PersonId]) -> dict[PersonId, str]: ...

    async def staff_over(self, unit: UnitId, role: Role) -> Sequence[PersonId]:
        """Holders of the role for the unit or for what is above it, the nearest first."""
