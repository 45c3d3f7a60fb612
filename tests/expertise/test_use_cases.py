"""A methodist says what they answer for."""

import pytest

from core.errors import NotYours
from core.expertise.model import Expertise
from core.expertise.use_cases import answer_for
from storage.work import Database
from tests import town
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def test_a_methodist_answers_for_what_they_say(any_database: Database, here: Town) -> None:
    expertise = Expertise(unit=here.school_5, subjects=frozenset({here.maths}))
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        await answer_for(work, expertise, me=boris)

        assert await work.expertise.of(boris.id) == [expertise]


async def test_nobody_answers_for_a_unit_that_is_not_theirs(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        anna = await town.settle(work, "Анна", here.school_5)
        for me, unit in ((boris, here.far_school), (boris, here.region), (anna, here.school_5)):
            with pytest.raises(NotYours):
                await answer_for(work, Expertise(unit=unit), me=me)

        assert await work.expertise.of(boris.id) == []
        assert await work.expertise.of(anna.id) == []
