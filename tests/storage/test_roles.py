"""Roles given and taken, in both databases."""

import asyncio

import pytest

from core.people import Grant, Role
from core.roles import use_cases
from core.roles.model import GrantId, LastAdministrator
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def test_a_role_given_twice_is_held_once(any_database: Database, here: Town) -> None:
    grant = Grant(Role.METHODIST, here.district)
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district)
        assert await work.roles.grant(boris.id, grant, by=None, at=work.now)
        assert not await work.roles.grant(boris.id, grant, by=None, at=work.now)

        assert (await work.people.get(boris.id)).grants == (grant,)
        assert await work.roles.count(Role.METHODIST) == 1


async def test_of_two_who_give_the_same_role_at_once_one_gives_it(
    any_database: Database, here: Town
) -> None:
    grant = Grant(Role.METHODIST, here.district)
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district)

    async def give() -> bool:
        async with any_database.open_work() as work:
            return await work.roles.grant(boris.id, grant, by=None, at=work.now)

    assert sum(await asyncio.gather(*(give() for _ in range(12)))) == 1


async def test_a_role_is_taken_back_once_and_may_be_given_again(
    any_database: Database, here: Town, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district, roles=[Role.METHODIST])
        [appointment] = await work.roles.below([here.region])
    assert appointment.person == boris.id
    assert appointment.name == "Борис"
    assert appointment.unit_name == "Озёрный район"
    assert appointment.granted_at == clock.now

    async with any_database.open_work() as work:
        assert await work.roles.revoke(appointment.id, by=boris.id, at=work.now)
    async with any_database.open_work() as work:
        assert not await work.roles.revoke(appointment.id, by=boris.id, at=work.now)
        assert await work.roles.get(appointment.id) is None
        assert await work.roles.below([here.region]) == []
        assert await work.roles.grant(boris.id, appointment.grant, by=None, at=work.now)


async def test_a_role_that_was_never_given_is_not_there(any_database: Database) -> None:
    async with any_database.open_work() as work:
        assert await work.roles.get(GrantId(404)) is None
        assert not await work.roles.revoke(GrantId(404), by=None, at=work.now)


async def test_staff_below_a_unit_are_listed_by_name(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        await town.settle(work, "Вера", here.far_school, roles=[Role.METHODIST])
        await town.settle(work, "Борис", here.school_5, roles=[Role.METHODIST])
        await town.settle(work, "анна", here.district, roles=[Role.COORDINATOR])

    async with any_database.open_view() as work:
        below = work.roles.below
        assert [one.name for one in await below([here.district])] == ["анна", "Борис"]
        assert [one.name for one in await below([here.region])] == ["анна", "Борис", "Вера"]
        both = await below([here.region, here.district])
        assert [one.name for one in both] == ["анна", "Борис", "Вера"]
        assert await below([]) == []


async def test_two_administrators_who_remove_each_other_at_once_leave_one(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.region, roles=[Role.ADMINISTRATOR])
        boris = await town.settle(work, "Борис", here.region, roles=[Role.ADMINISTRATOR])
        appointments = {one.person: one.id for one in await work.roles.below([here.region])}

    async def remove(appointment: GrantId) -> bool:
        try:
            async with any_database.open_work() as work:
                await use_cases.revoke(work, appointment, by=None)
        except LastAdministrator:
            return False
        return True

    removed = await asyncio.gather(*(remove(appointments[one.id]) for one in (anna, boris)))

    assert sorted(removed) == [False, True]
