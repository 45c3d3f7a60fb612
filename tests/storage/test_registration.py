"""Consents and the fields of a profile, in both databases."""

from sqlalchemy import func, select

from core.people import Account
from storage.people import PersonRow
from storage.work import Database
from tests import town
from tests.times import Clock

ANNA = Account("telegram", 42)


async def test_agreeing_twice_is_agreeing_once(any_database: Database, clock: Clock) -> None:
    people = []
    for _ in range(3):
        async with any_database.open_work() as work:
            people.append(await work.registration.agree(ANNA, version="1", at=work.now))
        clock.wait(hours=1)

    async with any_database.open_view() as work:
        assert len(set(people)) == 1
        assert len(await work.privacy.consents(people[0])) == 1
    async with any_database.writer.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(PersonRow)) == 1


async def test_a_new_version_is_agreed_to_beside_the_old_one(
    any_database: Database, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        anna = await work.registration.agree(ANNA, version="1", at=work.now)
    later = clock.wait(days=30)
    async with any_database.open_work() as work:
        assert await work.registration.agree(ANNA, version="2", at=work.now) == anna

    async with any_database.open_view() as work:
        consents = await work.privacy.consents(anna)
        assert [consent.version for consent in consents] == ["1", "2"]
        assert consents[1].given_at == later
        assert {consent.messenger for consent in consents} == {"telegram"}
        assert await work.registration.agreed_to(anna) == "2"


async def test_the_same_number_in_another_messenger_is_another_person(
    any_database: Database,
) -> None:
    async with any_database.open_work() as work:
        there = await work.registration.agree(Account("max", 42), version="1", at=work.now)
        here = await work.registration.agree(ANNA, version="1", at=work.now)

    assert there != here


async def test_a_profile_is_filled_field_by_field(any_database: Database, clock: Clock) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        anna = (await town.newcomer(work, ANNA)).id
    missing = []
    async with any_database.open_work() as work:
        registration = work.registration
        for step in (
            registration.rename(anna, "Анна Ёлкина"),
            registration.place(anna, here.school_5),
            registration.employ(anna, "учитель"),
            registration.teach(anna, [here.physics, here.maths]),
            registration.finish(anna, at=work.now),
        ):
            missing.append((await work.people.get(anna)).missing)
            await step
        person = await work.people.get(anna)

    assert missing == ["name", "unit", "position", "subjects", "subjects"]
    assert person.missing is None
    assert (person.name, person.unit, person.position) == (
        "Анна Ёлкина",
        here.school_5,
        "учитель",
    )
    assert person.registered_at == clock.now


async def test_subjects_chosen_again_replace_the_old_ones_in_their_new_order(
    any_database: Database,
) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        anna = (await town.newcomer(work)).id
        await work.registration.teach(anna, [here.maths, here.physics])
    async with any_database.open_work() as work:
        await work.registration.teach(anna, [here.physics, here.maths])

    async with any_database.open_view() as work:
        assert (await work.people.get(anna)).subjects == (here.physics, here.maths)
