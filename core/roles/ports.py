"""What roles need from the outside; ``storage/roles.py`` and ``invitations.py`` provide it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.people import Grant, People, PersonId, Role
from core.roles.invitations import Invitation, Offer
from core.roles.model import Appointment, GrantId
from core.units import UnitId, Units
from core.work import Work


class Roles(Protocol):
    async def grant(
        self, person: PersonId, grant: Grant, *, by: PersonId | None, at: datetime
    ) -> bool:
        """Give the role; ``False`` when the person holds it at that unit already."""

    async def revoke(self, appointment: GrantId, *, by: PersonId | None, at: datetime) -> bool: ...

    async def get(self, appointment: GrantId) -> Appointment | None: ...

    async def below(self, units: Sequence[UnitId]) -> Sequence[Appointment]:
        """Staff of the units and of everything below them, by name."""

    async def count(self, role: Role) -> int: ...

    async def count_firmly(self, role: Role) -> int:
        """The same, and until the work ends nobody else takes one of them away."""


class Invitations(Protocol):
    async def make(
        self,
        offer: Offer,
        *,
        fingerprint: str,
        by: PersonId | None,
        at: datetime,
        expires_at: datetime,
    ) -> None: ...

    async def by_fingerprint(self, fingerprint: str) -> Invitation | None: ...

    async def use(self, invitation: Invitation, *, by: PersonId, at: datetime) -> bool:
        """Mark as used; ``False`` when somebody was quicker."""

    async def adopt(self, person: PersonId, *, newcomer: PersonId, at: datetime) -> None:
        """Move the newcomer's accounts to the record prepared for them; the other is empty."""


class Placement(Protocol):
    async def place(self, person: PersonId, unit: UnitId) -> None: ...


class Duties(Protocol):
    async def release(self, person: PersonId) -> None:
        """Put back into the queue whatever the person may not answer any more."""


class RoleWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def roles(self) -> Roles: ...

    @property
    def invitations(self) -> Invitations: ...

    @property
    def registration(self) -> Placement: ...

    @property
    def consultations(self) -> Duties: ...
