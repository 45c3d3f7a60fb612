"""What announcements need from the outside; ``storage/announcements.py`` provides it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from core.announcements.model import (
    Announcement,
    AnnouncementId,
    Progress,
    Proposal,
    Span,
    State,
)
from core.announcements.reach import Reach
from core.audience import Audience
from core.catalogue import Catalogue
from core.notices import Lane
from core.people import People, Person, PersonId
from core.units import UnitId, Units
from core.work import Work

Leaves = Callable[[tzinfo], datetime]
"""The moment from which a letter may leave to somebody in the time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An announcement in a list: enough to recognise it."""

    id: AnnouncementId
    unit: str
    gist: str
    state: State
    created_at: datetime
    begins_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, and how long the list is."""

    lines: Sequence[Line]
    number: int
    pages: int
    total: int


class Gathering(Protocol):
    """An event whose guests may be written to."""

    @property
    def event(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def unit(self) -> UnitId: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    def check_keeper(self, me: Person, lineage: Collection[UnitId]) -> None:
        """Raise unless the person answers for it."""


class Gatherings(Protocol):
    async def gathering(self, event: int) -> Gathering | None: ...

    async def gatherings(self, unit: UnitId, *, since: datetime) -> Sequence[Gathering]:
        """Held in the unit or below it and not over by then, the nearest first."""


class Announcements(Protocol):
    async def open(
        self,
        proposal: Proposal,
        *,
        author: PersonId,
        state: State,
        at: datetime,
        begins_at: datetime | None,
    ) -> Announcement: ...

    async def get(self, announcement: AnnouncementId) -> Announcement | None: ...

    async def hold(self, announcement: AnnouncementId) -> Announcement | None:
        """The same, and until the work ends nobody else changes it."""

    async def save(self, announcement: Announcement) -> None: ...

    async def span(self, announcement: AnnouncementId) -> Span:
        """Of its letters that are in the outbox."""

    async def span_shown(self, announcement: AnnouncementId) -> Span:
        """Of its letters that are delivered or in hand."""

    async def more_than(self, most: int, audience: Audience) -> bool:
        """Whether it is more people than so many. Quick, however many there are."""

    async def reach(self, audience: Audience, *, ceiling: int) -> Reach: ...

    async def demands_approval(self, unit: UnitId) -> bool:
        """Whether the unit, or one above it, wants a second person to agree."""

    async def set_approval(self, unit: UnitId, *, demanded: bool) -> None:
        """For the unit and all below it."""

    async def approval_set_at(self, units: Collection[UnitId]) -> Collection[UnitId]:
        """Those of the units that want it themselves."""

    async def approvers(self, unit: UnitId, *, but: PersonId) -> Sequence[PersonId]:
        """Coordinators and administrators over the unit who can be told of anything."""

    async def to_guests(
        self, event: int, units: Collection[UnitId], *, most: int
    ) -> Sequence[Announcement]:
        """In the name of one of the units, for people of the event; the newest first."""

    async def listed(self, units: Collection[UnitId], *, page: int) -> Page:
        """Announcements in the name of the units or of any below, the newest first."""

    async def is_addressed(self, announcement: AnnouncementId, person: PersonId) -> bool:
        """Whether the person has a letter of it."""

    async def progress(self, announcement: Announcement) -> Progress: ...

    async def to_advance(self) -> Sequence[AnnouncementId]:
        """Those that are due, on their way, or about to be corrected or taken back."""

    async def expand(
        self,
        announcement: Announcement,
        limit: int,
        *,
        ceiling: int | None,
        leaves: Leaves,
        lane: Lane,
    ) -> Announcement:
        """Give letters to the next of its people, so many at most.

        Whoever has got ``ceiling`` this week has it in their digest; ``None`` is no one.
        """

    async def revise(self, announcement: Announcement, limit: int) -> Announcement:
        """Have the next of its letters corrected or taken back, so many at most.

        Stops before a letter that is in hand: what has become of it is known a moment later.
        """

    async def is_under_way(self, announcement: AnnouncementId) -> bool:
        """Whether a letter of it is due or in hand."""


class AnnouncementWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def announcements(self) -> Announcements: ...

    @property
    def attendance(self) -> Gatherings: ...
