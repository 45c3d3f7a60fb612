"""Who is of an audience, how many they are and how much they hear; on both databases."""

import pytest

from core.announcements.model import WEEKLY
from core.audience import Audience
from core.people import Account, Person, Role
from tests import town
from tests.announcements.conftest import Office

AUDIENCES = (
    ({}, {"Вера", "Мария", "Борис"}),
    ({"role": ("teacher",)}, {"Мария"}),
    ({"role": ("teacher", "methodist")}, {"Мария", "Борис"}),
    ({"role": ("coordinator",)}, {"Вера"}),
    ({"subject": (1,)}, set()),
    ({"experience": ("under-3",)}, {"Мария"}),
    ({"experience": ("under-3", "over-20")}, {"Мария", "Борис"}),
    ({"experience": ("from-3",)}, set()),
    ({"messenger": ("max",)}, {"Борис"}),
    ({"messenger": ("max", "telegram")}, {"Вера", "Мария", "Борис"}),
)


@pytest.mark.parametrize(("conditions", "names"), AUDIENCES)
async def test_an_audience_is_who_fits_all_of_its_conditions(
    office: Office, conditions: dict[str, tuple[str, ...]], names: set[str]
) -> None:
    maria, boris = await cast(office)
    async with office.database.open_work() as work:
        await work.registration.teach_since(maria.id, 2025)
        await work.registration.teach_since(boris.id, 1990)
        await town.newcomer(work)  # has agreed and not registered
    audience = Audience.of({"unit": [office.town.district], **conditions})
    people = {each.id: each.name for each in (office.vera, maria, boris)}

    if not names:
        async with office.database.open_view() as work:
            assert not await work.announcements.more_than(0, audience)
        return
    found = await office.letters((await office.send(audience=audience)).id)
    assert {people[each.to_id] for each in found} == names  # type: ignore[index]  # of people


async def cast(office: Office) -> tuple[Person, Person]:
    async with office.database.open_work() as work:
        maria = await town.settle(work, "Мария", office.town.school_5)
        boris = await town.settle(
            work, "Борис", office.town.school_15, account=Account("max", 7), roles=[Role.METHODIST]
        )
        await town.settle(work, "Ольга", office.town.far_school)
    return maria, boris


async def test_who_has_not_told_their_experience_is_counted(office: Office) -> None:
    maria, _ = await cast(office)
    async with office.database.open_work() as work:
        await work.registration.teach_since(maria.id, 2025)
        audience = Audience.of({"unit": [office.town.district], "experience": ["under-3"]})
        reach = await work.announcements.reach(audience, ceiling=WEEKLY)

    assert (reach.people, reach.untold) == (1, 2)


async def test_the_burden_is_what_people_have_got_this_week(office: Office) -> None:
    await office.people(1)
    school = Audience({"unit": (office.town.school_5,)})
    district = Audience({"unit": (office.town.district,)})
    for audience in (school, school, district):
        await office.send(audience=audience)
        await office.carry()
    async with office.database.open_view() as work:
        reach = await work.announcements.reach(district, ceiling=3)
    assert (reach.people, reach.burdened, reach.average) == (2, 1, 2.0)

    office.clock.wait(days=8)
    async with office.database.open_view() as work:
        reach = await work.announcements.reach(district, ceiling=3)
    assert (reach.burdened, reach.average) == (0, 0.0)
