"""The audit log: who granted what, and who of the staff looked at whose data."""

from enum import StrEnum
from typing import Protocol

from core.people import PersonId


class Deed(StrEnum):
    GRANTED = "granted"
    REVOKED = "revoked"
    INVITED = "invited"
    LOOKED = "looked"
    IMPORTED = "imported"
    EXPORTED = "exported"
    ERASED = "erased"


class Audit(Protocol):
    async def note(
        self,
        deed: Deed,
        *,
        by: PersonId | None,
        about: PersonId | None = None,
        what: str = "",
    ) -> None:
        """Write down a deed; ``by`` is ``None`` for the command line. ``what`` holds no names."""
