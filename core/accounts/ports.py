"""What accounts need from the outside; ``storage/accounts.py`` provides it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.accounts.model import Holdings, Joining, JoiningId, Linked, State
from core.people import Account, People, PersonId
from core.work import Work


class Accounts(Protocol):
    async def of(self, person: PersonId) -> Sequence[Linked]:
        """The chosen one first, then the newest."""

    async def holdings(self, person: PersonId) -> Holdings: ...

    async def hold(self, *people: PersonId) -> None:
        """Until the work ends nobody else changes, erases or merges them."""

    async def make(
        self, person: PersonId, *, finder: str, sealed: str, link: str, at: datetime
    ) -> bool:
        """Open a code; earlier ones of the person end. ``False``: the finder is taken."""

    async def attempt(self, finder: str, *, now: datetime) -> tuple[Joining, str] | None:
        """Count a try of the code that counts still, and return what is kept of its proof."""

    async def forgive(self, joining: JoiningId) -> None:
        """The try was right: it is not counted."""

    async def by_link(self, fingerprint: str, *, now: datetime) -> Joining | None: ...

    async def get(self, joining: JoiningId) -> Joining | None: ...

    async def take(
        self, joining: Joining, state: State, *, at: datetime, other: PersonId | None = None
    ) -> bool:
        """Bring it from its state to the next; ``False`` when somebody was quicker."""

    async def add(self, account: Account, to: PersonId, *, consent: str, at: datetime) -> None:
        """The account with the consent given there. Notices go on where they went before."""

    async def choose(self, account: Account, *, of: PersonId, at: datetime) -> None: ...

    async def remove(self, account: Account, *, of: PersonId, at: datetime) -> bool:
        """With its forms and what it has said and nobody has read yet."""

    async def merge(self, other: PersonId, *, into: PersonId, at: datetime) -> None:
        """Whatever names the other names the person from now on."""


class Duties(Protocol):
    async def release(self, person: PersonId) -> None:
        """Put back into the queue whatever the person may not answer any more."""


class AccountWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def consultations(self) -> Duties: ...
