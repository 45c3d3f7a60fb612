"""An event of a district that Boris holds, with two teachers enrolled for it."""

import pytest

from core.people import Person
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def olga(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Ольга", here.school_15)


@pytest.fixture
async def event(
    any_database: Database, here: Town, boris: Person, anna: Person, olga: Person
) -> int:
    """Has just begun and lasts for three hours."""
    async with any_database.open_work() as work:
        people = (anna.id, olga.id)
        return await gather(work, here.district, boris.id, *people, starts_at=work.now)
