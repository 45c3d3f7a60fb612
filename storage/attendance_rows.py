"""Tables of attendance: who came to which event, and by what it is known."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class AttendanceRow(Base):
    """``told`` once the person was written to after the end."""

    __tablename__ = "attendances"
    __table_args__ = (Index(None, "told", "event_id"), Index(None, "person_id"))

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    way: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    told: Mapped[bool]


class CodeWordRow(Base):
    """The last one of an event: no earlier one counts."""

    __tablename__ = "code_words"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    words: Mapped[str]
    until: Mapped[datetime]


class BadgeRow(Base):
    """Whose it is says the enrolment with the ticket, so whatever becomes of that is true here."""

    __tablename__ = "badges"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    ticket: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)


class CheckRow(Base):
    """Questions after the code word: ``[{"words": …, "answers": […], "right": 0}]``."""

    __tablename__ = "checks"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_at: Mapped[datetime]


class TriesRow(Base):
    """Somebody has answered the questions and not well enough; gone once they are marked."""

    __tablename__ = "check_tries"
    __table_args__ = (Index(None, "person_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    failed: Mapped[int]
    last: Mapped[datetime]
