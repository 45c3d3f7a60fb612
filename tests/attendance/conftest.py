"""An event that has just begun, its organiser and two who have seats; on both databases."""

import pytest

from core.people import Person
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.times import Clock
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
    any_database: Database, here: Town, clock: Clock, boris: Person, anna: Person, olga: Person
) -> int:
    """Has just begun; Anna and Olga have seats."""
    async with any_database.open_work() as work:
        number = await gather(work, here.district, boris.id, anna.id, olga.id)
    clock.wait(hours=1)
    return number
