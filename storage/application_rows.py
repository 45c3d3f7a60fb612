"""Tables of applications: on which terms an event takes them, what came, with which files."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class ApplicationTermsRow(Base):
    """None for an event that whoever likes may come to, unless it was otherwise before."""

    __tablename__ = "application_terms"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    admission: Mapped[str]
    deadline: Mapped[datetime | None]
    prompt: Mapped[str]
    files: Mapped[bool]
    sequence: Mapped[int]
    announced_at: Mapped[datetime | None]


class ApplicationRow(Base):
    """One of a person for an event, whatever has become of it since.

    ``sent_at`` is when it was sent last, ``reminded_of`` the deadline they were reminded of.
    """

    __tablename__ = "applications"
    __table_args__ = (
        Index(None, "event_id", "state", "ticket"),
        Index(None, "person_id"),
        Index(None, "state"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime]
    presence: Mapped[str]
    ticket: Mapped[int]
    revision: Mapped[int]
    text: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    award: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    reminded_of: Mapped[datetime | None]


class ApplicationFileRow(Base):
    """``place`` is that in the order in which they were attached."""

    __tablename__ = "application_files"
    __table_args__ = (Index(None, "person_id"), Index(None, "messenger", "file_id"))

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    messenger: Mapped[str]
    file_id: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    album: Mapped[str]
