"""What preferences need from the outside; ``storage/preferences.py`` provides it."""

from collections.abc import Collection, Mapping
from datetime import tzinfo
from typing import Protocol

from core.people import PersonId
from core.preferences.model import Preferences
from core.work import Work


class PreferencesOfPeople(Protocol):
    async def of(self, person: PersonId) -> Preferences: ...

    async def of_many(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, tuple[Preferences, tzinfo]]:
        """What each wants and the zone that counts: theirs, their unit's or the service's."""

    async def put(self, person: PersonId, preferences: Preferences) -> None: ...


class PreferencesWork(Work, Protocol):
    @property
    def preferences(self) -> PreferencesOfPeople: ...
