"""Talks: who has booked a time, what has become of it, whom to remind."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.people import PersonId
from core.slots.model import Reminder, Slot, SlotId, SlotState, Talk, TalkId, TalkState, Times
from core.units import UnitId
from storage.people import PersonRow
from storage.slot_rows import SlotRow, TalkRow

MOST_PAST = 20


class SqlTalks:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def book(
        self,
        slot: Slot,
        *,
        uid: str,
        teacher: PersonId,
        about: str,
        consultation: int | None,
        at: datetime,
    ) -> Talk:
        row = TalkRow(
            uid=uid,
            slot_id=slot.id,
            teacher_id=teacher,
            consultation_id=consultation,
            about=about,
            state=TalkState.COMING,
            sequence=0,
            settled_at=at,
        )
        self._session.add(row)
        await self._session.flush()
        return _talk(row, slot)

    async def talk(self, talk: TalkId) -> Talk | None:
        found = await self._found(_TALKS.where(TalkRow.id == talk))
        return found[0] if found else None

    async def save(self, talk: Talk, *, before: Talk) -> bool:
        saved = await self._session.scalar(
            update(TalkRow)
            .where(
                TalkRow.id == before.id,
                TalkRow.state == before.state,
                TalkRow.sequence == before.sequence,
            )
            .values(
                slot_id=talk.slot.id,
                state=talk.state,
                sequence=talk.sequence,
                settled_at=talk.settled_at,
                reminded=talk.reminded,
            )
            .returning(TalkRow.id)
        )
        return saved is not None

    async def on(self, slot: SlotId) -> Talk | None:
        found = await self._found(_TALKS.where(SlotRow.id == slot, _COMING))
        return found[0] if found else None

    async def coming_of(self, teacher: PersonId, *, now: datetime) -> Sequence[Talk]:
        return await self._coming(TalkRow.teacher_id == teacher, now)

    async def coming_to(self, methodist: PersonId, *, now: datetime) -> Sequence[Talk]:
        return await self._coming(SlotRow.methodist_id == methodist, now)

    async def _coming(self, whose: ColumnElement[bool], now: datetime) -> Sequence[Talk]:
        still = _TALKS.where(whose, _COMING, SlotRow.starts_at > now)
        return await self._found(still.order_by(SlotRow.starts_at))

    async def unmarked_of(self, methodist: PersonId, *, now: datetime) -> Sequence[Talk]:
        begun = _TALKS.where(SlotRow.methodist_id == methodist, _COMING, SlotRow.starts_at <= now)
        return await self._found(begun.order_by(SlotRow.starts_at.desc()).limit(MOST_PAST))

    async def past_of(self, teacher: PersonId, *, now: datetime) -> Sequence[Talk]:
        over = _TALKS.where(TalkRow.teacher_id == teacher, or_(~_COMING, SlotRow.starts_at <= now))
        return await self._found(over.order_by(SlotRow.starts_at.desc()).limit(MOST_PAST))

    async def to_remind(self, *, now: datetime, until: datetime) -> Sequence[Talk]:
        soon = _TALKS.where(
            _COMING,
            SlotRow.starts_at > now,
            SlotRow.starts_at <= until,
            or_(TalkRow.reminded.is_(None), TalkRow.reminded != Reminder.HOUR),
        )
        return await self._found(soon.order_by(SlotRow.starts_at))

    async def mark_reminded(self, talk: Talk, reminder: Reminder) -> bool:
        marked = await self._session.scalar(
            update(TalkRow)
            .where(
                TalkRow.id == talk.id,
                TalkRow.state == TalkState.COMING,
                TalkRow.sequence == talk.sequence,
                TalkRow.reminded.is_not_distinct_from(talk.reminded),
            )
            .values(reminded=reminder)
            .returning(TalkRow.id)
        )
        return marked is not None

    async def stranded(self, *, now: datetime) -> Sequence[Talk]:
        gone = select(PersonRow.id).where(PersonRow.erased_at.is_not(None))
        lost = _TALKS.where(
            _COMING,
            SlotRow.starts_at > now,
            or_(
                SlotRow.state == SlotState.WITHDRAWN,
                SlotRow.methodist_id == TalkRow.teacher_id,
                TalkRow.teacher_id.in_(gone),
            ),
        )
        return await self._found(lost)

    async def _found(self, question: Select[TalkRow, SlotRow]) -> Sequence[Talk]:
        rows = await self._session.execute(question.execution_options(populate_existing=True))
        return [_talk(talk, slot_of(slot)) for talk, slot in rows]


_TALKS = select(TalkRow, SlotRow).join(SlotRow, SlotRow.id == TalkRow.slot_id)
_COMING = TalkRow.state == TalkState.COMING


def slot_of(row: SlotRow) -> Slot:
    return Slot(
        id=SlotId(row.id),
        methodist=PersonId(row.methodist_id),
        unit=UnitId(row.unit_id),
        times=Times(row.starts_at, row.ends_at),
        place=row.place,
        state=SlotState(row.state),
    )


def _talk(row: TalkRow, slot: Slot) -> Talk:
    return Talk(
        id=TalkId(row.id),
        uid=row.uid,
        slot=slot,
        teacher=PersonId(row.teacher_id),
        about=row.about,
        consultation=row.consultation_id,
        state=TalkState(row.state),
        sequence=row.sequence,
        settled_at=row.settled_at,
        reminded=None if row.reminded is None else Reminder(row.reminded),
    )
