"""What certificates need from the outside; ``storage/certificates.py`` provides it."""

from collections.abc import Sequence
from typing import Protocol

from core.certificates.model import Certificate, Visit
from core.people import PersonId
from core.work import Work


class Certificates(Protocol):
    async def hold(self, person: PersonId) -> None:
        """Until the work ends nobody else gives this person certificates."""

    async def visit(self, event: int, person: PersonId) -> Visit | None:
        """``None`` unless the person is marked as one who came."""

    async def is_guest(self, event: int, person: PersonId) -> bool:
        """Whether they had a seat."""

    async def visits(self, person: PersonId) -> Sequence[tuple[int, Visit]]:
        """Every event at which the person was, the latest first."""

    async def of(self, event: int, person: PersonId) -> Certificate | None: ...

    async def put(self, certificate: Certificate) -> None:
        """A new one, or the same with a change."""

    async def find(self, number: str) -> Certificate | None: ...


class CertificateWork(Work, Protocol):
    @property
    def certificates(self) -> Certificates: ...
