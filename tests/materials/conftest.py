"""An event of a district that Boris holds, with two teachers enrolled for it."""

import pytest

from core.people import Person
from storage.work import Database
from tests.attendance.conftest import anna, boris, here, olga
from tests.attendance.gathering import gather
from tests.town import Town

__all__ = ["anna", "boris", "here", "olga"]


@pytest.fixture
async def event(
    any_database: Database, here: Town, boris: Person, anna: Person, olga: Person
) -> int:
    """Has just begun and lasts for three hours."""
    async with any_database.open_work() as work:
        people = (anna.id, olga.id)
        return await gather(work, here.district, boris.id, *people, starts_at=work.now)
