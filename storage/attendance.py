"""Who came: marked, counted, looked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.attendance.model import ON_PAGE, CodeWord, Gathering, Guest, Roll, Way
from core.attendance.notices import thanks_of
from core.attendance.ports import Taker, Untold
from core.events.model import EventState
from core.events.seats import Standing
from core.letters import LetterState
from core.people import PersonId
from core.units import UnitId
from storage.attendance_rows import AttendanceRow, CodeWordRow
from storage.base import insert, insert_once
from storage.event_rows import EnrolmentRow, EventRow
from storage.letter_rows import LetterRow
from storage.material_traces import forget_thanks
from storage.people import PersonRow
from storage.units import LineageRow, UnitRow

MOST_GATHERINGS = 100


class SqlAttendance:
    """Everything that ``core.attendance.ports.Attendance`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def gathering(self, event: int) -> Gathering | None:
        row = await self._session.get(EventRow, event, populate_existing=True)
        return None if row is None else _gathering(row)

    async def gatherings(self, unit: UnitId, *, since: datetime) -> Sequence[Gathering]:
        """See ``core.announcements.ports.Gatherings``."""
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id == unit)
        rows = await self._session.scalars(
            select(EventRow)
            .where(
                EventRow.unit_id.in_(below),
                EventRow.state == EventState.OPEN,
                EventRow.ends_at >= since,
            )
            .order_by(EventRow.starts_at, EventRow.id)
            .limit(MOST_GATHERINGS)
            .execution_options(populate_existing=True)
        )
        return [_gathering(row) for row in rows]

    async def roll(self, event: int, *, page: int) -> Roll:
        counted = await self._session.execute(
            _enrolled(event).with_only_columns(func.count(), func.count(AttendanceRow.person_id))
        )
        enrolled, came = counted.one()
        pages = max(1, -(-enrolled // ON_PAGE))
        number = page % pages
        rows = await self._session.execute(
            _enrolled(event)
            .order_by(PersonRow.folded, PersonRow.id)
            .offset(number * ON_PAGE)
            .limit(ON_PAGE)
        )
        guests = [
            Guest(
                person=PersonId(row.id),
                name=row.name,
                school=row.school,
                came=None if row.way is None else Way(row.way),
            )
            for row in rows
        ]
        return Roll(guests=guests, page=number, pages=pages, came=came, enrolled=enrolled)

    async def takers(self, event: int) -> Sequence[Taker]:
        rows = await self._session.execute(
            _enrolled(event).order_by(UnitRow.name, PersonRow.folded, PersonRow.id)
        )
        return [
            Taker(
                name=row.name,
                school=row.school,
                position=row.position,
                presence=row.presence,
                came=None if row.way is None else Way(row.way),
            )
            for row in rows
        ]

    async def is_enrolled(self, event: int, person: PersonId) -> bool:
        found = await self._session.scalar(
            select(EnrolmentRow.person_id).where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.person_id == person,
                EnrolmentRow.standing == Standing.ENROLLED,
            )
        )
        return found is not None

    async def came(self, event: int, person: PersonId) -> Way | None:
        way = await self._session.scalar(
            select(AttendanceRow.way).where(
                AttendanceRow.event_id == event, AttendanceRow.person_id == person
            )
        )
        return None if way is None else Way(way)

    async def mark(
        self, event: int, person: PersonId, *, way: Way, by: PersonId, at: datetime
    ) -> bool:
        marked = await self._session.scalar(
            insert_once(self._session, AttendanceRow)
            .values(event_id=event, person_id=person, way=way, by_id=by, at=at, told=False)
            .returning(AttendanceRow.person_id)
        )
        return marked is not None

    async def mark_all(self, event: int, *, by: PersonId, at: datetime) -> int:
        everybody = (
            select(
                EnrolmentRow.event_id,
                EnrolmentRow.person_id,
                literal(Way.LIST.value),
                literal(by),
                literal(at, AttendanceRow.at.type),
                literal(value=False),
            )
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.standing == Standing.ENROLLED,
                PersonRow.erased_at.is_(None),
            )
        )
        columns = ["event_id", "person_id", "way", "by_id", "at", "told"]
        marked = await self._session.scalars(
            insert_once(self._session, AttendanceRow)
            .from_select(columns, everybody)
            .returning(AttendanceRow.person_id)
        )
        return len(marked.all())

    async def unmark(self, event: int, person: PersonId) -> bool:
        unmarked = await self._session.scalar(
            delete(AttendanceRow)
            .where(AttendanceRow.event_id == event, AttendanceRow.person_id == person)
            .returning(AttendanceRow.person_id)
        )
        unthanked = await self._session.scalar(
            delete(LetterRow)
            .where(LetterRow.once == thanks_of(event, person), LetterRow.state == LetterState.DUE)
            .returning(LetterRow.id)
        )
        if unthanked is not None:
            await forget_thanks(self._session, event, person)
        return unmarked is not None

    async def word(self, event: int) -> CodeWord | None:
        row = await self._session.get(CodeWordRow, event, populate_existing=True)
        return None if row is None else CodeWord(row.words, row.until)

    async def put_word(self, event: int, word: CodeWord) -> None:
        values = {"words": word.words, "until": word.until}
        await self._session.execute(
            insert(self._session, CodeWordRow)
            .values(event_id=event, **values)
            .on_conflict_do_update(index_elements=["event_id"], set_=values)
        )

    async def untold(self, *, now: datetime, most: int) -> Sequence[Untold]:
        rows = await self._session.execute(
            select(AttendanceRow.event_id, AttendanceRow.person_id, EventRow.title)
            .join(EventRow, EventRow.id == AttendanceRow.event_id)
            .join(PersonRow, PersonRow.id == AttendanceRow.person_id)
            .where(
                AttendanceRow.told.is_(False),
                EventRow.ends_at <= now,
                PersonRow.erased_at.is_(None),
            )
            .order_by(AttendanceRow.event_id, AttendanceRow.person_id)
            .limit(most)
        )
        return [
            Untold(event=row.event_id, title=row.title, person=PersonId(row.person_id))
            for row in rows
        ]

    async def mark_told(self, event: int, person: PersonId) -> None:
        await self._session.execute(
            update(AttendanceRow)
            .where(AttendanceRow.event_id == event, AttendanceRow.person_id == person)
            .values(told=True)
            .execution_options(synchronize_session=False)
        )


def _gathering(row: EventRow) -> Gathering:
    return Gathering(
        event=row.id,
        title=row.title,
        unit=UnitId(row.unit_id),
        organiser=PersonId(row.organiser_id),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_held=row.state == EventState.OPEN,
    )


def _enrolled(event: int) -> Select[int, str, str, str, str, str | None]:
    """Everybody who has a seat, and whether they came."""
    return (
        select(
            PersonRow.id,
            PersonRow.name,
            PersonRow.position,
            func.coalesce(UnitRow.name, "").label("school"),
            EnrolmentRow.presence,
            AttendanceRow.way,
        )
        .select_from(EnrolmentRow)
        .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .outerjoin(
            AttendanceRow,
            (AttendanceRow.event_id == EnrolmentRow.event_id)
            & (AttendanceRow.person_id == EnrolmentRow.person_id),
        )
        .where(
            EnrolmentRow.event_id == event,
            EnrolmentRow.standing == Standing.ENROLLED,
            PersonRow.erased_at.is_(None),
        )
    )
