"""Events: drawn up, opened, looked for and changed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select, update

from core.catalogue import SubjectId
from core.events.model import Details, Event, EventId, EventState, Level, Reminder, SeriesId
from core.events.ports import EventPage, Span, Wanted
from core.events.seats import CONCERNED, Enrolment, Standing
from core.people import PersonId
from core.units import UnitId
from storage.enrolments import SqlEnrolments, enrolment_of
from storage.event_audiences import SqlEventAudiences, shown_to
from storage.event_rows import EnrolmentRow, EventRow, EventSubjectRow, columns_of, event_of
from storage.inquiries import SqlInquiries
from storage.memos import SqlMemos
from storage.quorums import SqlQuorums
from storage.quotas import SqlQuotas
from storage.seat_codes import SqlSeatCodes
from storage.series import SqlSeries
from storage.subscriptions import SqlSubscriptions
from storage.units import LineageRow

EVENTS_ON_PAGE = 6
MOST_IN_CALENDAR = 500
MOST_PAST = 20


class SqlEvents(
    SqlEnrolments,
    SqlSeatCodes,
    SqlSubscriptions,
    SqlEventAudiences,
    SqlQuotas,
    SqlSeries,
    SqlQuorums,
    SqlMemos,
    SqlInquiries,
):
    """Everything that ``core.events.ports.Events`` asks for."""

    async def hold(self, event: EventId) -> Event | None:
        """SQLite has one writer at a time; PostgreSQL is told which row to keep."""
        held = select(EventRow).where(EventRow.id == event).with_for_update()
        found = await self._events(held)
        return found[0] if found else None

    async def get(self, event: EventId) -> Event | None:
        found = await self._events(select(EventRow).where(EventRow.id == event))
        return found[0] if found else None

    async def add(
        self, details: Details, *, unit: UnitId, organiser: PersonId, uid: str, at: datetime
    ) -> Event:
        row = EventRow(
            uid=uid,
            unit_id=unit,
            organiser_id=organiser,
            state=EventState.DRAFT,
            reason="",
            sequence=0,
            settled_at=at,
            **columns_of(details),
        )
        self._session.add(row)
        await self._session.flush()
        await self._put_subjects(EventId(row.id), details.subjects)
        return event_of(row, details.subjects)

    async def save(self, event: Event, *, before: Event) -> bool:
        saved = await self._session.scalar(
            update(EventRow)
            .where(
                EventRow.id == before.id,
                EventRow.state == before.state,
                EventRow.sequence == before.sequence,
            )
            .values(
                state=event.state,
                reason=event.reason,
                sequence=event.sequence,
                settled_at=event.settled_at,
                reminded=event.reminded,
                **columns_of(event.details),
            )
            .returning(EventRow.id)
            .execution_options(synchronize_session=False)
        )
        if saved is not None and event.details.subjects != before.details.subjects:
            await self._session.execute(
                delete(EventSubjectRow).where(EventSubjectRow.event_id == event.id)
            )
            await self._put_subjects(event.id, event.details.subjects)
        return saved is not None

    async def _put_subjects(self, event: EventId, subjects: Iterable[SubjectId]) -> None:
        rows = [{"event_id": event, "subject_id": one} for one in subjects]
        if rows:
            await self._session.execute(insert(EventSubjectRow), rows)

    async def of_series(self, series: SeriesId) -> Sequence[Event]:
        question = select(EventRow).where(EventRow.series_id == series)
        return await self._events(question.order_by(EventRow.starts_at, EventRow.id))

    async def coming(self, wanted: Wanted, *, page: int) -> EventPage:
        return await self._page(select(EventRow).where(*_wanted(wanted)), page)

    async def public(self, unit: UnitId | None, *, since: datetime) -> Sequence[Event]:
        question = select(EventRow).where(
            EventRow.state == EventState.OPEN,
            EventRow.level != Level.SCHOOL,
            EventRow.ends_at >= since,
        )
        if unit is not None:
            question = question.where(_near(unit))
        soonest = question.order_by(EventRow.starts_at, EventRow.id).limit(MOST_IN_CALENDAR)
        return await self._events(soonest)

    async def organised(
        self, units: Collection[UnitId], organiser: PersonId, *, since: datetime, page: int
    ) -> EventPage:
        below = select(LineageRow.unit_id).where(LineageRow.ancestor_id.in_(units))
        return await self._page(
            select(EventRow).where(
                or_(EventRow.unit_id.in_(below), EventRow.organiser_id == organiser),
                EventRow.ends_at >= since,
                EventRow.state != EventState.CANCELLED,
            ),
            page,
        )

    async def beside(
        self, details: Details, unit: UnitId, day: Span, *, but: EventId | None = None
    ) -> Sequence[Event]:
        begins, ends = day
        question = select(EventRow).where(
            _near(unit),
            EventRow.state == EventState.OPEN,
            EventRow.starts_at >= begins,
            EventRow.starts_at < ends,
            EventRow.id != (but or 0),
            _about(details.subjects),
        )
        return await self._events(question.order_by(EventRow.starts_at, EventRow.id))

    async def of_person(
        self, person: PersonId, *, since: datetime
    ) -> Sequence[tuple[Event, Enrolment]]:
        return await self._of_person(
            _with_enrolment(person)
            .where(EnrolmentRow.standing.in_(CONCERNED), EventRow.ends_at > since)
            .order_by(EventRow.starts_at, EventRow.id)
        )

    async def past_of(
        self, person: PersonId, *, now: datetime
    ) -> Sequence[tuple[Event, Enrolment]]:
        return await self._of_person(
            _with_enrolment(person)
            .where(EnrolmentRow.standing == Standing.ENROLLED, EventRow.ends_at <= now)
            .order_by(EventRow.starts_at.desc(), EventRow.id)
            .limit(MOST_PAST)
        )

    async def awaited(self, *, now: datetime) -> Sequence[EventId]:
        waits = select(EnrolmentRow.event_id).where(
            EnrolmentRow.event_id == EventRow.id, EnrolmentRow.standing == Standing.WAITING
        )
        found = await self._session.scalars(
            select(EventRow.id)
            .where(EventRow.state == EventState.OPEN, EventRow.starts_at > now, waits.exists())
            .order_by(EventRow.id)
        )
        return [EventId(one) for one in found]

    async def to_remind(self, *, now: datetime, until: datetime) -> Sequence[Event]:
        return await self._events(
            select(EventRow)
            .where(
                EventRow.state == EventState.OPEN,
                EventRow.starts_at > now,
                EventRow.starts_at <= until,
                or_(EventRow.reminded.is_(None), EventRow.reminded != Reminder.HOUR),
            )
            .order_by(EventRow.starts_at)
        )

    async def mark_reminded(self, event: Event, reminder: Reminder) -> bool:
        marked = await self._session.scalar(
            update(EventRow)
            .where(
                EventRow.id == event.id,
                EventRow.state == EventState.OPEN,
                EventRow.sequence == event.sequence,
                EventRow.reminded.is_not_distinct_from(event.reminded),
            )
            .values(reminded=reminder)
            .returning(EventRow.id)
            .execution_options(synchronize_session=False)
        )
        return marked is not None

    async def _page(self, question: Select[EventRow], page: int) -> EventPage:
        counted = select(func.count()).select_from(question.subquery())
        pages = max(1, -(-(await self._session.scalar(counted) or 0) // EVENTS_ON_PAGE))
        number = page % pages
        events = await self._events(
            question.order_by(EventRow.starts_at, EventRow.id)
            .offset(number * EVENTS_ON_PAGE)
            .limit(EVENTS_ON_PAGE)
        )
        return EventPage(events, number, pages)

    async def _events(self, question: Select[EventRow]) -> Sequence[Event]:
        rows = await self._session.scalars(question.execution_options(populate_existing=True))
        return await self._with_subjects(rows.all())

    async def _with_subjects(self, rows: Sequence[EventRow]) -> Sequence[Event]:
        named = await self._session.execute(
            select(EventSubjectRow.event_id, EventSubjectRow.subject_id)
            .where(EventSubjectRow.event_id.in_([row.id for row in rows]))
            .order_by(EventSubjectRow.subject_id)
        )
        subjects: dict[int, list[SubjectId]] = {}
        for event, subject in named:
            subjects.setdefault(event, []).append(SubjectId(subject))
        return [event_of(row, subjects.get(row.id, ())) for row in rows]

    async def _of_person(
        self, question: Select[EventRow, EnrolmentRow]
    ) -> Sequence[tuple[Event, Enrolment]]:
        found = await self._session.execute(question.execution_options(populate_existing=True))
        rows = found.all()
        events = await self._with_subjects([event for event, _ in rows])
        return [(event, enrolment_of(row)) for event, (_, row) in zip(events, rows, strict=True)]


def _with_enrolment(person: PersonId) -> Select[EventRow, EnrolmentRow]:
    return (
        select(EventRow, EnrolmentRow)
        .join(EnrolmentRow, EnrolmentRow.event_id == EventRow.id)
        .where(EnrolmentRow.person_id == person)
    )


def _wanted(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    conditions = [
        EventRow.unit_id.in_(wanted.units),
        EventRow.state == EventState.OPEN,
        EventRow.starts_at >= wanted.since,
        _about(wanted.subjects),
        shown_to(wanted.viewer),
    ]
    if wanted.until is not None:
        conditions.append(EventRow.starts_at < wanted.until)
    if wanted.level is not None:
        conditions.append(EventRow.level == wanted.level)
    if wanted.form is not None:
        conditions.append(EventRow.form == wanted.form)
    return conditions


def _near(unit: UnitId) -> ColumnElement[bool]:
    """Of the unit, of what is above it or below it."""
    above = select(LineageRow.ancestor_id).where(LineageRow.unit_id == unit)
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id == unit)
    return or_(EventRow.unit_id.in_(above), EventRow.unit_id.in_(below))


def _about(subjects: Collection[SubjectId]) -> ColumnElement[bool]:
    """For one of these subjects or for all; whatever it is about when none is named."""
    named = select(EventSubjectRow.event_id).where(EventSubjectRow.event_id == EventRow.id)
    if not subjects:
        return EventRow.id.is_not(None)
    return or_(~named.exists(), named.where(EventSubjectRow.subject_id.in_(subjects)).exists())
