"""What methodists answer for, in both databases."""

import pytest

from core.expertise.model import Expertise
from storage.work import Database
from tests import town
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def test_what_is_said_again_replaces_what_was_said_of_the_unit(
    any_database: Database, here: Town
) -> None:
    old = Expertise(unit=here.district, subjects=frozenset({here.maths, here.physics}))
    new = Expertise(
        unit=here.district,
        subjects=frozenset({here.physics}),
        topics=frozenset({here.attestation, here.contests}),
    )
    elsewhere = Expertise(unit=here.far_district)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.region)
        for expertise in (elsewhere, old, new):
            await work.expertise.replace(boris.id, expertise)

    async with any_database.open_view() as work:
        assert await work.expertise.of(boris.id) == [new, elsewhere]


async def test_who_has_said_nothing_has_no_expertise(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)

        assert await work.expertise.of(boris.id) == []
