"""By whose clock a time is said: everybody's own."""

from collections.abc import Collection, Mapping
from datetime import tzinfo
from typing import Protocol

from core.people import PersonId
from core.work import Work


class Clocks(Protocol):
    async def of_many(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, tuple[object, tzinfo]]:
        """What each wants and the zone they live in."""


class ClockWork(Work, Protocol):
    @property
    def preferences(self) -> Clocks: ...


async def zone_of(work: ClockWork, person: PersonId) -> tzinfo:
    """Where the person lives, so that their «15:00» is theirs."""
    clocks = await work.preferences.of_many([person])
    return clocks[person][1] if person in clocks else work.zone
