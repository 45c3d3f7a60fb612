"""Consultations: what was asked, what was said, and how the lists of them look."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from core.catalogue import SubjectId, TopicId
from core.consultations.model import (
    Candidate,
    Consultation,
    ConsultationId,
    Outcome,
    Question,
    State,
    Words,
)
from core.consultations.ports import Line, Page, Said
from core.files import Attachment, FileKind
from core.people import STAFF, PersonId
from core.units import UnitId
from storage import routing
from storage.base import Base
from storage.catalogue import TopicRow
from storage.people import GrantRow, PersonRow
from storage.units import LineageRow, UnitRow

PAGE = 8
GIST = 60


class ConsultationRow(Base):
    __tablename__ = "consultations"
    __table_args__ = (
        Index(None, "teacher_id", "id"),
        Index(None, "methodist_id", "state", "id"),
        Index(None, "unit_id", "state"),
        Index(None, "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    methodist_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id"))
    state: Mapped[str]
    gist: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]


class MessageRow(Base):
    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[str]
    said_at: Mapped[datetime]


class AttachmentRow(Base):
    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    kind: Mapped[str]
    messenger: Mapped[str]
    file_id: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]


class SqlConsultations:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

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
            gist=_gist(question.words),
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
        saved = await self._session.scalar(
            update(ConsultationRow)
            .where(
                ConsultationRow.id == before.id,
                ConsultationRow.state == before.state,
                _is(ConsultationRow.methodist_id, before.methodist),
            )
            .values(
                methodist_id=consultation.methodist,
                state=consultation.state,
                answered_at=consultation.answered_at,
                closed_at=consultation.closed_at,
                outcome=consultation.outcome,
            )
            .returning(ConsultationRow.id)
        )
        return saved is not None

    async def add(
        self, consultation: ConsultationId, words: Words, *, author: PersonId, at: datetime
    ) -> int:
        row = MessageRow(
            consultation_id=consultation, author_id=author, text=words.text, said_at=at
        )
        self._session.add(row)
        await self._session.flush()
        self._session.add_all(
            AttachmentRow(
                message_id=row.id,
                kind=file.kind,
                messenger=file.messenger,
                file_id=file.file_id,
                name=file.name,
                size=file.size,
            )
            for file in words.attachments
        )
        return row.id

    async def thread(self, consultation: ConsultationId) -> Sequence[Said]:
        messages = (
            await self._session.scalars(
                select(MessageRow)
                .where(MessageRow.consultation_id == consultation)
                .order_by(MessageRow.id)
            )
        ).all()
        files = await self._session.scalars(
            select(AttachmentRow)
            .where(AttachmentRow.message_id.in_([row.id for row in messages]))
            .order_by(AttachmentRow.id)
        )
        attached: dict[int, list[Attachment]] = {}
        for file in files:
            attached.setdefault(file.message_id, []).append(_attachment(file))
        return [
            Said(
                id=row.id,
                author=PersonId(row.author_id),
                words=Words(row.text, tuple(attached.get(row.id, ()))),
                at=row.said_at,
            )
            for row in messages
        ]

    async def candidates(
        self,
        unit: UnitId,
        *,
        subject: SubjectId | None,
        topic: TopicId,
        but: Collection[PersonId],
    ) -> Sequence[Candidate]:
        answering = await routing.answering(self._session, unit, subject=subject, topic=topic)
        people = [one.person for one in answering if one.person not in but]
        loads = await self._loads(people)
        return [
            Candidate(
                person=one.person,
                distance=one.distance,
                generality=one.generality,
                load=loads.get(one.person, 0),
            )
            for one in answering
            if one.person not in but
        ]

    async def methodists(
        self, unit: UnitId, *, but: Collection[PersonId]
    ) -> Sequence[tuple[PersonId, str, int]]:
        names = {
            person: name
            for person, name in await routing.methodists_over(self._session, unit)
            if person not in but
        }
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

    async def of_teacher(self, teacher: PersonId, *, page: int) -> Page:
        return await self._page(ConsultationRow.teacher_id == teacher, page=page, newest=True)

    async def of_methodist(self, methodist: PersonId, *, page: int) -> Page:
        return await self._page(
            ConsultationRow.methodist_id == methodist,
            ConsultationRow.state != State.CLOSED,
            page=page,
            newest=False,
        )

    async def unowned(self, units: Sequence[UnitId], *, page: int) -> Page:
        return await self._page(*_unowned(units), page=page, newest=False)

    async def _page(self, *conditions: ColumnElement[bool], page: int, newest: bool) -> Page:
        total = await self._count(*conditions)
        last = max(0, (total - 1) // PAGE)
        number = min(max(page, 0), last)
        order = ConsultationRow.id.desc() if newest else ConsultationRow.id
        waiting_first = [] if newest else [ConsultationRow.state != State.WAITING]
        rows = await self._session.execute(
            select(ConsultationRow, TopicRow.name, PersonRow.name, UnitRow.name)
            .join(TopicRow, TopicRow.id == ConsultationRow.topic_id)
            .join(PersonRow, PersonRow.id == ConsultationRow.teacher_id)
            .join(UnitRow, UnitRow.id == ConsultationRow.unit_id)
            .where(*conditions)
            .order_by(*waiting_first, order)
            .offset(number * PAGE)
            .limit(PAGE)
        )
        lines = [
            Line(
                id=ConsultationId(row.id),
                topic=topic,
                teacher=teacher,
                unit=unit,
                gist=row.gist,
                state=State(row.state),
                owned=row.methodist_id is not None,
                due_at=row.due_at,
            )
            for row, topic, teacher, unit in rows
        ]
        return Page(lines=lines, number=number, total=total, pages=last + 1)

    async def waiting_count(self, methodist: PersonId, units: Sequence[UnitId]) -> int:
        mine = await self._count(
            ConsultationRow.methodist_id == methodist, ConsultationRow.state == State.WAITING
        )
        return mine + (await self._count(*_unowned(units)) if units else 0)

    async def _count(self, *conditions: ColumnElement[bool]) -> int:
        statement = select(func.count()).select_from(ConsultationRow).where(*conditions)
        return await self._session.scalar(statement) or 0

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
            .values(methodist_id=None)
        )

    async def due_before(self, moment: datetime) -> Sequence[Consultation]:
        rows = await self._session.scalars(
            select(ConsultationRow)
            .where(
                ConsultationRow.due_at < moment,
                ConsultationRow.reminded_at.is_(None),
                ConsultationRow.answered_at.is_(None),
                ConsultationRow.closed_at.is_(None),
                ConsultationRow.methodist_id.is_not(None),
            )
            .order_by(ConsultationRow.due_at)
        )
        return [_consultation(row) for row in rows]

    async def mark_reminded(self, consultation: ConsultationId, *, at: datetime) -> None:
        await self._session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == consultation)
            .values(reminded_at=at)
        )


def _unowned(units: Sequence[UnitId]) -> tuple[ColumnElement[bool], ...]:
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    return (
        ConsultationRow.methodist_id.is_(None),
        ConsultationRow.state != State.CLOSED,
        ConsultationRow.unit_id.in_(below),
    )


def _is(column: InstrumentedAttribute[int | None], value: int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _gist(words: Words) -> str:
    """The first words, to recognise the question in a list."""
    said = " ".join(words.text.split()) or ", ".join(file.name for file in words.attachments)
    return said if len(said) <= GIST else said[: GIST - 1].rstrip() + "…"


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        kind=FileKind(row.kind),
        messenger=row.messenger,
        file_id=row.file_id,
        name=row.name,
        size=row.size,
    )


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
    )
