"""Half-filled forms, kept so that they survive a restart."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import JSON, Delete, Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class SessionRow(Base):
    """``owner`` is ``messenger:external`` of the account, so that its forms go with it."""

    __tablename__ = "sessions"

    key: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    state: Mapped[str | None]
    data: Mapped[dict[str, object]] = mapped_column(JSON)
    touched_at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a dialog remembers of one conversation; without state and data it is over."""

    key: str
    owner: str
    state: str | None
    data: dict[str, object]

    @property
    def is_empty(self) -> bool:
        return self.state is None and not self.data

    def row(self, now: datetime) -> dict[str, object]:
        return {
            "key": self.key,
            "owner": self.owner,
            "state": self.state,
            "data": self.data,
            "touched_at": now,
        }


class SqlSessions:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(self, owner: str) -> dict[str, tuple[str | None, dict[str, object]]]:
        """Everything kept for one account, in one question."""
        rows = await self._session.execute(
            select(SessionRow.key, SessionRow.state, SessionRow.data).where(
                SessionRow.owner == owner
            )
        )
        return {row.key: (row.state, row.data) for row in rows}

    async def put(self, form: Form) -> None:
        """Keep it, or forget it when there is nothing in it."""
        if form.is_empty:
            await self._session.execute(forget_form(), {"form": form.key})
        else:
            statement = put_form(self._session.get_bind().dialect.name)
            await self._session.execute(statement, form.row(self._now))

    async def forget(self, owner: str) -> None:
        await self._session.execute(delete(SessionRow).where(SessionRow.owner == owner))

    async def sweep(self, before: datetime) -> None:
        """Forget what nobody has touched since the moment."""
        await self._session.execute(delete(SessionRow).where(SessionRow.touched_at < before))


@cache
def put_form(dialect: str) -> postgresql.Insert | sqlite.Insert:
    """Put together once: the end of almost every update says it."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: postgresql.Insert | sqlite.Insert = insert(_table())
    return statement.on_conflict_do_update(
        index_elements=["key"],
        set_={name: statement.excluded[name] for name in ("state", "data", "touched_at")},
    )


@cache
def forget_form() -> Delete:
    return delete(_table()).where(_table().c.key == bindparam("form"))


def _table() -> Table:
    return Base.metadata.tables[SessionRow.__tablename__]
