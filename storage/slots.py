"""Times for talks: opened, looked for, booked and given back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from core.catalogue import SubjectId
from core.letters import LetterState
from core.people import PersonId, Role
from core.slots.model import Slot, SlotId, SlotState, Times
from core.slots.ports import Asked, Habit, Host
from core.units import UnitId
from storage import routing
from storage.consultation_rows import ConsultationRow
from storage.expertise import ExpertiseRow
from storage.letter_rows import LetterRow
from storage.people import GrantRow, PersonRow
from storage.slot_rows import SlotRow
from storage.talks import SqlTalks, slot_of
from storage.units import LineageRow

MOST_SHOWN = 60


class SqlSlots(SqlTalks):
    """Everything that ``core.slots.ports.Slots`` asks for."""

    async def hold(self, person: PersonId) -> None:
        await self._session.execute(
            select(PersonRow.id).where(PersonRow.id == person).with_for_update()
        )

    async def open(
        self, methodist: PersonId, unit: UnitId, times: Sequence[Times], *, place: str
    ) -> None:
        self._session.add_all(
            SlotRow(
                methodist_id=methodist,
                unit_id=unit,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                place=place,
                state=SlotState.FREE,
            )
            for one in times
        )
        await self._session.flush()

    async def get(self, slot: SlotId) -> Slot | None:
        row = await self._session.get(SlotRow, slot, populate_existing=True)
        return None if row is None else slot_of(row)

    async def change(self, slot: SlotId, *, before: Collection[SlotState], to: SlotState) -> bool:
        changed = await self._session.scalar(
            update(SlotRow)
            .where(SlotRow.id == slot, SlotRow.state.in_(before))
            .values(state=to)
            .returning(SlotRow.id)
        )
        return changed is not None

    async def taken_times(self, methodist: PersonId, *, since: datetime) -> Sequence[Times]:
        rows = await self._session.execute(
            select(SlotRow.starts_at, SlotRow.ends_at).where(
                SlotRow.methodist_id == methodist,
                SlotRow.state != SlotState.WITHDRAWN,
                SlotRow.ends_at > since,
            )
        )
        return [Times(row.starts_at, row.ends_at) for row in rows]

    async def free_of(self, methodist: PersonId, *, since: datetime) -> Sequence[Slot]:
        rows = await self._session.scalars(
            select(SlotRow)
            .where(
                SlotRow.methodist_id == methodist,
                SlotRow.state == SlotState.FREE,
                SlotRow.starts_at >= since,
            )
            .order_by(SlotRow.starts_at)
            .limit(MOST_SHOWN)
        )
        return [slot_of(row) for row in rows]

    async def free_for(
        self, unit: UnitId, methodist: PersonId, *, since: datetime
    ) -> Sequence[Slot]:
        above = select(LineageRow.ancestor_id).where(LineageRow.unit_id == unit)
        rows = await self._session.scalars(
            select(SlotRow)
            .where(
                SlotRow.methodist_id == methodist,
                SlotRow.unit_id.in_(above),
                SlotRow.state == SlotState.FREE,
                SlotRow.starts_at >= since,
            )
            .order_by(SlotRow.starts_at)
            .limit(MOST_SHOWN)
        )
        return [slot_of(row) for row in rows]

    async def hosts(
        self,
        unit: UnitId,
        *,
        subjects: Collection[SubjectId],
        first: PersonId | None,
        but: PersonId,
        since: datetime,
    ) -> Sequence[Host]:
        over = await routing.methodists_over(self._session, unit)
        names = {person: name for person, name in over if person != but}
        fits = {one for one in names if one == first or await self._teaches(one, subjects)}
        above = select(LineageRow.ancestor_id).where(LineageRow.unit_id == unit)
        rows = await self._session.execute(
            select(
                SlotRow.methodist_id,
                func.count().label("free"),
                func.min(SlotRow.starts_at).label("first"),
            )
            .where(
                SlotRow.methodist_id.in_(fits),
                SlotRow.unit_id.in_(above),
                SlotRow.state == SlotState.FREE,
                SlotRow.starts_at >= since,
            )
            .group_by(SlotRow.methodist_id)
        )
        found = [
            Host(
                person=PersonId(row.methodist_id),
                name=names[PersonId(row.methodist_id)],
                free=row.free,
                first=row.first,
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: (one.person != first, one.first, one.person))

    async def _teaches(self, person: PersonId, subjects: Collection[SubjectId]) -> bool:
        """Whoever has not named subjects answers for all of them."""
        named = set(
            await self._session.scalars(
                select(ExpertiseRow.subject_id).where(ExpertiseRow.person_id == person)
            )
        )
        return not named or None in named or not subjects or bool(named & set(subjects))

    async def habit(self, methodist: PersonId) -> Habit | None:
        row = await self._session.scalar(
            select(SlotRow)
            .where(SlotRow.methodist_id == methodist)
            .order_by(SlotRow.id.desc())
            .limit(1)
        )
        if row is None:
            return None
        times = Times(row.starts_at, row.ends_at)
        return Habit(unit=UnitId(row.unit_id), place=row.place, minutes=times.minutes)

    async def asked(self, consultation: int) -> Asked | None:
        row = await self._session.get(ConsultationRow, consultation)
        if row is None:
            return None
        return Asked(
            teacher=PersonId(row.teacher_id),
            methodist=None if row.methodist_id is None else PersonId(row.methodist_id),
            subject=None if row.subject_id is None else SubjectId(row.subject_id),
        )

    async def masterless(self, *, since: datetime) -> Sequence[Slot]:
        rows = await self._session.scalars(
            select(SlotRow).where(
                SlotRow.state != SlotState.WITHDRAWN,
                SlotRow.starts_at >= since,
                ~_serves().exists(),
            )
        )
        return [slot_of(row) for row in rows]

    async def crowded(self, *, since: datetime) -> Sequence[Slot]:
        other = aliased(SlotRow)
        first = and_(other.state == SlotState.FREE, other.id < SlotRow.id)
        rows = await self._session.scalars(
            select(SlotRow)
            .where(SlotRow.state == SlotState.FREE, SlotRow.starts_at >= since)
            .where(
                select(other.id)
                .where(
                    other.methodist_id == SlotRow.methodist_id,
                    other.starts_at < SlotRow.ends_at,
                    other.ends_at > SlotRow.starts_at,
                    or_(other.state == SlotState.BOOKED, first),
                )
                .exists()
            )
        )
        return [slot_of(row) for row in rows]

    async def drop_reminders(self, onces: Collection[str]) -> None:
        await self._session.execute(
            delete(LetterRow).where(LetterRow.once.in_(onces), LetterRow.state == LetterState.DUE)
        )


def _serves() -> Select[int]:
    """A grant in force by which the methodist of a slot serves its unit."""
    return (
        select(GrantRow.id)
        .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
        .where(
            GrantRow.person_id == SlotRow.methodist_id,
            LineageRow.unit_id == SlotRow.unit_id,
            GrantRow.role == Role.METHODIST,
            GrantRow.revoked_at.is_(None),
        )
    )
