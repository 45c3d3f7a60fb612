"""Secret addresses under which people read their own calendars."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.people import PersonId
from storage.event_rows import SubscriptionRow


class SqlSubscriptions:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def subscribe(self, person: PersonId, fingerprint: str, *, at: datetime) -> None:
        await self.unsubscribe(person)
        row = SubscriptionRow(person_id=person, fingerprint=fingerprint, made_at=at)
        self._session.add(row)
        await self._session.flush()

    async def unsubscribe(self, person: PersonId) -> None:
        await self._session.execute(
            delete(SubscriptionRow).where(SubscriptionRow.person_id == person)
        )

    async def is_subscribed(self, person: PersonId) -> bool:
        return await self._session.get(SubscriptionRow, person) is not None

    async def subscriber(self, fingerprint: str) -> PersonId | None:
        found = await self._session.scalar(
            select(SubscriptionRow.person_id).where(SubscriptionRow.fingerprint == fingerprint)
        )
        return None if found is None else PersonId(found)
