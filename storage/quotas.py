"""Seats kept for units: how many, who sits on them and who may."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import EventId, Presence
from core.events.seats import TAKING, Enrolment, Kept, Quota, Standing
from core.units import UnitId
from storage.base import insert
from storage.enrolments import enrolment_of
from storage.event_rows import EnrolmentRow
from storage.people import PersonRow
from storage.term_rows import QuotaRow, ReleaseRow
from storage.units import LineageRow


class SqlQuotas:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def quotas(
        self, event: EventId, presences: Collection[Presence] = tuple(Presence)
    ) -> Sequence[Quota]:
        rows = await self._session.scalars(
            select(QuotaRow)
            .where(QuotaRow.event_id == event, QuotaRow.presence.in_(presences))
            .order_by(QuotaRow.presence.desc(), QuotaRow.place)
            .execution_options(populate_existing=True)
        )
        return [
            Quota(presence=Presence(row.presence), unit=UnitId(row.unit_id), seats=row.seats)
            for row in rows
        ]

    async def put_quota(self, event: EventId, quota: Quota) -> None:
        last = select(func.max(QuotaRow.place)).where(QuotaRow.event_id == event)
        place = (await self._session.scalar(last) or 0) + 1
        keys = {"event_id": event, "presence": quota.presence, "unit_id": quota.unit}
        await self._session.execute(
            insert(self._session, QuotaRow)
            .values(**keys, seats=quota.seats, place=place)
            .on_conflict_do_update(index_elements=list(keys), set_={"seats": quota.seats})
        )

    async def drop_quota(self, event: EventId, presence: Presence, unit: UnitId) -> None:
        await self._session.execute(
            delete(QuotaRow).where(
                QuotaRow.event_id == event,
                QuotaRow.presence == presence,
                QuotaRow.unit_id == unit,
            )
        )
        await self._session.execute(
            update(EnrolmentRow)
            .where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.presence == presence,
                EnrolmentRow.kept_for == unit,
            )
            .values(kept_for=None)
            .execution_options(synchronize_session=False)
        )

    async def kept(self, event: EventId, quotas: Sequence[Quota]) -> Sequence[Kept]:
        units, presence = [one.unit for one in quotas], quotas[0].presence
        here = (EnrolmentRow.event_id == event, EnrolmentRow.presence == presence)
        taken = await self._session.execute(
            select(EnrolmentRow.kept_for, func.count())
            .where(*here, EnrolmentRow.standing.in_(TAKING), EnrolmentRow.kept_for.in_(units))
            .group_by(EnrolmentRow.kept_for)
        )
        waiting = await self._session.execute(
            select(LineageRow.ancestor_id, func.count())
            .select_from(EnrolmentRow)
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .join(LineageRow, LineageRow.unit_id == PersonRow.unit_id)
            .where(
                *here,
                EnrolmentRow.standing == Standing.WAITING,
                LineageRow.ancestor_id.in_(units),
            )
            .group_by(LineageRow.ancestor_id)
        )
        sits = dict(taken.all())
        waits = dict(waiting.all())
        return [
            Kept(
                unit=one.unit,
                seats=one.seats,
                taken=sits.get(one.unit, 0),
                waiting=waits.get(one.unit, 0),
            )
            for one in quotas
        ]

    async def common_of(
        self, event: EventId, presence: Presence, unit: UnitId
    ) -> Sequence[Enrolment]:
        rows = await self._session.scalars(
            select(EnrolmentRow)
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .join(LineageRow, LineageRow.unit_id == PersonRow.unit_id)
            .where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.presence == presence,
                EnrolmentRow.standing.in_(TAKING),
                EnrolmentRow.kept_for.is_(None),
                LineageRow.ancestor_id == unit,
            )
            .order_by(EnrolmentRow.ticket)
            .execution_options(populate_existing=True)
        )
        return [enrolment_of(row) for row in rows]

    async def entitled(
        self, event: EventId, presence: Presence, units: Collection[UnitId]
    ) -> Sequence[tuple[Enrolment, UnitId]]:
        rows = await self._session.execute(
            select(EnrolmentRow, LineageRow.ancestor_id)
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .join(LineageRow, LineageRow.unit_id == PersonRow.unit_id)
            .where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.presence == presence,
                EnrolmentRow.standing == Standing.WAITING,
                LineageRow.ancestor_id.in_(units),
            )
            .order_by(EnrolmentRow.ticket, LineageRow.depth)
            .execution_options(populate_existing=True)
        )
        return [(enrolment_of(row), UnitId(unit)) for row, unit in rows]

    async def release_day(self, event: EventId) -> date | None:
        said = select(ReleaseRow.day).where(ReleaseRow.event_id == event)
        return await self._session.scalar(said)

    async def put_release_day(self, event: EventId, day: date | None) -> None:
        await self._session.execute(delete(ReleaseRow).where(ReleaseRow.event_id == event))
        if day is not None:
            await self._session.execute(
                insert(self._session, ReleaseRow).values(event_id=event, day=day)
            )
