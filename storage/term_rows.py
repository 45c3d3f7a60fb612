"""Tables of the terms of events: whom one is for, seats kept for units and until when."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class EventAudienceRow(Base):
    """A value of a condition, ``core.audience``; an event that is for everybody has none."""

    __tablename__ = "event_audiences"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    condition: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    """The order in which the values were chosen."""


class QuotaRow(Base):
    """Seats of an event that are kept for a unit and all below it."""

    __tablename__ = "seat_quotas"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    presence: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    seats: Mapped[int]
    place: Mapped[int]
    """The order in which they were made."""


class ReleaseRow(Base):
    """From this day on, by the clock of the service, what is kept is for everybody. Without a
    row it is the usual day."""

    __tablename__ = "seat_releases"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    day: Mapped[date]
