"""Tables of talks: times that methodists have opened, and who has booked them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class SlotRow(Base):
    __tablename__ = "slots"
    __table_args__ = (
        Index(None, "methodist_id", "starts_at"),
        Index(None, "unit_id", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    methodist_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    state: Mapped[str]


class TalkRow(Base):
    """``slot_id`` is the time it is at now; a move leaves no trace but ``sequence``."""

    __tablename__ = "talks"
    __table_args__ = (Index(None, "slot_id", "state"), Index(None, "teacher_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slots.id"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultations.id"))
    about: Mapped[str]
    state: Mapped[str]
    sequence: Mapped[int]
    settled_at: Mapped[datetime]
    reminded: Mapped[str | None]
