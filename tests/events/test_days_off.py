"""Of an event after days off people hear while they can still say that they will not come."""

from datetime import timedelta

import pytest

from core.events.notices import EventTomorrow
from core.people import Person
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here
from tests.events.test_use_cases import enrol, remind, told
from tests.times import MONDAY, Clock
from tests.town import Town

__all__ = ["anna", "boris", "here"]


@pytest.mark.parametrize("days", [5, 6, 7], ids=["saturday", "sunday", "monday"])
async def test_of_an_event_after_days_off_people_hear_before_them(
    any_database: Database, here: Town, boris: Person, anna: Person, clock: Clock, days: int
) -> None:
    """On Friday: at the weekend nobody is written to, and on Monday it would be too late."""
    starts = MONDAY.replace(hour=9) + timedelta(days=days)
    async with any_database.open_work() as work:
        event = await town.event(
            work, here.district, boris.id, starts_at=starts, ends_at=starts + timedelta(hours=1)
        )
    await enrol(any_database, event, anna)
    clock.now = MONDAY.replace(hour=9) + timedelta(days=4, minutes=-1)
    await remind(any_database)
    assert await told(any_database, EventTomorrow) == []
    clock.wait(minutes=1)
    await remind(any_database)
    assert await told(any_database, EventTomorrow) == [anna.id]
