"""Invitations, of which only the hash is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.people import PersonId, Role
from core.roles.invitations import Invitation, InvitationId, Kind, Offer
from core.units import UnitId
from storage.base import Base
from storage.merging import absorb


class InvitationRow(Base):
    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None]


class SqlInvitations:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def make(
        self,
        offer: Offer,
        *,
        fingerprint: str,
        by: PersonId | None,
        at: datetime,
        expires_at: datetime,
    ) -> None:
        self._session.add(
            InvitationRow(
                fingerprint=fingerprint,
                kind=offer.kind,
                unit_id=offer.unit,
                role=offer.role,
                person_id=offer.person,
                made_by=by,
                made_at=at,
                expires_at=expires_at,
            )
        )
        await self._session.flush()

    async def by_fingerprint(self, fingerprint: str) -> Invitation | None:
        row = await self._session.scalar(
            select(InvitationRow).where(InvitationRow.fingerprint == fingerprint)
        )
        return None if row is None else _invitation(row)

    async def use(self, invitation: Invitation, *, by: PersonId, at: datetime) -> bool:
        used = await self._session.scalar(
            update(InvitationRow)
            .where(InvitationRow.id == invitation.id, InvitationRow.used_at.is_(None))
            .values(used_at=at, used_by=by)
            .returning(InvitationRow.id)
        )
        return used is not None

    async def adopt(self, person: PersonId, *, newcomer: PersonId, at: datetime) -> None:
        await absorb(self._session, newcomer, into=person, at=at)


def _invitation(row: InvitationRow) -> Invitation:
    offer = Offer(
        kind=Kind(row.kind),
        unit=None if row.unit_id is None else UnitId(row.unit_id),
        role=None if row.role is None else Role(row.role),
        person=None if row.person_id is None else PersonId(row.person_id),
    )
    return Invitation(
        id=InvitationId(row.id),
        offer=offer,
        by=None if row.made_by is None else PersonId(row.made_by),
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
