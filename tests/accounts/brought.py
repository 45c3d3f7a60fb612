"""Codes made and brought past the messengers, for tests of tables."""

from core.accounts import use_cases
from core.accounts.codes import Key
from core.accounts.model import Joining
from core.people import Account, Person
from storage.work import Database
from tests import town

CONSENT = "2026-11"


async def a_code(database: Database, me: Person) -> Key:
    async with database.open_work() as work:
        code, _ = await use_cases.make_code(work, me=me)
    return code


async def bring(
    database: Database, key: Key, *, account: Account | None = None, me: Person | None = None
) -> Joining | None:
    async with database.open_work() as work:
        return await use_cases.join(
            work, key, account=account or town.an_account(), me=me, consent=CONSENT
        )


async def merged(database: Database, into: Person, other: Person) -> None:
    joining = await bring(database, await a_code(database, into), me=other)
    assert joining is not None
    async with database.open_work() as work:
        await use_cases.confirm(work, joining.id, me=into)
