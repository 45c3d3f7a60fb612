"""Tables of the bank of answers, with the words that they are found by."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class AnswerRow(Base):
    """See ``core.answers.model.Published``. ``…_words`` are lemmas with a space between them.

    What they are found by is made of those by the database itself, see the migration.
    """

    __tablename__ = "answers"
    __table_args__ = (
        Index(None, "state", "topic_id", "subject_id"),
        Index(None, "state", "review_at"),
        Index(None, "unit_id", "review_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int | None] = mapped_column(
        ForeignKey("consultations.id"), unique=True
    )
    question: Mapped[str]
    answer: Mapped[str]
    question_words: Mapped[str]
    answer_words: Mapped[str]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    published_at: Mapped[datetime]
    review_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    state: Mapped[str]
    useful: Mapped[int]
    saved: Mapped[int]


class MarkRow(Base):
    """That somebody has found an answer useful, or needed not ask because of it."""

    __tablename__ = "answer_marks"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("answers.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True
    )
    mark: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
