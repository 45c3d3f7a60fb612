"""Tables of acknowledgements: who has read, and when those who have not were asked."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class AcknowledgementRow(Base):
    __tablename__ = "acknowledgements"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False, index=True
    )
    at: Mapped[datetime]
    messenger: Mapped[str]


class RoundRow(Base):
    """That on this day those who were silent were asked again."""

    __tablename__ = "acknowledgement_rounds"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id"), primary_key=True, autoincrement=False
    )
    day: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
