"""Consultations in lists: a teacher's own, a methodist's, and those that nobody has."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.consultations.model import ConsultationId, State
from core.consultations.ports import Line, Page
from core.people import PersonId
from core.units import UnitId
from storage.catalogue import TopicRow
from storage.consultation_rows import ConsultationRow, MaskRow
from storage.people import PersonRow
from storage.units import LineageRow, UnitRow

PAGE = 8


class SqlQueues:
    """The part of ``SqlConsultations`` that lists and counts."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_teacher(self, teacher: PersonId, *, page: int) -> Page:
        """Their own, those that they have asked behind a mask too."""
        worn = select(MaskRow.mask_id).where(MaskRow.wearer_id == teacher)
        own = or_(ConsultationRow.teacher_id == teacher, ConsultationRow.teacher_id.in_(worn))
        return await self._page(own, page=page, newest=True)

    async def before(self, consultation: ConsultationId, *, page: int) -> Page:
        """What the same teacher has asked before: of somebody behind a mask, nothing."""
        this = await self._session.get(ConsultationRow, consultation)
        teacher = None if this is None or this.anonymous else this.teacher_id
        return await self._page(
            ConsultationRow.teacher_id == teacher,
            ConsultationRow.id < consultation,
            page=page,
            newest=True,
        )

    async def of_methodist(
        self, methodist: PersonId, *, page: int, due_before: datetime | None = None
    ) -> Page:
        late = () if due_before is None else _late(due_before)
        return await self._page(
            ConsultationRow.methodist_id == methodist,
            ConsultationRow.state != State.CLOSED,
            *late,
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


def _late(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """Promised by then and never answered."""
    return (
        ConsultationRow.due_at < moment,
        ConsultationRow.state == State.WAITING,
        ConsultationRow.answered_at.is_(None),
    )


def _unowned(units: Sequence[UnitId]) -> tuple[ColumnElement[bool], ...]:
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
    return (
        ConsultationRow.methodist_id.is_(None),
        ConsultationRow.state != State.CLOSED,
        ConsultationRow.unit_id.in_(below),
    )
