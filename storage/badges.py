"""Badges: which ticket of which event a scanned code is."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Delete

from core.events.seats import Standing
from core.people import PersonId
from storage.attendance_rows import BadgeRow
from storage.base import insert_once
from storage.event_rows import EnrolmentRow
from storage.people import PersonRow


class SqlBadges:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give_badge(self, event: int, ticket: int, token: str) -> str:
        """Asked for in two messengers at once, it is the same in both."""
        await self._session.execute(
            insert_once(self._session, BadgeRow).values(event_id=event, ticket=ticket, token=token)
        )
        given = select(BadgeRow.token).where(BadgeRow.event_id == event, BadgeRow.ticket == ticket)
        return (await self._session.scalars(given)).one()

    async def badged(self, token: str) -> tuple[int, int] | None:
        found = await self._session.execute(
            select(BadgeRow.event_id, BadgeRow.ticket).where(BadgeRow.token == token)
        )
        row = found.first()
        return None if row is None else (row.event_id, row.ticket)

    async def seated(self, event: int, ticket: int) -> PersonId | None:
        person = await self._session.scalar(
            select(EnrolmentRow.person_id)
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.ticket == ticket,
                EnrolmentRow.standing == Standing.ENROLLED,
                PersonRow.erased_at.is_(None),
            )
        )
        return None if person is None else PersonId(person)


def orphaned() -> Delete:
    """Badges of tickets that nobody has: the number may be given to somebody else."""
    kept = select(EnrolmentRow.ticket).where(
        EnrolmentRow.event_id == BadgeRow.event_id, EnrolmentRow.ticket == BadgeRow.ticket
    )
    return delete(BadgeRow).where(~kept.exists())
