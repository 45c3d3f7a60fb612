"""Invitations and the joining of a newcomer with a prepared record, in both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit import Deed
from core.errors import Gone
from core.people import Grant, Role
from core.roles.invitations import Kind, Offer
from core.roles.notices import RoleGranted
from storage.audit import AuditRow
from storage.people import GrantRow
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def test_an_invitation_is_found_by_its_fingerprint_alone(
    any_database: Database, here: Town, clock: Clock
) -> None:
    offer = Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)
    expires_at = clock.now + timedelta(hours=1)
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.region)
        await work.invitations.make(
            offer, fingerprint="f1", by=anna.id, at=work.now, expires_at=expires_at
        )

    async with any_database.open_view() as work:
        invitation = await work.invitations.by_fingerprint("f1")
        assert invitation is not None
        assert invitation.offer == offer
        assert invitation.by == anna.id
        assert invitation.expires_at == expires_at
        assert invitation.used_at is None
        assert await work.invitations.by_fingerprint("f2") is None


async def test_a_used_invitation_is_not_used_again(
    any_database: Database, here: Town, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.region)
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=anna.id),
            fingerprint="f1",
            by=None,
            at=work.now,
            expires_at=work.now + timedelta(hours=1),
        )
        invitation = await work.invitations.by_fingerprint("f1")
        assert invitation is not None
        assert await work.invitations.use(invitation, by=anna.id, at=work.now)
        assert not await work.invitations.use(invitation, by=anna.id, at=work.now)

    async with any_database.open_view() as work:
        used = await work.invitations.by_fingerprint("f1")
        assert used is not None
        assert used.used_at == clock.now
        assert used.offer.person == anna.id


async def test_a_newcomer_becomes_the_person_prepared_for_them(
    any_database: Database, here: Town
) -> None:
    account = town.an_account()
    async with any_database.open_work() as work:
        prepared = await town.settle(work, "Анна Ёлкина", here.school_5)
        came = await town.newcomer(work, account)
        await work.registration.teach(came.id, [here.maths])
        await work.roles.grant(came.id, Grant(Role.METHODIST, here.district), by=None, at=work.now)
    async with any_database.open_work() as work:
        await work.invitations.adopt(prepared.id, newcomer=came.id, at=work.now)

    async with any_database.open_view() as work:
        anna = await work.people.at(account)
        assert anna is not None
        assert (anna.id, anna.name) == (prepared.id, "Анна Ёлкина")
        assert anna.holds(Role.METHODIST)
        assert await work.registration.agreed_to(anna.id) == "2026-11"
        with pytest.raises(Gone):
            await work.people.get(came.id)


async def test_what_was_written_about_the_newcomer_goes_along(
    any_database: Database, here: Town
) -> None:
    """A role's link first and a personal link after it. The log alone stays as it was written."""
    async with any_database.open_work() as work:
        prepared = await town.settle(work, "Анна", here.school_5)
        came = await town.newcomer(work)
        await work.outbox.put(
            RoleGranted(to=came.id, role=Role.METHODIST, unit="Район", granted_at="today")
        )
        await work.audit.note(Deed.GRANTED, by=came.id, about=came.id)
    async with any_database.open_work() as work:
        await work.invitations.adopt(prepared.id, newcomer=came.id, at=work.now)

    [letter] = await town.letters(any_database, RoleGranted)
    assert letter["to"] == prepared.id
    async with any_database.reader.connect() as connection:
        [row] = await connection.execute(select(AuditRow.by_id, AuditRow.about_id))
    assert tuple(row) == (came.id, came.id)


async def test_a_role_that_both_records_hold_is_held_once(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        prepared = await town.methodist(work, "Борис", here.district)
        came = await town.methodist(work, "", here.district)
        await work.invitations.adopt(prepared.id, newcomer=came.id, at=work.now)

        assert (await work.people.get(prepared.id)).grants == (
            Grant(Role.METHODIST, here.district),
        )
    async with any_database.reader.connect() as connection:
        held = await connection.execute(
            select(GrantRow.person_id).where(GrantRow.revoked_at.is_(None))
        )
        assert held.scalars().all() == [prepared.id]
