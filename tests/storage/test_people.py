"""People, their accounts and who of the staff is near, in both databases."""

import pytest

from core.errors import Gone
from core.people import Account, Grant, PersonId, Role
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def test_a_person_is_found_by_messenger_and_number(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(
            work,
            "Анна",
            here.school_5,
            account=Account("telegram", 42),
            subjects=[here.physics, here.maths],
            roles=[Role.METHODIST],
        )

    async with any_database.open_view() as work:
        found = await work.people.at(Account("telegram", 42))
        assert found == anna
        assert found is not None
        assert found.subjects == (here.physics, here.maths)
        assert found.grants == (Grant(Role.METHODIST, here.school_5),)
        assert await work.people.at(Account("max", 42)) is None
        assert await work.people.at(Account("telegram", 43)) is None


async def test_a_number_of_64_bits_is_a_number_like_any_other(any_database: Database) -> None:
    account = Account("max", 2**62 + 1)
    async with any_database.open_work() as work:
        person = await town.newcomer(work, account)

    async with any_database.open_view() as work:
        assert await work.people.at(account) == person
        assert await work.people.accounts(person.id) == [account]


async def test_whoever_was_never_there_is_gone(any_database: Database) -> None:
    async with any_database.open_view() as work:
        with pytest.raises(Gone):
            await work.people.get(PersonId(404))
        assert await work.people.names([PersonId(404)]) == {}


async def test_names_are_told_for_many_at_once(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
        boris = await town.settle(work, "Борис", here.school_15)

        assert await work.people.names([anna.id, boris.id]) == {
            anna.id: "Анна",
            boris.id: "Борис",
        }
        assert await work.people.names([]) == {}


async def test_staff_of_the_nearest_level_answer_and_the_higher_ones_rest(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        high = await town.settle(work, "Вера", here.region, roles=[Role.COORDINATOR])
        boris = await town.settle(work, "Борис", here.district, roles=[Role.COORDINATOR])
        galina = await town.settle(work, "Галина", here.district, roles=[Role.COORDINATOR])

    async with any_database.open_view() as work:
        over = work.people.staff_over
        assert await over(here.school_5, Role.COORDINATOR) == [boris.id, galina.id]
        assert await over(here.far_school, Role.COORDINATOR) == [high.id]
        assert await over(here.school_5, Role.METHODIST) == []


async def test_a_revoked_role_is_no_role(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.district, roles=[Role.COORDINATOR])
        [appointment] = await work.roles.below([here.district])
        await work.roles.revoke(appointment.id, by=None, at=work.now)

    async with any_database.open_view() as work:
        assert await work.people.staff_over(here.school_5, Role.COORDINATOR) == []
        assert (await work.people.get(boris.id)).grants == ()


async def test_the_account_joined_last_comes_first_and_an_unreachable_one_not_at_all(
    any_database: Database, clock: Clock
) -> None:
    old, new = Account("telegram", 1), Account("max", 1)
    async with any_database.open_work() as work:
        anna = await town.newcomer(work, old)
    clock.wait(days=1)
    async with any_database.open_work() as work:
        twin = await town.newcomer(work, new)
        await work.invitations.adopt(anna.id, newcomer=twin.id, at=work.now)
        assert await work.people.accounts(anna.id) == [new, old]

        await work.people.mark_unreachable(new)
        assert await work.people.accounts(anna.id) == [old]

        await work.people.mark_reachable(new)
        assert await work.people.accounts(anna.id) == [new, old]


async def test_only_the_registered_are_counted(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        await town.newcomer(work)
        await town.settle(work, "Анна", here.school_5)
        boris = await town.settle(work, "Борис", here.school_5)
        await work.privacy.erase(boris.id, at=work.now)

        assert await work.people.count() == 1
