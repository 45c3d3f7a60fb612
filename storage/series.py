"""Series of events, and events that others are drawn up after."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventId, EventState, SeriesId
from core.events.repeated import Sample
from core.events.series import Rhythm, Series
from core.people import PersonId
from core.units import UnitId
from storage.event_rows import EventRow, SeriesRow
from storage.units import LineageRow


class SqlSeries:
    _session: AsyncSession

    async def add_series(self, rhythm: Rhythm, zone: str, *, at: datetime) -> Series:
        row = SeriesRow(rhythm=rhythm, zone=zone, made_at=at)
        self._session.add(row)
        await self._session.flush()
        return _series(row)

    async def join_series(self, event: EventId, series: SeriesId) -> None:
        await self._session.execute(
            update(EventRow)
            .where(EventRow.id == event)
            .values(series_id=series)
            .execution_options(synchronize_session=False)
        )

    async def series(self, series: SeriesId) -> Series | None:
        row = await self._session.get(SeriesRow, series)
        return None if row is None else _series(row)

    async def samples(
        self,
        units: Collection[UnitId],
        above: Collection[UnitId],
        organiser: PersonId,
        *,
        most: int,
    ) -> Sequence[Sample]:
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(above))
        rows = await self._session.execute(
            select(EventRow.id, EventRow.title, EventRow.starts_at)
            .where(
                or_(
                    EventRow.unit_id.in_(units),
                    EventRow.unit_id.in_(below),
                    EventRow.organiser_id == organiser,
                ),
                or_(EventRow.state != EventState.DRAFT, EventRow.organiser_id == organiser),
            )
            .order_by(EventRow.starts_at.desc(), EventRow.id.desc())
            .limit(most)
        )
        return [
            Sample(event=EventId(row.id), title=row.title, starts_at=row.starts_at) for row in rows
        ]


def _series(row: SeriesRow) -> Series:
    return Series(id=SeriesId(row.id), rhythm=Rhythm(row.rhythm), zone=row.zone)
