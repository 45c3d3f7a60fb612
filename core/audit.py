"""The audit log: who granted what, and who of the staff looked at whose data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.people import PersonId


class Deed(StrEnum):
    GRANTED = "granted"
    REVOKED = "revoked"
    INVITED = "invited"
    ADOPTED = "adopted"
    JOINED = "joined"
    PARTED = "parted"
    MERGED = "merged"
    LOOKED = "looked"
    IMPORTED = "imported"
    EXPORTED = "exported"
    ERASED = "erased"
    CHOSE = "chose"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    WITHDREW = "withdrew"
    RULED = "ruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a walk along the log has found.

    ``head`` is the fingerprint of the last row that fits; ``broken_at`` is the number of the
    first row that does not. A log that ends too early has every row in place and is cut.
    """

    rows: int
    head: str
    broken_at: int | None = None
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None and not self.is_cut


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
