"""The outbox: what is to be sent, written in the same transaction as its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from core.letters import DIGEST, Errand, Failure, LetterState
from core.notices import Lane, Notice
from core.people import PersonId
from storage.base import Moment, insert, insert_once
from storage.carrying import SqlCarrying
from storage.letter_rows import LetterRow, payload_of

PUT_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How the post goes: letters that should have left, the oldest of them, the last success."""

    waiting: int
    oldest: datetime | None
    delivered_at: datetime | None


class SqlOutbox(SqlCarrying):
    """What use cases do with the outbox, and who looks at it from the outside."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        super().__init__(session, now)
        self.was_put = False
        """Whether something may have to leave as soon as the work is saved."""

    async def put(self, notice: Notice, *, not_before: datetime | None = None) -> None:
        self.was_put = True
        row = insert_once(self._session, LetterRow)
        await self._session.execute(row.values(self._row_of(notice, not_before)))

    async def put_all(self, notices: Sequence[Notice]) -> None:
        row = insert_once(self._session, LetterRow)
        for start in range(0, len(notices), PUT_AT_ONCE):
            self.was_put = True
            some = notices[start : start + PUT_AT_ONCE]
            await self._session.execute(row, [self._row_of(notice, None) for notice in some])

    async def amend(self, notice: Notice) -> bool:
        self.was_put = True
        delivered = LetterRow.state == LetterState.DELIVERED
        row = insert(self._session, LetterRow).values(self._row_of(notice, None))
        changed = await self._session.execute(
            row.on_conflict_do_update(
                index_elements=[LetterRow.once],
                set_={
                    "payload": row.excluded.payload,
                    "errand": case((delivered, Errand.EDIT), else_=LetterRow.errand),
                    "state": LetterState.DUE,
                    "due_at": self._now,
                },
                where=LetterRow.state.in_((LetterState.DUE, LetterState.DELIVERED)),
            ).returning(LetterRow.id)
        )
        return changed.scalar() is not None

    async def sort_again(self, person: PersonId) -> None:
        """A digest that nothing is held for any more is none: it is made anew if need be."""
        self.was_put = True
        untouched = and_(LetterRow.state == LetterState.DUE, LetterRow.attempts == 0)
        theirs = and_(LetterRow.to_id == person, LetterRow.lane != Lane.REPLIES)
        digests = select(LetterRow.id).where(theirs, untouched, LetterRow.kind == DIGEST)
        ids = (await self._session.scalars(digests)).all()
        for which, values in (
            (
                and_(LetterRow.state == LetterState.HELD, LetterRow.digest_id.in_(ids)),
                {"state": LetterState.DUE, "digest_id": None, "due_at": self._now},
            ),
            (
                and_(theirs, untouched, LetterRow.kind != DIGEST),
                {"due_at": _later_of(LetterRow.not_before, self._now)},
            ),
        ):
            await self._change(which, **values)
        await self._session.execute(
            delete(LetterRow).where(LetterRow.id.in_(ids)),
            execution_options={"synchronize_session": False},
        )

    def _row_of(self, notice: Notice, not_before: datetime | None) -> dict[str, Any]:
        return {
            "once": notice.once,
            "to_id": notice.to,
            "sender_id": notice.sender,
            "kind": type(notice).__name__,
            "payload": payload_of(notice),
            "lane": notice.lane,
            "state": LetterState.DUE,
            "thread": notice.thread,
            "put_at": self._now,
            "not_before": not_before,
            "due_at": not_before or self._now,
            "expires_at": notice.last_moment,
            "attempts": 0,
            "doubts": 0,
            "errand": Errand.SHOW,
        }

    async def sweep(self, before: datetime) -> None:
        """Let go of the words of what was put so long ago and could not be carried."""
        await self._session.execute(
            update(LetterRow)
            .where(LetterRow.failure == Failure.CARRIAGE, LetterRow.put_at <= before)
            .where(LetterRow.settled_at.is_not(None))
            .values(payload={})
        )

    async def post(self) -> Post:
        """What was to be delivered by now and is not, and the last that was."""
        unsettled = LetterRow.state.in_((LetterState.DUE, LetterState.LEASED))
        waits = or_(LetterRow.due_at <= self._now, LetterRow.attempts > 0)
        row = (
            await self._session.execute(
                select(func.count(), func.min(LetterRow.put_at)).where(unsettled, waits)
            )
        ).one()
        delivered = await self._session.scalar(
            select(func.max(LetterRow.settled_at)).where(LetterRow.failure.is_(None))
        )
        return Post(waiting=row[0], oldest=row[1], delivered_at=delivered)

    async def depth(self) -> tuple[int, datetime | None]:
        """How many letters are due or in hand, and since when the first of them is.

        Asked at every tick, so an index answers it alone, however many are scheduled for later.
        """
        row = (
            await self._session.execute(
                select(func.count(), func.min(LetterRow.due_at)).where(
                    LetterRow.state.in_((LetterState.DUE, LetterState.LEASED)),
                    LetterRow.lane.in_(tuple(Lane)),
                    LetterRow.due_at <= self._now,
                )
            )
        ).one()
        return row[0], row[1]


def _later_of(
    moment: InstrumentedAttribute[datetime | None], now: datetime
) -> ColumnElement[datetime]:
    return case((moment > now, moment), else_=literal(now, Moment))
