"""What series, samples and quorums need of the tables of events."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.events.model import Event, EventId, SeriesId
from core.events.quorum import Quorum
from core.events.series import Rhythm, Series
from core.people import PersonId
from core.units import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An event that another may be drawn up after."""

    event: EventId
    title: str
    starts_at: datetime


class OfSeries(Protocol):
    async def add_series(self, rhythm: Rhythm, zone: str, *, at: datetime) -> Series: ...

    async def join_series(self, event: EventId, series: SeriesId) -> None: ...

    async def series(self, series: SeriesId) -> Series | None: ...

    async def of_series(self, series: SeriesId) -> Sequence[Event]:
        """All of them, drafts and what was called off too, the first first."""

    async def samples(
        self,
        units: Collection[UnitId],
        above: Collection[UnitId],
        organiser: PersonId,
        *,
        most: int,
    ) -> Sequence[Sample]:
        """Of the units, of all below those ``above`` and the organiser's own, the latest first.

        Drafts of others are not among them.
        """


class OfQuorums(Protocol):
    async def quorum(self, event: EventId) -> Quorum | None: ...

    async def put_quorum(self, quorum: Quorum) -> None:
        """Of one event there is one."""

    async def drop_quorum(self, event: EventId) -> None: ...

    async def count_enrolled(self, event: EventId) -> int:
        """In the room and online; those who wait or are offered a seat are not among them."""

    async def quorums_due(self, *, now: datetime) -> Sequence[EventId]:
        """Coming events about which somebody is to be asked, or is asked no more."""
