"""What an invitation is, who may give it and when it still counts."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from core.errors import Refusal
from core.people import PersonId, Role
from core.units import UnitId

InvitationId = NewType("InvitationId", int)

TOKEN_BYTES = 16
"""128 bits: not to be guessed; 22 signs of a link, which may have 64."""


class InvitationUnknown(Refusal):
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


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def fingerprint(token: str) -> str:
    """What is stored instead of the token. It is random itself, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
