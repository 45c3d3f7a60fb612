"""Who came: marked, counted, looked for."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, String, cast, delete, literal, select, update

from core.attendance.model import CodeWord, Filter, Gathering, Way
from core.attendance.notices import EventAttended, thanks_of
from core.attendance.ports import Untold
from core.events.model import EventState
from core.events.seats import Standing
from core.letters import LetterState
from core.people import PersonId
from core.units import UnitId
from storage.attendance_rows import AttendanceRow, CodeWordRow
from storage.badges import SqlBadges
from storage.base import insert, insert_once
from storage.checks import SqlChecks
from storage.event_rows import EnrolmentRow, EventRow
from storage.letter_rows import LetterRow
from storage.material_traces import forget_thanks
from storage.people import PersonRow
from storage.rolls import SqlRolls, narrowed
from storage.units import LineageRow
from storage.walk_ins import SqlWalkIns

MOST_GATHERINGS = 100


class SqlAttendance(SqlRolls, SqlBadges, SqlWalkIns, SqlChecks):
    """Everything that ``core.attendance.ports.Attendance`` asks for."""

    async def gathering(self, event: int) -> Gathering | None:
        return await self._gathering(select(EventRow).where(EventRow.id == event))

    async def hold(self, event: int) -> Gathering | None:
        """SQLite has one writer at a time; PostgreSQL is told which row to keep.

        Marks that are set meanwhile refer to the row, so its key stays free for them: otherwise
        one who waits for a mark and the mark that waits for the row would wait for each other.
        """
        held = select(EventRow).where(EventRow.id == event).with_for_update(key_share=True)
        return await self._gathering(held)

    async def _gathering(self, question: Select[EventRow]) -> Gathering | None:
        row = await self._session.scalar(question.execution_options(populate_existing=True))
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

    async def mark_all(self, event: int, *, only: Filter, by: PersonId, at: datetime) -> int:
        people = _seats(event, Way.LIST, by, at).where(*narrowed(only))
        return len(await self._mark(people))

    async def mark_numbers(
        self, event: int, numbers: Collection[int], *, by: PersonId, at: datetime
    ) -> Collection[int]:
        people = _seats(event, Way.NUMBER, by, at).where(EnrolmentRow.ticket.in_(numbers))
        marked = await self._mark(people)
        tickets = await self._session.execute(
            select(EnrolmentRow.ticket, EnrolmentRow.person_id).where(
                EnrolmentRow.event_id == event, EnrolmentRow.ticket.in_(numbers)
            )
        )
        return {row.ticket for row in tickets if row.person_id in marked}

    async def _mark(self, people: Select[*tuple[object, ...]]) -> Collection[int]:
        columns = ["event_id", "person_id", "way", "by_id", "at", "told"]
        marked = await self._session.scalars(
            insert_once(self._session, AttendanceRow)
            .from_select(columns, people)
            .returning(AttendanceRow.person_id)
        )
        return set(marked)

    async def unmark(self, event: int, person: PersonId) -> bool:
        here = (AttendanceRow.event_id == event, AttendanceRow.person_id == person)
        await self._drop_thanks(event, select(AttendanceRow.person_id).where(*here))
        way = await self._session.scalar(
            delete(AttendanceRow).where(*here).returning(AttendanceRow.way)
        )
        if way == Way.WALK_IN:
            await self.unseat(event, person)
        return way is not None

    async def unmark_all(self, event: int, *, by: PersonId, at: datetime) -> Sequence[PersonId]:
        then = (
            AttendanceRow.event_id == event,
            AttendanceRow.by_id == by,
            AttendanceRow.at == at,
            AttendanceRow.way.in_((Way.LIST, Way.NUMBER)),
        )
        await self._drop_thanks(event, select(AttendanceRow.person_id).where(*then))
        people = await self._session.scalars(
            delete(AttendanceRow).where(*then).returning(AttendanceRow.person_id)
        )
        return [PersonId(one) for one in people]

    async def _drop_thanks(self, event: int, people: Select[int]) -> None:
        unthanked = await self._session.scalars(
            delete(LetterRow)
            .where(
                LetterRow.kind == EventAttended.__name__,
                LetterRow.once == literal(thanks_of(event, "")) + cast(LetterRow.to_id, String),
                LetterRow.state == LetterState.DUE,
                LetterRow.to_id.in_(people),
            )
            .returning(LetterRow.to_id)
            .execution_options(synchronize_session=False)
        )
        if gone := unthanked.all():
            await forget_thanks(self._session, event, gone)

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


def _seats(event: int, way: Way, by: PersonId, at: datetime) -> Select[*tuple[object, ...]]:
    """Everybody who has a seat, as rows of those who came."""
    return (
        select(
            EnrolmentRow.event_id,
            EnrolmentRow.person_id,
            literal(way.value),
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
