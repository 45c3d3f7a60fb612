"""The inbox: updates saved before they are confirmed, and what has become of each.

A row lives through four moments: received, saved (its first effect is in the database, in the
same transaction as the mark), done, swept. Whoever handles a row again after a crash sees
whether its effect is there already and only draws the screen anew.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.sessions import Form

KEPT = timedelta(days=9)
"""How long a number is known. After a week of silence a messenger begins anew at any number."""

NOT_KEPT = 0

LEASE = timedelta(minutes=1)
"""How long one process has a chat to itself where several share the database."""


class UpdateRow(Base):
    """``chat`` and ``raw`` are emptied when the update is done: only its number stays known.

    One that was set aside is done too, but keeps them for whoever looks into it.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("messenger", "number"),
        Index(None, "done_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    messenger: Mapped[str]
    number: Mapped[int]
    chat: Mapped[int]
    raw: Mapped[str]
    received_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]
    failure: Mapped[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An update as a messenger has brought it; ``raw`` is its JSON."""

    messenger: str
    number: int
    chat: int
    raw: str

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by."""
        return self.messenger, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An update in the inbox; ``saved`` says that its effect is in the database already.

    ``left`` says that whoever had it before has fallen, maybe because of it.
    """

    id: int
    arrived: Arrived
    saved: bool = False
    left: bool = False
    attempts: int = 0


Finish = Callable[[int, Sequence[Form]], Awaitable[None]]
"""Writes the forms of the update with this id, and that it is done."""


@dataclass(slots=True)
class InHand:
    """The update that is being handled now, and whether its first effect is saved."""

    id: int
    finish: Finish
    saved: bool = False
    done: bool = False

    async def over(self, forms: Sequence[Form]) -> None:
        """The forms it has left are written together with the mark that it is done."""
        await self.finish(self.id, forms)
        self.done = True


in_hand: ContextVar[InHand | None] = ContextVar("in_hand", default=None)


class Repeated(Exception):
    """The effect of this update is saved already, by an earlier try or by somebody else."""


class SqlInbox:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def pending(self) -> Sequence[Taken]:
        """Everything left from before, after a start, the oldest first."""
        rows = await self._session.scalars(
            select(UpdateRow).where(UpdateRow.done_at.is_(None)).order_by(UpdateRow.id)
        )
        return [_taken(row, left=True) for row in rows]

    async def claim(self, limit: int, lease: timedelta = LEASE) -> Sequence[Taken]:
        """Take the oldest update of each chat that nobody has in hand.

        For several processes on one database: a chat's next update is claimed only after the
        one before it is done, so the order of a chat holds across processes.
        """
        heads = (
            select(func.min(UpdateRow.id))
            .where(UpdateRow.done_at.is_(None))
            .group_by(UpdateRow.messenger, UpdateRow.chat)
        )
        free = (UpdateRow.leased_until.is_(None)) | (UpdateRow.leased_until < self._now)
        rows = await self._session.scalars(
            select(UpdateRow)
            .where(UpdateRow.id.in_(heads), free, UpdateRow.done_at.is_(None))
            .order_by(UpdateRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = [_taken(row, left=row.leased_until is not None) for row in rows]
        if claimed:
            await self.renew([taken.id for taken in claimed], lease)
        return claimed

    async def renew(self, ids: Collection[int], lease: timedelta = LEASE) -> None:
        """Keep the updates in hand for longer."""
        await self._lease(ids, self._now + lease)

    async def give_back(self, ids: Collection[int]) -> None:
        """Others may take them up at once."""
        await self._lease(ids, None)

    async def _lease(self, ids: Collection[int], until: datetime | None) -> None:
        """But for those that are just being written, as done for instance: whoever waited for
        them with others in hand could be waited for by the writer.
        """
        still = select(UpdateRow.id).where(UpdateRow.id.in_(ids), UpdateRow.done_at.is_(None))
        await self._session.execute(
            update(UpdateRow)
            .where(UpdateRow.id.in_(still.with_for_update(skip_locked=True)))
            .values(leased_until=until)
            .execution_options(synchronize_session=False)
        )

    async def save_effect(self, id_: int) -> bool:
        """Mark in the transaction of the effect; ``False`` when the mark is there already."""
        saved = await self._session.scalar(
            update(UpdateRow)
            .where(UpdateRow.id == id_, UpdateRow.saved_at.is_(None))
            .values(saved_at=self._now)
            .returning(UpdateRow.id)
        )
        return saved is not None

    async def begun(self, id_: int) -> None:
        """Count a try before it is made: it may bring the process down."""
        await self._session.execute(
            update(UpdateRow)
            .where(UpdateRow.id == id_)
            .values(attempts=UpdateRow.attempts + 1)
            .execution_options(synchronize_session=False)
        )

    async def failed(self, id_: int, failure: str, *, counted: bool = False) -> int:
        """Count a try that failed, unless it was when it began; say how many there were."""
        return (
            await self._session.scalar(
                update(UpdateRow)
                .where(UpdateRow.id == id_)
                .values(attempts=UpdateRow.attempts + int(not counted), failure=failure)
                .returning(UpdateRow.attempts)
            )
            or 0
        )

    async def set_aside(self, id_: int) -> None:
        """Give up on an update that failed too often, so that the rest of the chat goes on."""
        await self._session.execute(
            update(UpdateRow)
            .where(UpdateRow.id == id_)
            .values(done_at=self._now, set_aside_at=self._now, leased_until=None)
        )

    async def aside(self) -> int:
        """How many are set aside and wait to be looked into."""
        statement = select(func.count()).where(UpdateRow.set_aside_at.is_not(None))
        return await self._session.scalar(statement) or 0

    async def depth(self) -> tuple[int, datetime | None]:
        """How many updates are not done, and since when the oldest waits."""
        row = (
            await self._session.execute(
                select(func.count(), func.min(UpdateRow.received_at)).where(
                    UpdateRow.done_at.is_(None)
                )
            )
        ).one()
        return row[0], row[1]

    async def sweep(self, before: datetime) -> None:
        """Forget numbers of updates done before the moment."""
        await self._session.execute(delete(UpdateRow).where(UpdateRow.done_at < before))


def _taken(row: UpdateRow, *, left: bool) -> Taken:
    arrived = Arrived(messenger=row.messenger, number=row.number, chat=row.chat, raw=row.raw)
    return Taken(
        id=row.id,
        arrived=arrived,
        saved=row.saved_at is not None,
        left=left,
        attempts=row.attempts,
    )
