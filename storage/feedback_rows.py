"""The table of opinions about events; one of an erased person stays without them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class OpinionRow(Base):
    __tablename__ = "opinions"
    __table_args__ = (UniqueConstraint("event_id", "person_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    useful: Mapped[str]
    applied: Mapped[str]
    pace: Mapped[str]
    words: Mapped[str]
    at: Mapped[datetime]
