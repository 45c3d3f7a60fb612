"""Consultations: what was asked, what was said, and how the lists of them look."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from core.catalogue import SubjectId, TopicId
from core.consultations.model import (
    Consultation,
    ConsultationId,
    Outcome,
    Question,
    State,
)
from core.people import STAFF, PersonId
from core.units import UnitId
from storage import routing
from storage.consultation_rows import ConsultationRow
from storage.overdue import SqlOverdue
from storage.people import GrantRow, PersonRow
from storage.queues import SqlQueues
from storage.returned import SqlReturned
from storage.threads import SqlThreads, gist
from storage.units import LineageRow

MOST_LOST = 100


_CHANGED = {
    "methodist_id": "methodist",
    "due_at": "due_at",
    "answered_at": "answered_at",
    "closed_at": "closed_at",
    "outcome": "outcome",
    "word": "word",
    "colleagues_at": "colleagues_at",
}
"""What steps of a consultation change besides whose turn it is. What a step leaves alone is not
written: somebody else may have changed it meanwhile."""

_ANEW: dict[str, Any] = {"reminded_at": None, "announced_at": None, "outcome_wanted_at": None}
"""What has been told of a consultation that goes on after its end will be told again."""


class SqlConsultations(SqlThreads, SqlQueues, SqlOverdue, SqlReturned):
    """Everything that ``core.consultations.ports.Consultations`` asks for."""

    async def open(
        self,
        question: Question,
        *,
        teacher: PersonId,
        unit: UnitId,
        methodist: PersonId | None,
        at: datetime,
        due_at: datetime,
    ) -> Consultation:
        row = ConsultationRow(
            teacher_id=teacher,
            unit_id=unit,
            methodist_id=methodist,
            topic_id=question.topic,
            subject_id=question.subject,
            state=State.WAITING,
            announcement_id=None if question.about is None else question.about.announcement,
            gist=gist(question.words),
            anonymous=question.anonymous,
            asked_at=at,
            due_at=due_at,
        )
        self._session.add(row)
        await self._session.flush()
        await self.add(ConsultationId(row.id), question.words, author=teacher, at=at)
        return _consultation(row)

    async def get(self, consultation: ConsultationId) -> Consultation | None:
        row = await self._session.get(ConsultationRow, consultation, populate_existing=True)
        return None if row is None else _consultation(row)

    async def save(self, consultation: Consultation, *, before: Consultation) -> bool:
        changed = {
            column: getattr(consultation, field)
            for column, field in _CHANGED.items()
            if getattr(consultation, field) != getattr(before, field)
        }
        anew = _ANEW if before.closed_at and not consultation.closed_at else {}
        if not anew and consultation.due_at != before.due_at:
            anew = {"reminded_at": None}
        saved = await self._session.scalar(
            update(ConsultationRow)
            .where(
                ConsultationRow.id == before.id,
                ConsultationRow.state == before.state,
                _is(ConsultationRow.methodist_id, before.methodist),
            )
            .values(state=consultation.state, **changed, **anew)
            .returning(ConsultationRow.id)
        )
        return saved is not None

    async def still(self, consultation: Consultation) -> bool:
        found = await self._session.scalar(
            select(ConsultationRow.id)
            .where(
                ConsultationRow.id == consultation.id,
                ConsultationRow.state == consultation.state,
                _is(ConsultationRow.methodist_id, consultation.methodist),
            )
            .with_for_update()
        )
        return found is not None

    async def silent(self, *, since: datetime, until: datetime) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .join(PersonRow, PersonRow.id == ConsultationRow.teacher_id)
            .where(
                ConsultationRow.state == State.CLOSED,
                ConsultationRow.closed_at.between(since, until),
                ConsultationRow.answered_at.is_not(None),
                ConsultationRow.outcome.is_(None),
                ConsultationRow.outcome_wanted_at.is_(None),
                PersonRow.erased_at.is_(None),
            )
            .order_by(ConsultationRow.id)
            .limit(MOST_LOST)
        )
        return [_consultation(row) for row in rows]

    async def mark_outcome_wanted(self, consultation: ConsultationId, *, at: datetime) -> None:
        await self._session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == consultation)
            .values(outcome_wanted_at=at)
        )

    async def waiting_for(self, methodist: PersonId) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.methodist_id == methodist,
                ConsultationRow.state == State.WAITING,
            )
            .order_by(ConsultationRow.due_at, ConsultationRow.id)
        )
        return [_consultation(row) for row in rows]

    async def methodists(
        self, unit: UnitId, *, but: Collection[PersonId], more: Collection[PersonId] = ()
    ) -> Sequence[tuple[PersonId, str, int]]:
        found = dict(await routing.methodists_over(self._session, unit))
        others = await self._session.execute(
            select(PersonRow.id, PersonRow.name)
            .where(PersonRow.id.in_(set(more) - found.keys()))
            .order_by(PersonRow.name)
        )
        found |= {PersonId(person): name for person, name in others}
        names = {person: name for person, name in found.items() if person not in but}
        loads = await self._loads(names)
        return [(person, name, loads.get(person, 0)) for person, name in names.items()]

    async def _loads(self, people: Collection[PersonId]) -> dict[PersonId, int]:
        rows = await self._session.execute(
            select(ConsultationRow.methodist_id, func.count())
            .where(
                ConsultationRow.methodist_id.in_(people),
                ConsultationRow.state != State.CLOSED,
            )
            .group_by(ConsultationRow.methodist_id)
        )
        return {PersonId(person): count for person, count in rows if person is not None}

    async def release(self, person: PersonId) -> None:
        allowed = (
            select(LineageRow.unit_id)
            .join(GrantRow, GrantRow.unit_id == LineageRow.ancestor_id)
            .where(
                GrantRow.person_id == person,
                GrantRow.revoked_at.is_(None),
                GrantRow.role.in_(STAFF),
            )
        )
        await self._session.execute(
            update(ConsultationRow)
            .where(
                ConsultationRow.methodist_id == person,
                ConsultationRow.state != State.CLOSED,
                ConsultationRow.unit_id.not_in(allowed),
            )
            .values(methodist_id=None, announced_at=None)
        )

    async def due_before(self, moment: datetime) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.due_at < moment,
                ConsultationRow.reminded_at.is_(None),
                ConsultationRow.state == State.WAITING,
                ConsultationRow.answered_at.is_(None),
                ConsultationRow.methodist_id.is_not(None),
            )
            .order_by(ConsultationRow.due_at)
        )
        return [_consultation(row) for row in rows]

    async def overdue(self, moment: datetime) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.due_at <= moment,
                ConsultationRow.state == State.WAITING,
                ConsultationRow.answered_at.is_(None),
                ConsultationRow.methodist_id.is_not(None),
            )
            .order_by(ConsultationRow.due_at, ConsultationRow.id)
            .limit(MOST_LOST)
        )
        return [_consultation(row) for row in rows]

    async def waiting_unowned(self, *, after: ConsultationId) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.id > after,
                ConsultationRow.methodist_id.is_(None),
                ConsultationRow.state == State.WAITING,
                ConsultationRow.announced_at.is_not(None),
            )
            .order_by(ConsultationRow.id)
            .limit(MOST_LOST)
        )
        return [_consultation(row) for row in rows]

    async def lost(self) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.methodist_id.is_(None),
                ConsultationRow.state != State.CLOSED,
                ConsultationRow.announced_at.is_(None),
            )
            .order_by(ConsultationRow.id)
            .limit(MOST_LOST)
        )
        return [_consultation(row) for row in rows]

    async def mark_announced(self, consultation: ConsultationId, *, at: datetime) -> None:
        await self._session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == consultation)
            .values(announced_at=at)
        )

    async def mark_reminded(self, consultation: ConsultationId, *, at: datetime) -> None:
        await self._session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == consultation)
            .values(reminded_at=at)
        )


def _is(column: InstrumentedAttribute[int | None], value: int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _consultation(row: ConsultationRow) -> Consultation:
    return Consultation(
        id=ConsultationId(row.id),
        teacher=PersonId(row.teacher_id),
        unit=UnitId(row.unit_id),
        methodist=None if row.methodist_id is None else PersonId(row.methodist_id),
        topic=TopicId(row.topic_id),
        subject=None if row.subject_id is None else SubjectId(row.subject_id),
        state=State(row.state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        announcement=row.announcement_id,
        anonymous=row.anonymous,
        colleagues_at=row.colleagues_at,
        word=row.word,
    )
