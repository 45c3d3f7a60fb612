"""What applications need from the outside; ``storage/applications.py`` provides it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.applications.calls import Call, Terms
from core.applications.model import Application, State
from core.clocks import Clocks
from core.people import People, PersonId
from core.units import Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An application and whose it is, as the organiser sees them."""

    application: Application
    name: str
    school: str
    position: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of those in the states asked for, in the order of sending."""

    applicants: Sequence[Applicant]
    page: int
    pages: int


class Seat(Protocol):
    """The rules of seats, which are the events' own."""

    async def __call__(self, event: int, person: PersonId, *, presence: str, ticket: int) -> bool:
        """Give a seat, or the place of the ticket in the waiting list: then ``False``."""


class Applications(Protocol):
    async def hold(self, event: int) -> Call | None:
        """As it is now. Until the work ends nobody else changes it or who takes part in it."""

    async def call(self, event: int) -> Call | None: ...

    async def put_terms(self, event: int, terms: Terms) -> None: ...

    async def of(self, event: int, person: PersonId) -> Application | None: ...

    async def put(self, application: Application) -> None:
        """Of one person for one event there is one."""

    async def remove(self, application: Application) -> None: ...

    async def takes_part(self, event: int, person: PersonId) -> bool:
        """Whether they have a seat, are offered one or wait for one."""

    async def next_ticket(self, event: int) -> int:
        """Of seats and applications together: the order in which people came."""

    async def in_state(self, event: int, states: Collection[State]) -> Sequence[Application]:
        """In the order of sending."""

    async def counts(self, event: int) -> Mapping[State, int]: ...

    async def page(self, event: int, states: Collection[State], *, page: int) -> Page: ...

    async def applicant(self, event: int, person: PersonId) -> Applicant | None: ...

    async def applicants(self, event: int) -> Sequence[Applicant]:
        """Everybody who has sent one and not taken it back, by school and name."""

    async def of_person(
        self, person: PersonId, *, since: datetime
    ) -> Sequence[tuple[Call, Application]]:
        """Not taken back, for events that take them and are not over by then, nearest first."""

    async def unsent(
        self, states: Collection[State], *, now: datetime, until: datetime, most: int
    ) -> Sequence[tuple[Call, Application]]:
        """In such states, of deadlines until then of which nobody was reminded."""

    async def mark_reminded(self, application: Application, closes_at: datetime) -> None:
        """Of this deadline they are reminded once."""

    async def drop_reminder(self, event: int, person: PersonId) -> None:
        """If it has not left yet."""

    async def drop_reminders(self, event: int) -> None:
        """To everybody, those that have not left yet: the deadline is another one."""


class ApplicationWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def preferences(self) -> Clocks: ...

    @property
    def applications(self) -> Applications: ...
