"""The table of certificates: what each says, whatever becomes of its event."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class CertificateRow(Base):
    """``hours`` are null where they are not known."""

    __tablename__ = "certificates"
    __table_args__ = (Index(None, "person_id", "event_id"),)

    number: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    hours: Mapped[int | None]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
