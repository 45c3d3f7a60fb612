"""An event whose organiser agrees to each participant."""

import pytest

from core.events.model import Event
from core.people import Person
from storage.work import Database
from tests.applications.applying import called
from tests.town import Town


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    """With one seat; Boris agrees to each."""
    async with any_database.open_work() as work:
        return await called(work, here.district, boris.id, seats_room=1)
