"""The outbox: what is to be sent, written in the same transaction as its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import JSON, ForeignKey, Index, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.letters import Failure, Letter
from core.notices import Notice
from core.people import PersonId
from storage.base import Base, insert_once

LEASE = timedelta(minutes=2)


class LetterRow(Base):
    """``due_at`` is also the lease: a letter in hand is due again when its lease ends."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "settled_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(unique=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, object]] = mapped_column(JSON)
    put_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    failure: Mapped[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How the post goes: letters that should have left, the oldest of them, the last success."""

    waiting: int
    oldest: datetime | None
    delivered_at: datetime | None


class SqlOutbox:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def put(self, notice: Notice, *, not_before: datetime | None = None) -> None:
        adapter: TypeAdapter[Notice] = TypeAdapter(type(notice))
        letter = insert_once(self._session, LetterRow).values(
            once=notice.once,
            to_id=notice.to,
            sender_id=notice.sender,
            kind=type(notice).__name__,
            payload=adapter.dump_python(notice, mode="json", exclude={"to", "sender"}),
            put_at=self._now,
            due_at=not_before or self._now,
            attempts=0,
        )
        await self._session.execute(letter)

    async def take_due(self, limit: int) -> Sequence[Letter]:
        """Lease the letters whose time has come.

        A worker that dies before ``settle`` gives them back when the lease runs out: a letter
        may be sent twice, it is never lost.
        """
        rows = await self._session.scalars(
            select(LetterRow)
            .where(LetterRow.settled_at.is_(None), LetterRow.due_at <= self._now)
            .order_by(LetterRow.due_at, LetterRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        letters = []
        for row in rows:
            row.due_at = self._now + LEASE
            row.attempts += 1
            letters.append(
                Letter(
                    id=row.id,
                    to=PersonId(row.to_id),
                    kind=row.kind,
                    payload=row.payload,
                    attempts=row.attempts,
                )
            )
        return letters

    async def addressee(self, letter: Letter) -> PersonId | None:
        person = await self._session.scalar(
            select(LetterRow.to_id).where(
                LetterRow.id == letter.id, LetterRow.settled_at.is_(None)
            )
        )
        return None if person is None else PersonId(person)

    async def settle(self, letter: Letter, *, failure: str | None = None) -> None:
        """Delivered, or given up with the reason. The words are not kept a second time.

        Save for a letter that no messenger was allowed to carry: it may be sent again.
        """
        kept: dict[str, object] = {} if failure == Failure.CARRIAGE else {"payload": {}}
        await self._session.execute(
            update(LetterRow)
            .where(LetterRow.id == letter.id)
            .values(settled_at=self._now, failure=failure, **kept)
        )

    async def sweep(self, before: datetime) -> None:
        """Let go of the words of what was put so long ago and could not be carried."""
        await self._session.execute(
            update(LetterRow)
            .where(LetterRow.failure == Failure.CARRIAGE, LetterRow.put_at <= before)
            .where(LetterRow.settled_at.is_not(None))
            .values(payload={})
        )

    async def postpone(self, letter: Letter, *, until: datetime, failure: str) -> None:
        await self._session.execute(
            update(LetterRow)
            .where(LetterRow.id == letter.id)
            .values(due_at=until, failure=failure)
        )

    async def post(self) -> Post:
        """What was to be delivered by now and is not, and the last that was."""
        due = or_(LetterRow.due_at <= self._now, LetterRow.attempts > 0)
        waiting = await self._session.execute(
            select(func.count(), func.min(LetterRow.put_at)).where(
                LetterRow.settled_at.is_(None), due
            )
        )
        count, oldest = waiting.one()
        delivered = await self._session.scalar(
            select(func.max(LetterRow.settled_at)).where(LetterRow.failure.is_(None))
        )
        return Post(waiting=count, oldest=oldest, delivered_at=delivered)

    async def depth(self) -> tuple[int, datetime | None]:
        """How many letters are due and not delivered, and since when the oldest waits."""
        row = (
            await self._session.execute(
                select(func.count(), func.min(LetterRow.put_at)).where(
                    LetterRow.settled_at.is_(None), LetterRow.due_at <= self._now + LEASE
                )
            )
        ).one()
        return row[0], row[1]
