"""Questions to whoever holds an event, with their answers, and what of them people leave."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, Update, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import Delete

from core.events.model import EventId
from core.events.ports import Inquiry, InquiryId
from core.people import PersonId
from storage.base import Base
from storage.event_rows import EventRow


class InquiryRow(Base):
    """``answer`` is empty until ``answered_at``."""

    __tablename__ = "inquiries"
    __table_args__ = (Index(None, "event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    words: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    answered_at: Mapped[datetime | None]


class SqlInquiries:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_inquiry(
        self, event: EventId, person: PersonId, words: str, *, at: datetime
    ) -> InquiryId:
        row = InquiryRow(event_id=event, person_id=person, words=words, asked_at=at, answer="")
        self._session.add(row)
        await self._session.flush()
        return InquiryId(row.id)

    async def inquiry(self, inquiry: InquiryId) -> Inquiry | None:
        row = await self._session.get(InquiryRow, inquiry, populate_existing=True)
        if row is None:
            return None
        return Inquiry(
            id=InquiryId(row.id),
            event=EventId(row.event_id),
            person=PersonId(row.person_id),
            words=row.words,
            answered_at=row.answered_at,
        )

    async def open_inquiries(self, event: EventId, person: PersonId) -> int:
        counted = await self._session.scalar(
            select(func.count())
            .select_from(InquiryRow)
            .where(
                InquiryRow.event_id == event,
                InquiryRow.person_id == person,
                InquiryRow.answered_at.is_(None),
            )
        )
        return counted or 0

    async def answer_inquiry(
        self, inquiry: InquiryId, words: str, *, by: PersonId, at: datetime
    ) -> bool:
        answered = await self._session.scalar(
            update(InquiryRow)
            .where(InquiryRow.id == inquiry, InquiryRow.answered_at.is_(None))
            .values(answer=words, answered_by=by, answered_at=at)
            .returning(InquiryRow.id)
            .execution_options(synchronize_session=False)
        )
        return answered is not None


def inquiries_of(person: PersonId) -> Select[*tuple[Any, ...]]:
    """A section of the dossier: what they have asked, and what they have answered."""
    asked = InquiryRow.person_id == person
    return (
        select(
            EventRow.title.label("event"),
            case((asked, InquiryRow.asked_at), else_=InquiryRow.answered_at).label("at"),
            case((asked, InquiryRow.words), else_=InquiryRow.answer).label("text"),
        )
        .join(EventRow, EventRow.id == InquiryRow.event_id)
        .where(or_(asked, InquiryRow.answered_by == person))
        .order_by(InquiryRow.id)
    )


def unasked(person: PersonId) -> Delete:
    return delete(InquiryRow).where(InquiryRow.person_id == person)


def unanswered(person: PersonId) -> Update:
    """That it was answered stays; the words go, and whose they were."""
    return (
        update(InquiryRow)
        .where(InquiryRow.answered_by == person)
        .values(answer="", answered_by=None)
    )
