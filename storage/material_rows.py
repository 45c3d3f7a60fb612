"""Tables of materials: what lies on the shelves of events, and who has heard of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class ShelfRow(Base):
    """None while nothing was ever decided or added. ``look_at`` is when somebody may have to be
    written to; ``version`` counts how often something was added."""

    __tablename__ = "shelves"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    seen_by: Mapped[str]
    opens: Mapped[str]
    version: Mapped[int]
    look_at: Mapped[datetime | None] = mapped_column(index=True)


class MaterialRow(Base):
    """``kind`` and what is after it are of its file, if it has one."""

    __tablename__ = "materials"
    __table_args__ = (Index(None, "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    added_at: Mapped[datetime]
    title: Mapped[str]
    text: Mapped[str]
    kind: Mapped[str | None]
    messenger: Mapped[str]
    file_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    size: Mapped[int]
    album: Mapped[str]


class MaterialTellingRow(Base):
    """Which version of the shelf a person has heard of last, and when."""

    __tablename__ = "material_tellings"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    version: Mapped[int]
    told_at: Mapped[datetime]
