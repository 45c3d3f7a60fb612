"""Tables of events: what is held, for whom, and who has a seat or waits for one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import EventKindId, SubjectId
from core.events.model import (
    Details,
    Event,
    EventId,
    EventState,
    Form,
    Level,
    Reminder,
    SeriesId,
)
from core.people import PersonId
from core.units import UnitId
from storage.base import Base


class EventRow(Base):
    """``seats_…`` are as many as come when they are null."""

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "unit_id", "state", "starts_at"),
        Index(None, "state", "starts_at"),
        Index(None, "series_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    organiser_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("event_kinds.id"))
    title: Mapped[str]
    level: Mapped[str]
    form: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    link: Mapped[str]
    description: Mapped[str]
    seats_room: Mapped[int | None]
    seats_online: Mapped[int | None]
    state: Mapped[str]
    reason: Mapped[str]
    sequence: Mapped[int]
    settled_at: Mapped[datetime]
    reminded: Mapped[str | None]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("event_series.id"))


class SeriesRow(Base):
    """Events that are held again and again; ``zone`` is whose clock shows their hour."""

    __tablename__ = "event_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    rhythm: Mapped[str]
    zone: Mapped[str]
    made_at: Mapped[datetime]


class QuorumRow(Base):
    """``ask_at`` is null when no question is due any more."""

    __tablename__ = "quorums"
    __table_args__ = (Index(None, "ask_at"), Index(None, "stage"))

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    least: Mapped[int]
    lead_minutes: Mapped[int]
    stage: Mapped[str]
    ask_at: Mapped[datetime | None]
    round: Mapped[int]


class EventSubjectRow(Base):
    """None for an event that is for every subject."""

    __tablename__ = "event_subjects"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), primary_key=True)


class EnrolmentRow(Base):
    """One of a person for an event, whatever has become of it since.

    ``kept_for`` is the unit that the seat was kept for, null for a common one.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(None, "event_id", "standing", "presence", "ticket"),
        Index(None, "event_id", "ticket"),
        Index(None, "person_id", "standing"),
        Index(None, "standing", "offered_until"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    presence: Mapped[str]
    standing: Mapped[str]
    ticket: Mapped[int]
    since: Mapped[datetime]
    offered_until: Mapped[datetime | None]
    coming: Mapped[bool | None]
    kept_for: Mapped[int | None] = mapped_column(ForeignKey("units.id"))


class SeatCodeRow(Base):
    """A code by which a colleague takes the seat with the ticket; of it a fingerprint is kept.

    Whose seat it is says the enrolment, so whatever becomes of that is true here.
    """

    __tablename__ = "seat_codes"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    ticket: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    until: Mapped[datetime] = mapped_column(index=True)


class SubscriptionRow(Base):
    """The address under which a person's own calendar is read; only its fingerprint is kept."""

    __tablename__ = "calendar_subscriptions"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


def columns_of(details: Details) -> dict[str, Any]:
    return {
        "kind_id": details.kind,
        "title": details.title,
        "level": details.level,
        "form": details.form,
        "starts_at": details.starts_at,
        "ends_at": details.ends_at,
        "place": details.place,
        "link": details.link,
        "description": details.description,
        "seats_room": details.seats_room,
        "seats_online": details.seats_online,
    }


def event_of(row: EventRow, subjects: Iterable[SubjectId]) -> Event:
    details = Details(
        title=row.title,
        kind=EventKindId(row.kind_id),
        level=Level(row.level),
        form=Form(row.form),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        link=row.link,
        description=row.description,
        subjects=tuple(subjects),
        seats_room=row.seats_room,
        seats_online=row.seats_online,
    )
    return Event(
        id=EventId(row.id),
        uid=row.uid,
        unit=UnitId(row.unit_id),
        organiser=PersonId(row.organiser_id),
        details=details,
        state=EventState(row.state),
        reason=row.reason,
        sequence=row.sequence,
        settled_at=row.settled_at,
        reminded=None if row.reminded is None else Reminder(row.reminded),
        series=None if row.series_id is None else SeriesId(row.series_id),
    )
