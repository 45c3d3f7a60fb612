"""Tables of routing: workloads, absences, leading schools, terms, and who had a question when."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class WorkloadRow(Base):
    """``days`` are the working days as digits, Monday is 0."""

    __tablename__ = "workloads"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    share: Mapped[int]
    ceiling: Mapped[int]
    days: Mapped[str]


class AbsenceRow(Base):
    __tablename__ = "absences"
    __table_args__ = (Index(None, "person_id", "last"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first: Mapped[date] = mapped_column(Date())
    last: Mapped[date] = mapped_column(Date())
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)


class LeadingRow(Base):
    """A school that helps the others of the unit; no subject is any subject."""

    __tablename__ = "leading_schools"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id"))


class TermRow(Base):
    """Working days to answer in; no topic is any topic."""

    __tablename__ = "terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    days: Mapped[int]


class TenureRow(Base):
    """That somebody was given a question: on which step, how, and by which facts.

    The one that has not ended is of whoever has it now. ``remind_at`` is half of the term, until
    it was said.
    """

    __tablename__ = "tenures"
    __table_args__ = (
        Index(None, "consultation_id", "ended_at"),
        Index(None, "person_id", "given_at"),
        Index(None, "remind_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    step: Mapped[int]
    how: Mapped[str]
    given_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end: Mapped[str | None]
    facts: Mapped[str | None]
