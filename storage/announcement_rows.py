"""The table of announcements: the text once, whoever it is for."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base
from storage.units import UnitRow


class AnnouncementRow(Base):
    """See ``core.announcements.model.Announcement``. ``links`` are ``[[title, url], …]``."""

    __tablename__ = "announcements"
    __table_args__ = (Index(None, "unit_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    text: Mapped[str]
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    links: Mapped[list[list[str]]] = mapped_column(JSON)
    audience: Mapped[dict[str, list[Any]]] = mapped_column(JSON)
    acknowledge: Mapped[bool]
    state: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    send_at: Mapped[datetime | None]
    begins_at: Mapped[datetime | None] = mapped_column(index=True)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    expanded_to: Mapped[int]
    expanded_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    revised_to: Mapped[int]
    revised_until: Mapped[int | None]
    told: Mapped[str | None]
    told_at: Mapped[datetime | None]


def not_paused(announcement: ColumnElement[int | None]) -> ColumnElement[bool]:
    """A letter of no announcement, or of one that goes on."""
    paused = select(AnnouncementRow.id).where(AnnouncementRow.paused_at.is_not(None))
    return or_(announcement.is_(None), announcement.not_in(paused))


async def contents(
    session: AsyncSession, ids: Collection[int]
) -> Mapping[int, Mapping[str, object]]:
    """What letters of the announcements say, for the payload of ``Announced``."""
    rows = await session.execute(
        select(AnnouncementRow, UnitRow.name)
        .join(UnitRow, UnitRow.id == AnnouncementRow.unit_id)
        .where(AnnouncementRow.id.in_(ids))
        .execution_options(populate_existing=True)
    )
    return {
        row.id: {
            "announcement": row.id,
            "unit": unit,
            "text": row.text,
            "links": [{"title": title, "url": url} for title, url in row.links],
            "attachments": row.attachments,
            "acknowledge": row.acknowledge,
        }
        for row, unit in rows
    }
