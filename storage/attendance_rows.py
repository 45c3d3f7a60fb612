"""Tables of attendance: who came to which event, and the word that was said there."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
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
