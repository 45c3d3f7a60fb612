"""What the terms of an event need from the outside: whom it is for, seats kept for units."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from core.audience import Audience
from core.events.model import EventId, Presence
from core.events.seats import Enrolment, Kept, Quota
from core.units import UnitId


class Audiences(Protocol):
    async def audience(self, event: EventId) -> Audience:
        """Whom it is for among the people of its unit; nothing chosen is all of them."""

    async def audiences(self, events: Collection[EventId]) -> Mapping[EventId, Audience]:
        """Of each of them."""

    async def put_audience(self, event: EventId, audience: Audience) -> None: ...

    async def fitting(self, audience: Audience, unit: UnitId, *, now: datetime) -> int:
        """How many people of the unit and of all below it fit."""


class Quotas(Protocol):
    async def quotas(
        self, event: EventId, presences: Collection[Presence] = tuple(Presence)
    ) -> Sequence[Quota]:
        """In the order in which they were made."""

    async def put_quota(self, event: EventId, quota: Quota) -> None:
        """Of one unit in one presence there is one."""

    async def drop_quota(self, event: EventId, presence: Presence, unit: UnitId) -> None:
        """Whoever sits on a seat kept for the unit sits on a common one."""

    async def kept(self, event: EventId, quotas: Sequence[Quota]) -> Sequence[Kept]:
        """The same with how many of them are taken and are waited for; all of one presence."""

    async def common_of(
        self, event: EventId, presence: Presence, unit: UnitId
    ) -> Sequence[Enrolment]:
        """On a common seat though they are of the unit or below it, the first to come first."""

    async def entitled(
        self, event: EventId, presence: Presence, units: Collection[UnitId]
    ) -> Sequence[tuple[Enrolment, UnitId]]:
        """Those who wait with each of the units that they are of, the nearest unit first."""

    async def release_day(self, event: EventId) -> date | None:
        """As the organiser has said it."""

    async def put_release_day(self, event: EventId, day: date | None) -> None: ...
