"""What an invitation is, who may give it and when it still counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from core.errors import Refusal
from core.guessing import Missed
from core.people import PersonId, Role
from core.units import UnitId

InvitationId = NewType("InvitationId", int)


class InvitationUnknown(Refusal, Missed):
    """Forged, mistyped, or of another service: all look alike to whoever holds it."""

    key = "invitation-unknown"


class InvitationUsed(Refusal):
    key = "invitation-used"


class InvitationExpired(Refusal):
    key = "invitation-expired"


class AlreadyRegistered(Refusal):
    """Two records of one person are not joined behind their back."""

    key = "already-registered"


class Kind(StrEnum):
    """What an invitation opens.

    A unit's link names a school and gives no right, so a whole staff room may use it. A role's
    link and a person's link work once.
    """

    UNIT = "unit"
    ROLE = "role"
    PERSON = "person"


LASTS = {
    Kind.UNIT: timedelta(days=30),
    Kind.ROLE: timedelta(hours=1),
    Kind.PERSON: timedelta(days=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered, before there is a link to it."""

    kind: Kind
    unit: UnitId | None = None
    role: Role | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An offer that somebody made; only the hash of its token is kept."""

    id: InvitationId
    offer: Offer
    by: PersonId | None
    expires_at: datetime
    used_at: datetime | None = None

    def check(self, now: datetime) -> None:
        """Raise the refusal that says why the invitation does not count any more."""
        if self.used_at is not None:
            raise InvitationUsed
        if now >= self.expires_at:
            raise InvitationExpired

    @property
    def works_once(self) -> bool:
        return self.offer.kind is not Kind.UNIT
