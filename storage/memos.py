"""Memos: what those who take part in an event in one way have to know."""

from collections.abc import Collection, Mapping

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.events.model import EventId, Presence
from storage.base import Base, insert


class MemoRow(Base):
    """None where nothing was said."""

    __tablename__ = "memos"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    presence: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]


class SqlMemos:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def memos(self, events: Collection[EventId]) -> Mapping[tuple[EventId, Presence], str]:
        rows = await self._session.execute(
            select(MemoRow.event_id, MemoRow.presence, MemoRow.words).where(
                MemoRow.event_id.in_(events)
            )
        )
        return {(EventId(row.event_id), Presence(row.presence)): row.words for row in rows}

    async def put_memo(self, event: EventId, presence: Presence, words: str) -> None:
        if not words:
            await self._session.execute(
                delete(MemoRow).where(MemoRow.event_id == event, MemoRow.presence == presence)
            )
            return
        await self._session.execute(
            insert(self._session, MemoRow)
            .values(event_id=event, presence=presence, words=words)
            .on_conflict_do_update(index_elements=["event_id", "presence"], set_={"words": words})
        )
