"""The log is a chain: whoever changes, removes or inserts a row is seen."""

import asyncio

import pytest
from sqlalchemy import func, select

from core.audit import Deed
from core.people import PersonId
from core.roles import use_cases as roles
from core.roles.invitations import Kind, Offer
from core.tokens import fingerprint
from storage.audit import AuditRow
from storage.work import Database
from tests import town

IN_ORDER = select(AuditRow.what, AuditRow.chain).order_by(AuditRow.id)


async def somebody(database: Database) -> PersonId:
    async with database.open_work() as work:
        return (await town.newcomer(work)).id


async def note(database: Database, by: PersonId, *whats: str) -> None:
    async with database.open_work() as work:
        for what in whats:
            await work.audit.note(Deed.LOOKED, by=by, about=by, what=what)


async def note_and_fail(database: Database, by: PersonId) -> None:
    async with database.open_work() as work:
        await work.audit.note(Deed.LOOKED, by=by)
        raise RuntimeError


async def test_an_empty_log_is_whole(any_database: Database) -> None:
    async with any_database.open_view() as work:
        chain = await work.audit.verify()

    assert chain.is_whole
    assert (chain.rows, chain.head) == (0, "")


async def test_several_notes_of_one_work_keep_their_order(any_database: Database) -> None:
    anna = await somebody(any_database)
    await note(any_database, anna, "a", "b", "c")
    await note(any_database, anna, "d")

    async with any_database.reader.connect() as connection:
        rows = (await connection.execute(IN_ORDER)).all()
    assert [row.what for row in rows] == ["a", "b", "c", "d"]
    assert len({row.chain for row in rows}) == 4
    async with any_database.open_view() as work:
        chain = await work.audit.verify()
    assert (chain.is_whole, chain.rows, chain.head) == (True, 4, rows[-1].chain)


async def test_a_work_that_failed_leaves_no_link(any_database: Database) -> None:
    anna = await somebody(any_database)
    await note(any_database, anna, "a")
    with pytest.raises(RuntimeError):
        await note_and_fail(any_database, anna)
    await note(any_database, anna, "b")

    async with any_database.open_view() as work:
        chain = await work.audit.verify()
    assert (chain.is_whole, chain.rows) == (True, 2)


async def test_notes_made_at_once_form_one_chain(any_database: Database) -> None:
    people = [await somebody(any_database) for _ in range(4)]

    async def work_hard(person: PersonId) -> None:
        for number in range(10):
            await note(any_database, person, f"{number}", f"{number} again")

    await asyncio.gather(*map(work_hard, people))

    async with any_database.open_view() as work:
        chain = await work.audit.verify()
    assert (chain.is_whole, chain.rows) == (True, 80)


async def test_a_note_is_written_last_so_that_works_never_wait_for_each_other(
    any_database: Database,
) -> None:
    """Whoever held the chain while waiting for a row could wait for ever."""
    anna = await somebody(any_database)
    async with any_database.open_work() as work:
        await work.audit.note(Deed.LOOKED, by=anna)
        await work.people.get(anna)
        async with any_database.reader.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(AuditRow)) == 0
        assert (await work.audit.verify()).rows == 0

    async with any_database.open_view() as work:
        assert (await work.audit.verify()).rows == 1


async def test_a_long_log_is_walked_to_its_end(any_database: Database) -> None:
    anna = await somebody(any_database)
    await note(any_database, anna, *map(str, range(4_100)))

    async with any_database.open_view() as work:
        chain = await work.audit.verify()
    assert (chain.is_whole, chain.rows) == (True, 4_100)


async def test_erasure_and_a_personal_link_leave_the_chain_whole(any_database: Database) -> None:
    """And the person still reads what was noted under the number they came with."""
    async with any_database.open_work() as work:
        came, prepared = await town.newcomer(work), await town.newcomer(work)
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=prepared.id),
            fingerprint=fingerprint("t"),
            by=None,
            at=work.now,
            expires_at=work.now.replace(year=work.now.year + 1),
        )
    await note(any_database, came.id, "before")

    async with any_database.open_work() as work:
        await roles.accept(work, "t", me=came)
    async with any_database.open_view() as work:
        looks = (await work.privacy.dossier(prepared.id)).sections["looks"]
    assert [row["deed"] for row in looks] == [Deed.LOOKED, Deed.ADOPTED]

    async with any_database.open_work() as work:
        await work.privacy.erase(prepared.id, at=work.now)
    async with any_database.open_view() as work:
        assert (await work.audit.verify()).is_whole


async def test_whoever_changed_numbers_twice_still_reads_what_was_noted(
    any_database: Database,
) -> None:
    first, second, third = [await somebody(any_database) for _ in range(3)]
    await note(any_database, first, "long ago")
    for came, record in ((first, second), (second, third)):
        async with any_database.open_work() as work:
            await work.invitations.adopt(record, newcomer=came, at=work.now)
            await work.audit.note(Deed.ADOPTED, by=came, about=record)

    async with any_database.open_view() as work:
        looks = (await work.privacy.dossier(third)).sections["looks"]
    assert [row["what"] for row in looks] == ["long ago", "", ""]
