"""A coordinator, a methodist and a teacher of one district, and somebody of another."""

import pytest

from core.people import Person, Role
from storage.work import Database
from tests import town
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def far(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Юрий", here.far_district, roles=[Role.COORDINATOR])
