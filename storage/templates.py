"""Templates of answers: a person's own and those of units."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.templates import Template, TemplateId
from core.people import PersonId
from core.units import UnitId
from storage.consultation_rows import TemplateRow


class SqlTemplates:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(self, person: PersonId, units: Collection[UnitId]) -> Sequence[Template]:
        own = and_(TemplateRow.person_id == person, TemplateRow.unit_id.is_(None))
        rows = await self._session.scalars(
            select(TemplateRow)
            .where(or_(own, TemplateRow.unit_id.in_(units)))
            .order_by(TemplateRow.unit_id.is_not(None), TemplateRow.id)
        )
        return [
            Template(
                id=TemplateId(row.id),
                text=row.text,
                unit=None if row.unit_id is None else UnitId(row.unit_id),
            )
            for row in rows
        ]

    async def add(self, text: str, *, person: PersonId, unit: UnitId | None) -> None:
        row = TemplateRow(person_id=person, unit_id=unit, text=text, made_at=self._now)
        self._session.add(row)
        await self._session.flush()

    async def reword(self, template: TemplateId, text: str) -> bool:
        found = await self._session.scalar(
            update(TemplateRow)
            .where(TemplateRow.id == template)
            .values(text=text)
            .returning(TemplateRow.id)
        )
        return found is not None

    async def remove(self, template: TemplateId) -> None:
        await self._session.execute(delete(TemplateRow).where(TemplateRow.id == template))
