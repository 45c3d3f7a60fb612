"""The least numbers of people for whom events are held."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventId, EventState
from core.events.quorum import MINUTE, WAITING, Quorum, Stage
from core.events.seats import Standing
from storage.base import insert
from storage.event_rows import EnrolmentRow, EventRow, QuorumRow


class SqlQuorums:
    _session: AsyncSession

    async def quorum(self, event: EventId) -> Quorum | None:
        row = await self._session.get(QuorumRow, event, populate_existing=True)
        return None if row is None else _quorum(row)

    async def put_quorum(self, quorum: Quorum) -> None:
        values = {
            "least": quorum.least,
            "lead_minutes": quorum.lead // MINUTE,
            "stage": quorum.stage,
            "ask_at": quorum.ask_at,
            "round": quorum.round,
        }
        await self._session.execute(
            insert(self._session, QuorumRow)
            .values(event_id=quorum.event, **values)
            .on_conflict_do_update(index_elements=["event_id"], set_=values)
        )

    async def drop_quorum(self, event: EventId) -> None:
        await self._session.execute(delete(QuorumRow).where(QuorumRow.event_id == event))

    async def count_enrolled(self, event: EventId) -> int:
        counted = select(func.count()).where(
            EnrolmentRow.event_id == event, EnrolmentRow.standing == Standing.ENROLLED
        )
        return await self._session.scalar(counted) or 0

    async def quorums_due(self, *, now: datetime) -> Sequence[EventId]:
        """Two looks, each into an index of its own: what is to be asked, and what was asked."""
        enrolled = (
            select(func.count())
            .where(
                EnrolmentRow.event_id == QuorumRow.event_id,
                EnrolmentRow.standing == Standing.ENROLLED,
            )
            .correlate(QuorumRow)
            .scalar_subquery()
        )
        asked = and_(
            QuorumRow.stage.in_(WAITING),
            or_(enrolled >= QuorumRow.least, EventRow.starts_at <= now),
        )
        looks = [
            select(QuorumRow.event_id)
            .join(EventRow, EventRow.id == QuorumRow.event_id)
            .where(EventRow.state != EventState.DRAFT, one)
            for one in (QuorumRow.ask_at <= now, asked)
        ]
        found = await self._session.scalars(union_all(*looks))
        return [EventId(one) for one in sorted(set(found))]


def _quorum(row: QuorumRow) -> Quorum:
    return Quorum(
        event=EventId(row.event_id),
        least=row.least,
        lead=row.lead_minutes * MINUTE,
        stage=Stage(row.stage),
        ask_at=row.ask_at,
        round=row.round,
    )
