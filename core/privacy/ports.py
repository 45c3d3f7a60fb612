"""What privacy needs from the outside; ``storage/privacy.py`` provides it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.people import PersonId
from core.privacy.model import ActId, ConsentRecord, Dossier, Erasure, Extract
from core.work import Work


class Privacy(Protocol):
    async def consents(self, person: PersonId) -> Sequence[ConsentRecord]: ...

    async def dossier(self, person: PersonId) -> Dossier: ...

    async def erase(self, person: PersonId, *, at: datetime) -> Erasure:
        """Remove the person from every table. What is counted stays, without the person."""

    async def coded(self, code: str) -> PersonId | None:
        """Whose record has the code of a spreadsheet, if it is not erased."""

    async def extract(self, act: ActId) -> Extract | None: ...


class PrivacyWork(Work, Protocol):
    @property
    def privacy(self) -> Privacy: ...
