"""Codes by which a seat passes to a colleague."""

from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventId
from core.events.seats import Enrolment
from storage.base import insert_once
from storage.event_rows import SeatCodeRow


class SqlSeatCodes:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put_code(
        self, enrolment: Enrolment, fingerprint: str, *, until: datetime, now: datetime
    ) -> bool:
        """Those whose time is up go too: nothing else would clear them away."""
        of_seat = and_(
            SeatCodeRow.event_id == enrolment.event, SeatCodeRow.ticket == enrolment.ticket
        )
        await self._session.execute(
            delete(SeatCodeRow).where(or_(of_seat, SeatCodeRow.until <= now))
        )
        put = await self._session.scalar(
            insert_once(self._session, SeatCodeRow)
            .values(
                event_id=enrolment.event,
                ticket=enrolment.ticket,
                fingerprint=fingerprint,
                until=until,
            )
            .returning(SeatCodeRow.ticket)
        )
        return put is not None

    async def coded(self, fingerprint: str, *, now: datetime) -> tuple[EventId, int] | None:
        found = await self._session.execute(
            select(SeatCodeRow.event_id, SeatCodeRow.ticket).where(
                SeatCodeRow.fingerprint == fingerprint, SeatCodeRow.until > now
            )
        )
        row = found.first()
        return None if row is None else (EventId(row.event_id), row.ticket)

    async def drop_code(self, enrolment: Enrolment) -> None:
        await self._session.execute(
            delete(SeatCodeRow).where(
                SeatCodeRow.event_id == enrolment.event, SeatCodeRow.ticket == enrolment.ticket
            )
        )
