"""P22: a one-time code is refused when changed, late, used or worn out; a merge is whole or not.

Each guard has a twin without it.
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.accounts import use_cases
from core.accounts.codes import FINDS, SIGNS, Key, new_code, opens, sealed
from core.accounts.model import MOST_TRIES, Joining, JoiningId, State
from core.people import Person, PersonId
from storage.accounts import JoiningRow, SqlAccounts
from storage.work import Database, SqlWork
from tests import town
from tests.accounts.brought import a_code, bring
from tests.promises.killing import SERVER
from tests.servers import sqlite_url
from tests.times import ZONE, Clock


class Unguarded(SqlAccounts):
    """Looks neither at the clock nor at the tries nor at what has become of the code."""

    async def attempt(self, finder: str, *, now: datetime) -> tuple[Joining, str] | None:
        await self._session.execute(
            update(JoiningRow).where(JoiningRow.finder == finder).values(state=State.OPEN)
        )
        row = await self._session.scalar(select(JoiningRow).where(JoiningRow.finder == finder))
        assert row is not None
        assert row.sealed is not None
        return Joining(
            id=JoiningId(row.id), person=PersonId(row.person_id), state=State.OPEN
        ), row.sealed


GUARDED = [(SqlAccounts, "refused"), (Unguarded, "let in")]


@pytest.fixture
async def anna(any_database: Database) -> Person:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


async def answer(database: Database, key: Key, accounts: type[SqlAccounts]) -> str:
    async with database.open_work() as work:
        work.accounts = accounts(work.accounts._session)  # noqa: SLF001 - the same transaction
        found = await use_cases.preview(work, key, me=None)
    return "refused" if found is None else "let in"


def changed(key: Key) -> Iterator[str]:
    """The proof with one sign changed, in every place and in every way."""
    for place, was in enumerate(key.proof):
        for sign in SIGNS.replace(was, ""):
            yield key.proof[:place] + sign + key.proof[place + 1 :]


def test_no_proof_with_a_sign_changed_opens() -> None:
    """The right one does, or nothing would be proved."""
    key = new_code()
    kept = sealed(key.proof)

    assert opens(key.proof, kept)
    assert [proof for proof in changed(key) if opens(proof, kept)] == []


@pytest.mark.parametrize("place", range(FINDS, 12))
async def test_a_code_with_a_sign_changed_is_refused(
    any_database: Database, anna: Person, place: int
) -> None:
    code = await a_code(any_database, anna)
    sign = "2" if code.text[place] != "2" else "4"

    wrong = Key(code.text[:place] + sign + code.text[place + 1 :])
    assert await answer(any_database, wrong, SqlAccounts) == "refused"
    assert await answer(any_database, code, SqlAccounts) == "let in"


@pytest.mark.parametrize(("accounts", "said"), GUARDED)
async def test_after_ten_minutes_it_is_refused(
    any_database: Database, anna: Person, clock: Clock, accounts: type[SqlAccounts], said: str
) -> None:
    code = await a_code(any_database, anna)
    clock.wait(minutes=10)

    assert await answer(any_database, code, accounts) == said


@pytest.mark.parametrize(("accounts", "said"), GUARDED)
async def test_after_five_wrong_tries_it_is_refused(
    any_database: Database, anna: Person, accounts: type[SqlAccounts], said: str
) -> None:
    code = await a_code(any_database, anna)
    wrong = Key(code.text[:-1] + ("2" if code.text[-1] != "2" else "4"))
    for _ in range(MOST_TRIES):
        assert await answer(any_database, wrong, accounts) == "refused"

    assert await answer(any_database, code, accounts) == said


@pytest.mark.parametrize(("accounts", "said"), GUARDED)
async def test_once_used_it_is_refused(
    any_database: Database, anna: Person, accounts: type[SqlAccounts], said: str
) -> None:
    code = await a_code(any_database, anna)
    assert await bring(any_database, code) is not None

    assert await answer(any_database, code, accounts) == said


def merge_on(
    file: Path, joining: Joining, me: Person, says: Connection, *, by_halves: bool
) -> None:
    asyncio.run(_merge_on(file, joining, me, says, by_halves=by_halves))


async def _merge_on(
    file: Path, joining: Joining, me: Person, says: Connection, *, by_halves: bool
) -> None:
    """Everything is written when it says so, and then it waits to be killed."""
    database = Database(sqlite_url(file), clock=Clock(), zone=ZONE)
    if by_halves:
        async with database.open_work() as work:
            await work.accounts.take(joining, State.MERGED, at=work.now, other=joining.other)
    async with database.open_work() as work:
        await (_the_rest if by_halves else use_cases.confirm)(work, joining.id, me=me)
        says.send_bytes(b"written")
        await asyncio.sleep(60)


async def _the_rest(work: SqlWork, joining: JoiningId, *, me: Person) -> None:
    taken = await work.accounts.get(joining)
    assert taken is not None


@pytest.mark.parametrize(("by_halves", "state"), [(False, State.PROPOSED), (True, State.MERGED)])
async def test_killed_in_the_middle_of_a_merge_both_are_as_they_were(
    database: Database,
    tmp_path: Path,
    by_halves: bool,  # noqa: FBT001 - a table
    state: State,
) -> None:
    """In two transactions the joining would be over, with nothing merged."""
    here = await town.build(database)
    async with database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
        vera = await town.settle(work, "Вера", here.school_15)
    joining = await bring(database, await a_code(database, anna), me=vera)
    assert joining is not None
    hears, says = SERVER.Pipe(duplex=False)
    process = SERVER.Process(
        target=merge_on,
        args=(tmp_path / "opora.db", joining, anna, says),
        kwargs={"by_halves": by_halves},
        daemon=True,
    )
    process.start()
    says.close()
    assert await asyncio.to_thread(hears.recv_bytes) == b"written"
    process.kill()
    process.join()
    hears.close()

    async with database.open_view() as work:
        left = await work.accounts.get(joining.id)
        assert left is not None
        assert left.state is state
        assert (await work.people.get(vera.id)).name == "Вера"
