"""Each kind of invitation is accepted, and each way to misuse one is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit import Deed
from core.errors import NotYours, Refusal
from core.people import Account, Grant, Person, PersonId, Role
from core.roles import use_cases
from core.roles.invitations import (
    LASTS,
    AlreadyRegistered,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    Kind,
    Offer,
)
from core.roles.notices import RoleGranted
from core.tokens import fingerprint, new_token
from storage.audit import AuditRow
from storage.invitations import InvitationRow
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town, letters


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.district, roles=[Role.ADMINISTRATOR])


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    """Has agreed and said nothing yet."""
    async with any_database.open_work() as work:
        return await town.newcomer(work, Account("telegram", 42))


async def invite(database: Database, offer: Offer, by: Person) -> str:
    async with database.open_work() as work:
        return await use_cases.invite(work, offer, by=by)


async def invite_in_person(database: Database, person: PersonId) -> str:
    """As an import of people does it."""
    token = new_token()
    async with database.open_work() as work:
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=person),
            fingerprint=fingerprint(token),
            by=None,
            at=work.now,
            expires_at=work.now + LASTS[Kind.PERSON],
        )
    return token


async def accept(database: Database, token: str, me: Person) -> Person:
    async with database.open_work() as work:
        _, person = await use_cases.accept(work, token, me=me)
        return person


async def refused(database: Database, token: str, me: Person) -> type[Refusal] | None:
    try:
        await accept(database, token, me)
    except Refusal as refusal:
        return type(refusal)
    return None


async def test_the_link_of_a_school_names_it_and_gives_no_right(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    token = await invite(any_database, Offer(kind=Kind.UNIT, unit=here.school_5), vera)

    person = await accept(any_database, token, anna)

    assert (person.id, person.unit, person.grants) == (anna.id, here.school_5, ())
    assert await letters(any_database, RoleGranted) == []


async def test_a_whole_staff_room_enters_by_the_link_of_its_school(
    any_database: Database, here: Town, vera: Person
) -> None:
    token = await invite(any_database, Offer(kind=Kind.UNIT, unit=here.school_5), vera)
    for _ in range(3):
        async with any_database.open_work() as work:
            somebody = await town.newcomer(work)
        assert (await accept(any_database, token, somebody)).unit == here.school_5


async def test_the_link_of_another_school_does_not_move_anybody(
    any_database: Database, here: Town, vera: Person
) -> None:
    token = await invite(any_database, Offer(kind=Kind.UNIT, unit=here.school_5), vera)
    async with any_database.open_work() as work:
        boris = await town.settle(work, "Борис", here.school_15)

    assert (await accept(any_database, token, boris)).unit == here.school_15


async def test_a_role_comes_with_a_link_once(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    offer = Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)
    token = await invite(any_database, offer, vera)

    person = await accept(any_database, token, anna)

    assert person.grants == (Grant(Role.METHODIST, here.district),)
    assert person.unit == here.district
    async with any_database.open_work() as work:
        boris = await town.newcomer(work)
    assert await refused(any_database, token, boris) is InvitationUsed
    [letter] = await letters(any_database, RoleGranted)
    assert letter["to"] == anna.id
    async with any_database.reader.connect() as connection:
        log = await connection.execute(
            select(AuditRow.deed, AuditRow.by_id, AuditRow.about_id).order_by(AuditRow.id)
        )
        assert [tuple(row) for row in log] == [
            (Deed.INVITED, vera.id, None),
            (Deed.GRANTED, vera.id, anna.id),
        ]


async def test_a_personal_link_opens_the_record_prepared(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        prepared = await town.settle(work, "Анна Ёлкина", here.school_5)
    token = await invite_in_person(any_database, prepared.id)

    person = await accept(any_database, token, anna)

    assert (person.id, person.name) == (prepared.id, "Анна Ёлкина")
    async with any_database.open_view() as work:
        assert (await work.people.at(Account("telegram", 42))) == person
    async with any_database.open_work() as work:
        boris = await town.newcomer(work)
    assert await refused(any_database, token, boris) is InvitationUsed


async def test_a_role_first_and_a_personal_link_after_it_make_one_person(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    role = Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)
    anna = await accept(any_database, await invite(any_database, role, vera), anna)
    async with any_database.open_work() as work:
        prepared = await town.settle(work, "Анна Ёлкина", here.school_5)

    person = await accept(any_database, await invite_in_person(any_database, prepared.id), anna)

    assert person.id == prepared.id
    assert person.grants == (Grant(Role.METHODIST, here.district),)


async def test_a_second_personal_link_opens_the_same_record_again(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        prepared = await town.newcomer(work)
        await work.registration.rename(prepared.id, "Анна Ёлкина")
    first = await invite_in_person(any_database, prepared.id)
    second = await invite_in_person(any_database, prepared.id)

    once = await accept(any_database, first, anna)
    twice = await accept(any_database, second, once)

    assert twice == once


async def test_two_records_of_a_registered_person_are_not_joined(
    any_database: Database, here: Town, vera: Person
) -> None:
    async with any_database.open_work() as work:
        prepared = await town.newcomer(work)
    token = await invite_in_person(any_database, prepared.id)

    assert await refused(any_database, token, vera) is AlreadyRegistered
    async with any_database.open_view() as work:
        await use_cases.read(work, token)


@pytest.mark.parametrize("token", ["", "forged", "🎓", "x" * 5000, "' OR 1=1 --"])
async def test_a_forged_link_is_unknown(
    any_database: Database, here: Town, anna: Person, token: str
) -> None:
    assert await refused(any_database, token, anna) is InvitationUnknown


async def test_what_is_stored_does_not_open_anything(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    token = await invite(any_database, Offer(kind=Kind.UNIT, unit=here.school_5), vera)
    async with any_database.reader.connect() as connection:
        [row] = await connection.execute(select(InvitationRow.__table__))

    assert token not in map(str, row)
    assert await refused(any_database, row.fingerprint, anna) is InvitationUnknown


@pytest.mark.parametrize(
    "offer_of",
    [
        lambda here: Offer(kind=Kind.UNIT, unit=here.school_5),
        lambda here: Offer(kind=Kind.ROLE, unit=here.school_5, role=Role.METHODIST),
    ],
    ids=["unit", "role"],
)
async def test_a_link_counts_until_its_hour_and_not_at_it(
    any_database: Database, here: Town, vera: Person, anna: Person, clock: Clock, offer_of: object
) -> None:
    offer = offer_of(here)  # type: ignore[operator]  # a lambda of the table
    token = await invite(any_database, offer, vera)
    clock.now += LASTS[offer.kind] - timedelta(microseconds=1)
    async with any_database.open_view() as work:
        assert (await use_cases.read(work, token)).offer == offer
    clock.now += timedelta(microseconds=1)

    assert await refused(any_database, token, anna) is InvitationExpired
    async with any_database.open_view() as work:
        assert await work.people.get(anna.id) == anna


async def test_nobody_invites_to_what_is_not_theirs_to_give(
    any_database: Database, here: Town, vera: Person
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        teacher = await town.settle(work, "Галина", here.school_5)
    for by, offer in (
        (vera, Offer(kind=Kind.UNIT)),
        (vera, Offer(kind=Kind.UNIT, unit=here.far_school)),
        (vera, Offer(kind=Kind.ROLE, unit=here.region, role=Role.METHODIST)),
        (boris, Offer(kind=Kind.ROLE, unit=here.school_5, role=Role.METHODIST)),
        (boris, Offer(kind=Kind.PERSON, unit=here.school_5, person=vera.id)),
        (teacher, Offer(kind=Kind.UNIT, unit=here.school_5)),
    ):
        with pytest.raises(NotYours):
            await invite(any_database, offer, by)


async def test_a_link_nobody_has_given_the_right_to_is_refused_whole(
    any_database: Database, here: Town, vera: Person, anna: Person
) -> None:
    """What is refused uses nothing up: the same link still works for whoever it is for."""
    role = Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)
    token = await invite(any_database, role, vera)
    with pytest.raises(InvitationUnknown):
        await accept(any_database, token + "x", anna)

    assert (await accept(any_database, token, anna)).holds(Role.METHODIST)
