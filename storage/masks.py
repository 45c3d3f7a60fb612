"""Masks: records without a name that anonymous questions are asked by, and the way back."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import State
from core.people import PersonId
from storage.consultation_rows import ConsultationRow, MaskRow
from storage.letter_rows import LetterRow
from storage.people import PersonRow


class SqlMasks:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def make(self, wearer: PersonId) -> PersonId:
        row = PersonRow()
        self._session.add(row)
        await self._session.flush()
        self._session.add(MaskRow(mask_id=row.id, wearer_id=wearer))
        await self._session.flush()
        return PersonId(row.id)

    async def of(self, person: PersonId) -> Collection[PersonId]:
        masks = await self._session.scalars(
            select(MaskRow.mask_id).where(MaskRow.wearer_id == person)
        )
        return frozenset(map(PersonId, masks))

    async def worn(self, mask: PersonId) -> Collection[PersonId]:
        found = await self._session.scalars(
            select(MaskRow.wearer_id).where(MaskRow.mask_id == mask)
        )
        return frozenset(map(PersonId, found))

    async def drop(self, closed_before: datetime) -> None:
        """Forget whose the questions were that cannot be opened again, wherever it is known."""
        over = select(ConsultationRow.teacher_id).where(
            ConsultationRow.anonymous,
            ConsultationRow.state == State.CLOSED,
            ConsultationRow.closed_at < closed_before,
        )
        worn = select(MaskRow.mask_id).where(MaskRow.mask_id.in_(over))
        masks = (await self._session.scalars(worn)).all()
        if not masks:
            return
        await self._session.execute(
            update(LetterRow).where(LetterRow.to_id.in_(masks)).values(shown=None)
        )
        await self._session.execute(delete(MaskRow).where(MaskRow.mask_id.in_(masks)))
