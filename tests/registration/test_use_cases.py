"""A newcomer becomes a registered person, field by field."""

from typing import Any

import pytest

from core.catalogue import SubjectId
from core.errors import Gone, Refusal
from core.people import Account, Person
from core.registration import use_cases
from core.registration.model import CONSENT_VERSION, NameIsOff, NotRegistered
from core.units import UnitId
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town

ACCOUNT = Account("telegram", 42)


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await use_cases.agree(work, ACCOUNT)


async def step(database: Database, use_case: Any, words: object, me: Person) -> Person:
    """One field in a work of its own, as the dialog does it."""
    async with database.open_work() as work:
        person: Person = await use_case(work, words, me=me)
        return person


async def saved(database: Database) -> Person | None:
    async with database.open_view() as work:
        return await work.people.at(ACCOUNT)


async def test_before_consent_nothing_is_known_of_a_person(any_database: Database) -> None:
    assert await saved(any_database) is None


async def test_a_newcomer_registers_in_five_steps(
    any_database: Database, here: Town, anna: Person, clock: Clock
) -> None:
    assert anna.missing == "name"
    clock.wait(minutes=3)
    anna = await step(any_database, use_cases.rename, " Анна \n Ёлкина", anna)
    assert (anna.name, anna.missing) == ("Анна Ёлкина", "unit")
    anna = await step(any_database, use_cases.place, here.school_5, anna)
    assert (anna.unit, anna.missing) == (here.school_5, "position")
    anna = await step(any_database, use_cases.employ, "учитель", anna)
    assert (anna.position, anna.missing) == ("учитель", "subjects")
    anna = await step(any_database, use_cases.teach, [here.maths], anna)
    assert (anna.subjects, anna.missing) == ((here.maths,), None)
    assert anna.registered_at == clock.now

    assert await saved(any_database) == anna


async def test_a_registered_person_changes_one_field_and_stays_registered_since_then(
    any_database: Database, here: Town, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5, subjects=[here.maths])
    clock.wait(days=30)

    changed = await step(any_database, use_cases.teach, [here.physics, here.maths], anna)
    changed = await step(any_database, use_cases.place, here.far_school, changed)

    assert changed.registered_at == anna.registered_at
    assert (changed.subjects, changed.unit) == ((here.physics, here.maths), here.far_school)
    assert (changed.name, changed.position) == (anna.name, anna.position)


async def test_subjects_alone_do_not_make_a_registration(
    any_database: Database, here: Town, anna: Person
) -> None:
    with pytest.raises(NotRegistered):
        await step(any_database, use_cases.teach, [here.maths], anna)

    person = await saved(any_database)
    assert person is not None
    assert (person.subjects, person.registered_at) == ((), None)


async def test_what_is_refused_changes_nothing(any_database: Database, anna: Person) -> None:
    anna = await step(any_database, use_cases.rename, "Анна", anna)
    attempts: list[tuple[Any, object, type[Refusal]]] = [
        (use_cases.rename, "🎓", NameIsOff),
        (use_cases.employ, "", NameIsOff),
        (use_cases.place, UnitId(404), Gone),
    ]
    for use_case, words, refusal in attempts:
        with pytest.raises(refusal):
            await step(any_database, use_case, words, anna)

    assert await saved(any_database) == anna


async def test_a_subject_that_is_not_in_the_list_changes_nothing(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(
            work, "Анна", here.school_5, account=ACCOUNT, subjects=[here.maths]
        )

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await step(any_database, use_cases.teach, [SubjectId(404)], anna)

    person = await saved(any_database)
    assert person is not None
    assert person.subjects == (here.maths,)


async def test_agreeing_again_finds_the_same_person(
    any_database: Database, here: Town, anna: Person
) -> None:
    await step(any_database, use_cases.rename, "Анна", anna)
    async with any_database.open_work() as work:
        again = await use_cases.agree(work, ACCOUNT)
        assert await work.registration.agreed_to(anna.id) == CONSENT_VERSION

    assert (again.id, again.name) == (anna.id, "Анна")
