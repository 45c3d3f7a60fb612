"""Who may give which role where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from core.errors import NotYours, Refusal
from core.people import Grant, Person, PersonId, Role
from core.units import UnitId

GrantId = NewType("GrantId", int)


class AlreadyHolds(Refusal):
    key = "already-holds"


class LastAdministrator(Refusal):
    """Somebody must be able to let others in again."""

    key = "last-administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A grant in force: whose, and since when."""

    id: GrantId
    person: PersonId
    name: str
    grant: Grant
    unit_name: str
    granted_at: datetime


GRANTED_BY = {
    Role.ADMINISTRATOR: (Role.METHODIST, Role.COORDINATOR, Role.ADMINISTRATOR),
    Role.COORDINATOR: (Role.METHODIST,),
}
"""A coordinator chooses methodists; only an administrator makes coordinators."""


def grantable(person: Person, lineage: Collection[UnitId]) -> tuple[Role, ...]:
    """Roles the person may give at the unit whose lineage this is, the lowest first."""
    roles = {
        role
        for own, given in GRANTED_BY.items()
        if person.holds(own, over=lineage)
        for role in given
    }
    return tuple(role for role in Role if role in roles)


def check_may_grant(person: Person, role: Role, lineage: Collection[UnitId]) -> None:
    if role not in grantable(person, lineage):
        raise NotYours


def check_may_invite(person: Person, lineage: Collection[UnitId]) -> None:
    """Anybody of the staff may hand out the link of a unit that is theirs."""
    staff = (Role.METHODIST, Role.COORDINATOR, Role.ADMINISTRATOR)
    if not person.holds(*staff, over=lineage):
        raise NotYours
