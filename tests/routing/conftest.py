"""A district with two methodists, one above them, and their coordinator."""

import pytest

from core.people import Person
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.town import Town

__all__ = ["anna", "boris", "here", "vera"]


@pytest.fixture
async def galina(any_database: Database, here: Town) -> Person:
    """A methodist of the region: above Boris."""
    async with any_database.open_work() as work:
        return await town.methodist(work, "Галина", here.region)


@pytest.fixture
async def gleb(any_database: Database, here: Town) -> Person:
    """A methodist of another district."""
    async with any_database.open_work() as work:
        return await town.methodist(work, "Глеб", here.far_district)
