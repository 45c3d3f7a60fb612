"""Who writes, without asking the database again while nothing in it has changed."""

from core.people import Account, Person
from storage.work import Database


class Faces:
    """People by their accounts.

    Where the process is alone on its database it knows when something was changed; then it
    asks anew, so a role that was taken back ends with the next update.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[Account, Person | None] = {}
        self._seen_at = -1

    async def of(self, account: Account) -> Person | None:
        if not self._database.is_alone:
            return await self._read(account)
        changes = self._database.changes
        if changes != self._seen_at:
            self._known.clear()
            self._seen_at = changes
        if account in self._known:
            return self._known[account]
        person = await self._read(account)
        if self._database.changes == changes == self._seen_at:
            self._known[account] = person
        return person

    async def _read(self, account: Account) -> Person | None:
        async with self._database.open_view() as work:
            return await work.people.at(account)
