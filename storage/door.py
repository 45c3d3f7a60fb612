"""What every update writes, in few statements put together once.

An update is saved when it comes, and its form and its mark when it is handled. Whoever writes
does so for everybody who waits, in one transaction and one errand: ``Database.at_door``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    bindparam,
    exists,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.base import Base
from storage.inbox import NOT_KEPT, Arrived, Taken, UpdateRow
from storage.people import AccountRow
from storage.sessions import Form, forget_form, put_form

_updates = Base.metadata.tables[UpdateRow.__tablename__]
_accounts = Base.metadata.tables[AccountRow.__tablename__]


@dataclass(frozen=True, slots=True)
class SqlDoor:
    """Speaks to a plain connection: nobody waits between two statements."""

    connection: Connection
    now: datetime

    def receive(self, arrived: Sequence[Arrived]) -> Sequence[Taken]:
        """Save what has come; return what was not known yet, in the order given.

        Of a stranger nothing is kept, since they have not agreed to it: their update is
        returned with the id ``NOT_KEPT``, and whoever took it must handle it before it is
        confirmed.
        """
        taken = []
        unheard: set[tuple[str, int]] = set()
        for one in arrived:
            number = self.connection.scalar(_keep(self._dialect), self._row(one))
            if number is None and not self._stranger(one, unheard):
                continue
            taken.append(Taken(id=number or NOT_KEPT, arrived=one))
        return taken

    def _stranger(self, one: Arrived, unheard: set[tuple[str, int]]) -> bool:
        """Whether it was not kept because of whom it is from; otherwise it was known already."""
        key = (one.messenger, one.number)
        heard = key in unheard or self.connection.scalar(
            _HEARD, {"messenger": one.messenger, "number": one.number}
        )
        unheard.add(key)
        return not heard

    def met(self, arrived: Collection[Arrived]) -> None:
        """Remember the numbers of strangers' updates that have been handled, and nothing else."""
        for one in arrived:
            row = self._row(one) | {"chat": 0, "raw": "", "done_at": self.now}
            self.connection.execute(_note(self._dialect), row)

    def done(self, ids: Collection[int]) -> None:
        """Nothing is left to do for these updates; what was in them is forgotten."""
        if ids:
            self.connection.execute(_DONE, [{"done": id_, "now": self.now} for id_ in sorted(ids)])

    def keep(self, forms: Collection[Form]) -> None:
        """Keep the forms as they stand, or forget the empty ones."""
        for form in forms:
            if form.is_empty:
                self.connection.execute(forget_form(), {"form": form.key})
            else:
                self.connection.execute(put_form(self._dialect), form.row(self.now))

    @property
    def _dialect(self) -> str:
        return self.connection.dialect.name

    def _row(self, one: Arrived) -> dict[str, Any]:
        return {
            "messenger": one.messenger,
            "number": one.number,
            "chat": one.chat,
            "raw": one.raw,
            "received_at": self.now,
            "done_at": None,
            "attempts": 0,
        }


_COLUMNS = ("messenger", "number", "chat", "raw", "received_at", "done_at", "attempts")

_HEARD = select(literal(1)).where(
    _updates.c.messenger == bindparam("messenger"), _updates.c.number == bindparam("number")
)

_DONE = (
    update(_updates)
    .where(_updates.c.id == bindparam("done"))
    .values(done_at=bindparam("now"), chat=0, raw="", leased_until=None)
)


@cache
def _keep(dialect: str) -> Executable:
    """Save an update of somebody who is known, unless its number is; say under which id."""
    given = {name: bindparam(name, type_=_updates.c[name].type) for name in _COLUMNS}
    known = exists().where(
        _accounts.c.messenger == given["messenger"], _accounts.c.external == given["chat"]
    )
    saving = _insert(dialect).from_select(_COLUMNS, select(*given.values()).where(known))
    return saving.on_conflict_do_nothing().returning(_updates.c.id)


@cache
def _note(dialect: str) -> Executable:
    return _insert(dialect).on_conflict_do_nothing()


def _insert(dialect: str) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(_updates) if dialect == "postgresql" else sqlite.insert(_updates)
