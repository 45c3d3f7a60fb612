"""The audit log, to which rows are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.audit import Deed
from core.people import PersonId
from storage.base import Base


class AuditRow(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    deed: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    what: Mapped[str]


class SqlAudit:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def note(
        self,
        deed: Deed,
        *,
        by: PersonId | None,
        about: PersonId | None = None,
        what: str = "",
    ) -> None:
        self._session.add(AuditRow(at=self._now, deed=deed, by_id=by, about_id=about, what=what))
