"""Who alone does what only one process may do: carries letters, keeps the schedule."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Moment, insert

TOO_FAR = 2
"""Terms. Nobody promises that much: who did has had a clock that was wrong and was put back."""


class LeaderRow(Base):
    """``term`` only grows. An office is free when its ``until`` is over."""

    __tablename__ = "leaders"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    term: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Leader:
    """Who holds an office, or was the last to: ``is_over`` says which."""

    holder: str
    term: int
    since: datetime
    is_over: bool


class _Times(NamedTuple):
    now: ColumnElement[datetime]
    until: ColumnElement[datetime]
    too_far: ColumnElement[datetime]


class SqlLeaders:
    """Each change is one conditional statement, so of any number at once one succeeds.

    Time is the database server's: processes on several machines need no common clock. Over
    SQLite there is one process, and its own clock will do.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def elect(self, name: str, holder: str, *, for_: timedelta, fresh: bool) -> int | None:
        """A new term for the holder, or ``None`` while the office is somebody's.

        ``fresh``: the holder has just started, so a term under its own name is that of a process
        which is no more, and need not run out.
        """
        times = self._times(for_)
        taken = insert(self._session, LeaderRow).values(
            name=name, holder=holder, term=1, since=times.now, until=times.until
        )
        statement = taken.on_conflict_do_update(
            index_elements=[LeaderRow.name],
            set_={
                "holder": holder,
                "term": LeaderRow.term + 1,
                "since": times.now,
                "until": times.until,
            },
            where=self._may_be_taken(holder, times, fresh=fresh),
        ).returning(LeaderRow.term)
        return await self._session.scalar(statement)

    def _may_be_taken(self, holder: str, times: _Times, *, fresh: bool) -> ColumnElement[bool]:
        free = or_(LeaderRow.until <= times.now, LeaderRow.until > times.too_far)
        return or_(free, LeaderRow.holder == holder) if fresh else free

    async def renew(self, name: str, holder: str, term: int, *, for_: timedelta) -> bool:
        """Whether it is still the holder's. One that has run out is, until it is another's."""
        return await self._change(name, holder, term, self._times(for_).until)

    async def resign(self, name: str, holder: str, term: int) -> bool:
        """The office is free at once."""
        return await self._change(name, holder, term, self._times(timedelta()).now)

    async def _change(
        self, name: str, holder: str, term: int, until: ColumnElement[datetime]
    ) -> bool:
        mine = and_(LeaderRow.name == name, LeaderRow.holder == holder, LeaderRow.term == term)
        changed = await self._session.scalar(
            update(LeaderRow)
            .where(mine)
            .values(until=until)
            .returning(LeaderRow.term)
            .execution_options(synchronize_session=False)
        )
        return changed is not None

    async def get(self, name: str) -> Leader | None:
        times = self._times(timedelta())
        over = case((LeaderRow.until <= times.now, literal(1)), else_=literal(0))
        found = (
            await self._session.execute(
                select(LeaderRow.holder, LeaderRow.term, LeaderRow.since, over).where(
                    LeaderRow.name == name
                )
            )
        ).one_or_none()
        if found is None:
            return None
        holder, term, since, is_over = found
        return Leader(holder, term, since, bool(is_over))

    def _times(self, for_: timedelta) -> _Times:
        """PostgreSQL's is of this very moment: who has waited for a lock knows it is late."""
        if self._session.get_bind().dialect.name == "postgresql":
            now: ColumnElement[datetime] = func.clock_timestamp(type_=Moment())
            return _Times(now, now + literal(for_), now + literal(for_ * TOO_FAR))
        at = [self._now, self._now + for_, self._now + for_ * TOO_FAR]
        return _Times(*(literal(moment, Moment()) for moment in at))
