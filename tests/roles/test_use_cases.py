"""Roles are given and taken back, and somebody always remains to let others in."""

import pytest
from sqlalchemy import select

from core.audit import Deed
from core.errors import Gone, NotYours
from core.people import Grant, Person, Role
from core.roles import use_cases
from core.roles.model import AlreadyHolds, Appointment, GrantId, LastAdministrator
from core.roles.notices import RoleGranted, RoleRevoked
from storage.audit import AuditRow
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town, letters


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.region, roles=[Role.ADMINISTRATOR])


async def deeds(database: Database) -> list[tuple[str, int | None, int | None, str]]:
    async with database.reader.connect() as connection:
        rows = await connection.execute(
            select(AuditRow.deed, AuditRow.by_id, AuditRow.about_id, AuditRow.what).order_by(
                AuditRow.id
            )
        )
        return [(row.deed, row.by_id, row.about_id, row.what) for row in rows]


async def appointment(database: Database, here: Town, person: Person) -> Appointment:
    async with database.open_view() as work:
        return next(
            one for one in await work.roles.below([here.region]) if one.person == person.id
        )


async def test_a_role_is_given_written_down_and_told(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.grant(work, Role.METHODIST, here.district, to=anna, by=vera)

    async with any_database.open_view() as work:
        assert (await work.people.get(anna.id)).grants == (Grant(Role.METHODIST, here.district),)
    assert await deeds(any_database) == [
        (Deed.GRANTED, vera.id, anna.id, f"methodist@{here.district}")
    ]
    [letter] = await letters(any_database, RoleGranted)
    assert (letter["to"], letter["role"], letter["unit"]) == (
        anna.id,
        "methodist",
        "Озёрный район",
    )


async def test_a_role_given_twice_is_refused_and_told_once(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.grant(work, Role.METHODIST, here.district, to=anna, by=vera)
    async with any_database.open_work() as work:
        with pytest.raises(AlreadyHolds):
            await use_cases.grant(work, Role.METHODIST, here.district, to=anna, by=vera)

    assert len(await deeds(any_database)) == len(await letters(any_database, RoleGranted)) == 1


async def test_nobody_gives_what_is_above_or_beside_them(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district, roles=[Role.COORDINATOR])
        galina = await town.methodist(work, "Галина", here.district)
        for role, unit, by in (
            (Role.COORDINATOR, here.school_5, boris),
            (Role.ADMINISTRATOR, here.district, boris),
            (Role.METHODIST, here.far_school, boris),
            (Role.METHODIST, here.region, boris),
            (Role.METHODIST, here.school_5, galina),
            (Role.METHODIST, here.school_5, anna),
        ):
            with pytest.raises(NotYours):
                await use_cases.grant(work, role, unit, to=anna, by=by)

    assert await deeds(any_database) == []


async def test_the_command_line_gives_the_first_role(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.grant(work, Role.ADMINISTRATOR, here.region, to=anna, by=None)

    assert await deeds(any_database) == [
        (Deed.GRANTED, None, anna.id, f"administrator@{here.region}")
    ]


async def test_a_role_is_taken_back_once_written_down_and_told(
    any_database: Database, here: Town, vera: Person
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
    held = await appointment(any_database, here, boris)
    async with any_database.open_work() as work:
        await use_cases.revoke(work, held.id, by=vera)
    async with any_database.open_work() as work:
        with pytest.raises(Gone):
            await use_cases.revoke(work, held.id, by=vera)

    async with any_database.open_view() as work:
        assert (await work.people.get(boris.id)).grants == ()
    assert await deeds(any_database) == [
        (Deed.REVOKED, vera.id, boris.id, f"methodist@{here.district}")
    ]
    [letter] = await letters(any_database, RoleRevoked)
    assert (letter["to"], letter["unit"]) == (boris.id, "Озёрный район")


async def test_a_role_taken_back_and_given_again_is_told_again(
    any_database: Database, here: Town, anna: Person, vera: Person, clock: Clock
) -> None:
    for _ in range(2):
        async with any_database.open_work() as work:
            await use_cases.grant(work, Role.METHODIST, here.district, to=anna, by=vera)
        held = await appointment(any_database, here, anna)
        async with any_database.open_work() as work:
            await use_cases.revoke(work, held.id, by=vera)
        clock.wait(minutes=1)

    assert len(await letters(any_database, RoleGranted)) == 2
    assert len(await letters(any_database, RoleRevoked)) == 2


async def test_a_coordinator_takes_no_role_of_an_equal(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district, roles=[Role.COORDINATOR])
        galina = await town.settle(work, "Галина", here.district, roles=[Role.COORDINATOR])
    held = await appointment(any_database, here, galina)
    async with any_database.open_work() as work:
        with pytest.raises(NotYours):
            await use_cases.revoke(work, held.id, by=boris)
        with pytest.raises(Gone):
            await use_cases.revoke(work, GrantId(404), by=boris)


async def test_the_last_administrator_stays(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    held = await appointment(any_database, here, vera)
    for by in (vera, None):
        async with any_database.open_work() as work:
            with pytest.raises(LastAdministrator):
                await use_cases.revoke(work, held.id, by=by)

    async with any_database.open_work() as work:
        await use_cases.grant(work, Role.ADMINISTRATOR, here.region, to=anna, by=vera)
        await use_cases.revoke(work, held.id, by=vera)
    async with any_database.open_view() as work:
        assert await work.roles.count(Role.ADMINISTRATOR) == 1
