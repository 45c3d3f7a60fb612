"""Consultations in lists: a teacher's own, a methodist's, and those that nobody has."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import ConsultationId, State
from core.consultations.ports import Line, Page
from core.people import PersonId
from core.units import UnitId
from storage.catalogue import TopicRow
from storage.consultation_rows import ConsultationRow
from storage.people import PersonRow
from storage.units import LineageRow, UnitRow

PAGE = 8


class SqlQueues:
    """The part of ``SqlConsultations`` that lists and counts."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_teacher(self, teacher: PersonId, *, page: int) -> Page:
        return await self._page(ConsultationRow.teacher_id == teacher, page=page, newest=True)

    async def of_methodist(self, methodist: PersonId, *, page: int) -> Page:
        return await self._page(
            ConsultationRow.methodist_id == methodist,
            ConsultationRow.state != State.CLOSED,
            page=page,
            newest=False,
        )

    async def unowned(self, units: Sequence[UnitId], *, page: int) -> Page:
        return await self._page(*_unowned(units), page=page, newest=False)

    async def _page(self, *conditions: ColumnElement[bool], page: int, newest: bool) -> Page:
        total = await self._count(*conditions)
        last = max(0, (total - 1) // PAGE)
        number = min(max(page, 0), last)
        order = ConsultationRow.id.desc() if newest else ConsultationRow.id
        waiting_first = [] if newest else [ConsultationRow.state != State.WAITING]
        rows = await self._session.execute(
            select(ConsultationRow, TopicRow.name, PersonRow.name, UnitRow.name)
            .join(TopicRow, TopicRow.id == ConsultationRow.topic_id)
            .join(PersonRow, PersonRow.id == ConsultationRow.teacher_id)
            .join(UnitRow, UnitRow.id == ConsultationRow.unit_id)
            .where(*conditions)
            .order_by(*waiting_first, order)
            .offset(number * PAGE)
            .limit(PAGE)
        )
        lines = [
            Line(
                id=ConsultationId(row.id),
                topic=topic,
                teacher=teacher,
                unit=unit,
                gist=row.gist,
                state=State(row.state),
                owned=row.methodist_id is not None,
                due_at=row.due_at,
            )
            for row, topic, teacher, unit in rows
        ]
        return Page(lines=lines, number=number, total=total, pages=last + 1)

    async def waiting_count(self, methodist: PersonId, units: Sequence[UnitId]) -> int:
        mine = await self._count(
            ConsultationRow.methodist_id == methodist, ConsultationRow.state == State.WAITING
        )
        return mine + (await self._count(*_unowned(units)) if units else 0)

    async def _count(self, *conditions: ColumnElement[bool]) -> int:
        statement = select(func.count()).select_from(ConsultationRow).where(*conditions)
        return await self._session.scalar(statement) or 0


def _unowned(units: Sequence[UnitId]) -> tuple[ColumnElement[bool], ...]:
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    return (
        ConsultationRow.methodist_id.is_(None),
        ConsultationRow.state != State.CLOSED,
        ConsultationRow.unit_id.in_(below),
    )
