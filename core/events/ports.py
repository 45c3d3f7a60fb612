"""What events need from the outside; ``storage/events.py`` provides it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol

from core.audience import Traits
from core.catalogue import Catalogue, SubjectId
from core.clocks import Clocks
from core.events.model import Details, Event, EventId, Form, Level, Presence, Reminder
from core.events.repeated import OfQuorums, OfSeries
from core.events.seats import Enrolment, Seats, Standing
from core.events.term_ports import Audiences, Quotas
from core.people import People, PersonId
from core.units import UnitId, Units
from core.work import Work

Span = tuple[datetime, datetime]
"""From when until when; the end does not belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever looks sees what they fit, have a seat at or wait for, and what they answer for:
    their own and all of the units ``over`` which they are, and below."""

    person: PersonId
    traits: Traits
    over: Collection[UnitId] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the calendar somebody wants to see; ``None`` and nothing named is all of it.

    ``units`` hold the events, ``since`` and ``until`` are of their beginning. Events for every
    subject are for those of ``subjects`` too.
    """

    units: Collection[UnitId]
    viewer: Viewer
    since: datetime
    until: datetime | None = None
    subjects: Collection[SubjectId] = ()
    level: Level | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """A part of a list, and of how many such parts."""

    events: Sequence[Event]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody enrolled or waiting, as the organiser sees them."""

    enrolment: Enrolment
    name: str
    unit: str


InquiryId = NewType("InquiryId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What somebody has asked whoever holds an event."""

    id: InquiryId
    event: EventId
    person: PersonId
    words: str
    answered_at: datetime | None


class Events(Audiences, Quotas, OfSeries, OfQuorums, Protocol):
    async def hold(self, event: EventId) -> Event | None:
        """As it is now. Until the work ends nobody else changes it or who is enrolled for it."""

    async def get(self, event: EventId) -> Event | None: ...

    async def add(
        self, details: Details, *, unit: UnitId, organiser: PersonId, uid: str, at: datetime
    ) -> Event:
        """A draft."""

    async def save(self, event: Event, *, before: Event) -> bool:
        """``False`` when it is not what it was before any more."""

    async def coming(self, wanted: Wanted, *, page: int) -> EventPage:
        """Open ones, the nearest first."""

    async def public(self, unit: UnitId | None, *, since: datetime) -> Sequence[Event]:
        """Open ones for more than one school, not without end; those that people of the unit or
        below it may come to, if one is named."""

    async def organised(
        self, units: Collection[UnitId], organiser: PersonId, *, since: datetime, page: int
    ) -> EventPage:
        """Not over and in one of the units or below it, or the organiser's own; drafts too."""

    async def beside(
        self, details: Details, unit: UnitId, day: Span, *, but: EventId | None = None
    ) -> Sequence[Event]:
        """Open ones of that day for some of the same people: of the unit, what is above it or
        below it, and of a subject of the same or of all."""

    async def seats(self, event: Event, presence: Presence) -> Seats: ...

    async def enrolment(self, event: EventId, person: PersonId) -> Enrolment | None: ...

    async def put(self, enrolment: Enrolment) -> None:
        """Of one person for one event there is one."""

    async def move_all(self, event: EventId, to: Presence) -> None:
        """Whoever takes part in another way takes part in this one."""

    async def with_ticket(self, event: EventId, ticket: int) -> Enrolment | None: ...

    async def put_code(
        self, enrolment: Enrolment, fingerprint: str, *, until: datetime, now: datetime
    ) -> bool:
        """The seat has this code and no other; ``False`` when another seat has it."""

    async def coded(self, fingerprint: str, *, now: datetime) -> tuple[EventId, int] | None:
        """Event and ticket of the seat that has the code."""

    async def drop_code(self, enrolment: Enrolment) -> None: ...

    async def memos(self, events: Collection[EventId]) -> Mapping[tuple[EventId, Presence], str]:
        """What those who take part in each way have to know, where anything was said."""

    async def put_memo(self, event: EventId, presence: Presence, words: str) -> None:
        """In the place of the one before; without words there is none any more."""

    async def next_ticket(self, event: EventId) -> int: ...

    async def waiting(
        self, event: EventId, presence: Presence, *, most: int | None
    ) -> Sequence[Enrolment]:
        """The first of them, in the order of their coming."""

    async def place_in_line(self, enrolment: Enrolment) -> int:
        """1 for the first who waits."""

    async def of_event(
        self, event: EventId, standings: Collection[Standing]
    ) -> Sequence[Enrolment]: ...

    async def guests(self, event: EventId, *, page: int) -> tuple[Sequence[Guest], int]:
        """Whoever is enrolled, then whoever waits; and how many such pages there are."""

    async def of_person(
        self, person: PersonId, *, since: datetime
    ) -> Sequence[tuple[Event, Enrolment]]:
        """Events not over by then that the person is enrolled for or waits for, nearest first."""

    async def past_of(
        self, person: PersonId, *, now: datetime
    ) -> Sequence[tuple[Event, Enrolment]]:
        """The latest of those that are over."""

    async def overdue(self, *, now: datetime, most: int) -> Sequence[Enrolment]:
        """Offers whose time is up."""

    async def awaited(self, *, now: datetime) -> Sequence[EventId]:
        """Coming ones that somebody waits for."""

    async def to_remind(self, *, now: datetime, until: datetime) -> Sequence[Event]:
        """Coming ones that begin until then and not every reminder of which is put."""

    async def mark_reminded(self, event: Event, reminder: Reminder) -> bool: ...

    async def add_inquiry(
        self, event: EventId, person: PersonId, words: str, *, at: datetime
    ) -> InquiryId: ...

    async def inquiry(self, inquiry: InquiryId) -> Inquiry | None: ...

    async def open_inquiries(self, event: EventId, person: PersonId) -> int:
        """How many of theirs nobody has answered."""

    async def answer_inquiry(
        self, inquiry: InquiryId, words: str, *, by: PersonId, at: datetime
    ) -> bool:
        """``False`` when it has an answer already."""

    async def drop_letters(
        self,
        event: EventId,
        kinds: Collection[str],
        *,
        person: PersonId | None = None,
        presence: Presence | None = None,
    ) -> None:
        """Letters about it on their way that are true no more, to everybody, to the person, or
        to those who take part in one way."""

    async def subscribe(self, person: PersonId, fingerprint: str, *, at: datetime) -> None:
        """From now on the calendar is under this address and no other."""

    async def unsubscribe(self, person: PersonId) -> None: ...

    async def is_subscribed(self, person: PersonId) -> bool: ...

    async def subscriber(self, fingerprint: str) -> PersonId | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody who has applied and has no seat: how they would take part."""

    person: PersonId
    presence: str


class Admissions(Protocol):
    """What seats have to know of applications; ``core.applications`` has their rules."""

    async def is_needed(self, event: int) -> bool:
        """Whether nobody takes part without the organiser's consent."""

    async def lets_in(self, event: int, person: PersonId) -> bool:
        """Whether no consent is needed, or the person has it."""

    async def end(self, event: int, person: PersonId, *, at: datetime) -> None:
        """Whoever gives the seat back takes their application back."""

    async def drop_reminders(self, event: int) -> None:
        """Of a deadline that the event has no more."""

    async def copy(self, event: int, to: int, *, later: timedelta, now: datetime) -> None:
        """The other event takes applications on the same terms, until so much later."""

    async def concerned(self, event: int) -> Sequence[Applicant]:
        """Those whose application is not decided."""


class EventWork(Work, Protocol):
    @property
    def admissions(self) -> Admissions: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def preferences(self) -> Clocks: ...

    @property
    def events(self) -> Events: ...
