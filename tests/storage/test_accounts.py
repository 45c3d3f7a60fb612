"""Codes and accounts in both databases."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from core.accounts import use_cases
from core.accounts.codes import Key
from core.accounts.model import MOST_TRIES, CodeUsed, Joining, LastAccount, MergeOver, State
from core.audit import Deed
from core.errors import Gone
from core.people import Account, Person, PersonId
from storage.accounts import JoiningRow, SqlAccounts
from storage.audit import AuditRow
from storage.people import AccountRow
from storage.work import Database
from tests import town
from tests.accounts.brought import a_code, bring
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5, subjects=[here.maths])


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.school_15, subjects=[here.maths])


async def test_after_five_wrong_tries_the_right_code_is_refused(
    any_database: Database, anna: Person
) -> None:
    code = await a_code(any_database, anna)
    wrong = Key(code.finder + code.proof[::-1][:8] + ("2" if code.proof[0] != "2" else "4"))
    for _ in range(MOST_TRIES):
        assert await bring(any_database, wrong) is None

    assert await bring(any_database, code) is None


async def test_four_wrong_tries_leave_the_code_to_its_owner(
    any_database: Database, anna: Person
) -> None:
    code = await a_code(any_database, anna)
    wrong = Key(code.finder + code.proof[:-1] + ("2" if code.proof[-1] != "2" else "4"))
    for _ in range(MOST_TRIES - 1):
        assert await bring(any_database, wrong) is None

    for _ in range(MOST_TRIES):
        async with any_database.open_work() as work:
            assert await use_cases.preview(work, code, me=None) is not None
    assert await bring(any_database, code) is not None


class Unguarded(SqlAccounts):
    """Takes whatever it has read, even if somebody was quicker."""

    async def take(
        self, joining: Joining, state: State, *, at: datetime, other: PersonId | None = None
    ) -> bool:
        await self._session.execute(
            update(JoiningRow).where(JoiningRow.id == joining.id).values(state=state)
        )
        return True


async def taken_at_once(
    database: Database, joining: Joining, state: State, accounts: type[SqlAccounts]
) -> int:
    """How many of ten get it, when everybody has read it before anybody takes it."""

    async def one() -> bool:
        async with database.open_work() as work:
            session = work.accounts._session  # noqa: SLF001 - the twin needs the same transaction
            return await accounts(session).take(joining, state, at=work.now)

    return sum(await asyncio.gather(*(one() for _ in range(10))))


@pytest.mark.parametrize(("accounts", "winners"), [(SqlAccounts, "one"), (Unguarded, "several")])
async def test_of_ten_who_bring_one_code_at_once_one_gets_in(
    any_database: Database, anna: Person, accounts: type[SqlAccounts], winners: str
) -> None:
    """And without the guard, several."""
    code = await a_code(any_database, anna)
    async with any_database.open_work() as work:
        joining = await use_cases.find(work, code, me=None)
    assert joining is not None

    won = await taken_at_once(any_database, joining, State.JOINED, accounts)

    assert ("one" if won == 1 else "several") == winners
    assert won >= 1


@pytest.mark.parametrize(("accounts", "winners"), [(SqlAccounts, "one"), (Unguarded, "several")])
async def test_of_ten_yeses_at_once_one_merges(
    any_database: Database,
    anna: Person,
    vera: Person,
    accounts: type[SqlAccounts],
    winners: str,
) -> None:
    """And without the guard, several."""
    joining = await bring(any_database, await a_code(any_database, anna), me=vera)
    assert joining is not None

    won = await taken_at_once(any_database, joining, State.MERGED, accounts)

    assert ("one" if won == 1 else "several") == winners
    assert won >= 1


async def test_two_yeses_at_once_merge_once(
    any_database: Database, anna: Person, vera: Person
) -> None:
    joining = await bring(any_database, await a_code(any_database, anna), me=vera)
    assert joining is not None

    async def confirm() -> bool:
        try:
            async with any_database.open_work() as work:
                await use_cases.confirm(work, joining.id, me=anna)
        except (MergeOver, Gone):
            return False
        return True

    assert sorted(await asyncio.gather(*(confirm() for _ in range(5)))) == [False] * 4 + [True]
    async with any_database.reader.connect() as connection:
        notes = await connection.scalar(
            select(func.count()).select_from(AuditRow).where(AuditRow.deed == Deed.MERGED)
        )
    assert notes == 1


async def test_two_who_disconnect_each_other_at_once_leave_one(
    any_database: Database, anna: Person
) -> None:
    second = town.an_account()
    await bring(any_database, await a_code(any_database, anna), account=second)
    async with any_database.open_view() as work:
        first, other = [one.account for one in await work.accounts.of(anna.id)]

    async def part(account: Account, here: Account) -> bool:
        try:
            async with any_database.open_work() as work:
                await use_cases.part(work, account, me=anna, here=here)
        except Gone:
            return False
        return True

    done = await asyncio.gather(part(first, other), part(other, first))

    assert sorted(done) == [False, True]
    async with any_database.open_view() as work:
        assert len(await work.accounts.of(anna.id)) == 1


async def test_without_looking_again_under_the_lock_none_would_be_left(
    any_database: Database, anna: Person
) -> None:
    """The twin of the test above: each has looked before the other has disconnected."""
    await bring(any_database, await a_code(any_database, anna))
    async with any_database.open_view() as work:
        accounts = [one.account for one in await work.accounts.of(anna.id)]

    async def part(account: Account) -> None:
        async with any_database.open_work() as work:
            await work.accounts.remove(account, of=anna.id, at=work.now)

    await asyncio.gather(*map(part, accounts))

    async with any_database.open_view() as work:
        assert await work.accounts.of(anna.id) == []


async def test_the_account_in_hand_is_not_disconnected(
    any_database: Database, anna: Person
) -> None:
    async with any_database.open_work() as work:
        [own] = await work.people.accounts(anna.id)
        with pytest.raises(LastAccount):
            await use_cases.part(work, own, me=anna, here=own)


async def test_a_used_code_is_explained_to_the_two_only(
    any_database: Database, anna: Person, vera: Person
) -> None:
    code = await a_code(any_database, anna)
    await bring(any_database, code, me=vera)

    with pytest.raises(CodeUsed):
        await bring(any_database, code, me=vera)
    assert await bring(any_database, code) is None


async def test_hashes_go_with_the_ten_minutes_and_the_rest_with_the_month(
    any_database: Database, anna: Person, clock: Clock
) -> None:
    await a_code(any_database, anna)
    for wait, kept in ((timedelta(minutes=10), [None]), (timedelta(days=31), [])):
        clock.now += wait
        async with any_database.open_work() as work:
            await work.accounts.sweep(work.now)
        async with any_database.reader.connect() as connection:
            assert (await connection.scalars(select(JoiningRow.link))).all() == kept


async def test_only_one_account_is_the_chosen_one(
    any_database: Database, anna: Person, vera: Person
) -> None:
    second = town.an_account()
    await bring(any_database, await a_code(any_database, anna), account=second)
    async with any_database.open_work() as work:
        await use_cases.choose(work, second, me=anna)
        assert (await work.people.accounts(anna.id))[0] == second
        await work.people.mark_unreachable(second)
        assert second not in await work.people.accounts(anna.id)
        with pytest.raises(Gone):
            await use_cases.choose(work, second, me=vera)
    async with any_database.reader.connect() as connection:
        chosen = await connection.execute(
            select(AccountRow.external).where(AccountRow.chosen_at.is_not(None))
        )
    assert chosen.scalars().all() == [second.external]
