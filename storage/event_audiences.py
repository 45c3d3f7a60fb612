"""Whom events are for: kept by value, so that the calendar of a person is one question."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.audience import CONDITIONS, Audience
from core.events.model import EventId
from core.events.ports import Viewer
from core.events.seats import CONCERNED
from core.units import UnitId
from storage.audience import fits
from storage.event_rows import EnrolmentRow, EventRow
from storage.people import PersonRow
from storage.term_rows import EventAudienceRow
from storage.units import LineageRow


class SqlEventAudiences:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def audience(self, event: EventId) -> Audience:
        return (await self.audiences([event]))[event]

    async def audiences(self, events: Collection[EventId]) -> Mapping[EventId, Audience]:
        rows = await self._session.scalars(
            select(EventAudienceRow)
            .where(EventAudienceRow.event_id.in_(events))
            .order_by(EventAudienceRow.event_id, EventAudienceRow.place)
        )
        found: dict[int, dict[str, list[str]]] = {event: {} for event in events}
        for row in rows:
            found[row.event_id].setdefault(row.condition, []).append(row.value)
        return {
            event: Audience.of({name: kept[name] for name in CONDITIONS if name in kept})
            for event, kept in ((EventId(each), kept) for each, kept in found.items())
        }

    async def put_audience(self, event: EventId, audience: Audience) -> None:
        await self._session.execute(
            delete(EventAudienceRow).where(EventAudienceRow.event_id == event)
        )
        rows = [
            {"event_id": event, "condition": name, "value": str(value), "place": place}
            for name, values in audience.chosen.items()
            for place, value in enumerate(values)
        ]
        if rows:
            await self._session.execute(insert(EventAudienceRow), rows)

    async def fitting(self, audience: Audience, unit: UnitId, *, now: datetime) -> int:
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id == unit)
        counted = (
            select(func.count())
            .select_from(PersonRow)
            .where(PersonRow.unit_id.in_(below), fits(audience, now))
        )
        return await self._session.scalar(counted) or 0


def shown_to(viewer: Viewer) -> ColumnElement[bool]:
    """What the person fits, stands in or answers for. Of an event that is for everybody nothing
    more is asked than whether it has an audience."""
    asked, met = aliased(EventAudienceRow), aliased(EventAudienceRow)
    is_met = select(met.event_id).where(
        met.event_id == asked.event_id, met.condition == asked.condition, _fits(viewer, met)
    )
    unmet = select(asked.event_id).where(asked.event_id == EventRow.id, ~is_met.exists())
    stands = select(EnrolmentRow.event_id).where(
        EnrolmentRow.event_id == EventRow.id,
        EnrolmentRow.person_id == viewer.person,
        EnrolmentRow.standing.in_(CONCERNED),
    )
    shown = or_(~unmet.exists(), EventRow.organiser_id == viewer.person, stands.exists())
    if not viewer.over:
        return shown
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(viewer.over))
    return or_(shown, EventRow.unit_id.in_(below))


def _fits(viewer: Viewer, row: type[EventAudienceRow]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(row.condition == name, row.value.in_([str(value) for value in values]))
            for name, values in viewer.traits.items()
            if values
        )
    )
