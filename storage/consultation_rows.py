"""Tables of consultations: the question, what was said and how, what was attached."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.consultations.words import Kind
from storage.base import Base


class ConsultationRow(Base):
    __tablename__ = "consultations"
    __table_args__ = (
        Index(None, "teacher_id", "id"),
        Index(None, "methodist_id", "state", "id"),
        Index(None, "unit_id", "state"),
        Index(None, "due_at"),
        Index(None, "closed_at"),
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
    anonymous: Mapped[bool] = mapped_column(default=False)
    word: Mapped[str] = mapped_column(default="")
    outcome_wanted_at: Mapped[datetime | None]
    colleagues_at: Mapped[datetime | None]


class MessageRow(Base):
    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(default=Kind.WORDS)
    text: Mapped[str]
    said_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class PartRow(Base):
    """One of the messages in the messenger that a message was said in.

    ``source`` is what the messenger calls it there; in whose chat is not kept.
    """

    __tablename__ = "message_parts"
    __table_args__ = (Index(None, "source", "messenger"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    messenger: Mapped[str]
    source: Mapped[str]
    text: Mapped[str]


class AttachmentRow(Base):
    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    kind: Mapped[str]
    messenger: Mapped[str]
    file_id: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    album: Mapped[str] = mapped_column(default="")
    place: Mapped[int | None]
    """Which part of the message it came with, where that is known."""


class MaskRow(Base):
    """Who asks anonymously: the way back to them, and the only place that knows it."""

    __tablename__ = "masks"

    mask_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    wearer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class ProposalRow(Base):
    """What a colleague has proposed to answer, and whether they want to be named."""

    __tablename__ = "proposals"

    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id"), primary_key=True, autoincrement=False
    )
    named: Mapped[bool]
    state: Mapped[str]


class VolunteerRow(Base):
    """Who has said that they help colleagues with their subjects."""

    __tablename__ = "volunteers"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime]


class TemplateRow(Base):
    """Words to begin an answer with: of a person alone, or of everybody who answers in a unit."""

    __tablename__ = "templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    text: Mapped[str]
    made_at: Mapped[datetime]
