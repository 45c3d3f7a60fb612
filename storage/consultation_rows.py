"""Tables of consultations: the question, what was said, what was attached."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


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
    announced_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcements.id"))


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
