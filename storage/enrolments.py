"""Enrolments: who has a seat at an event, who waits for one, in what order."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.model import Event, EventId, Presence
from core.events.ports import Guest
from core.events.seats import CONCERNED, TAKING, Enrolment, Seats, Standing
from core.letters import LetterState
from core.people import PersonId
from core.units import UnitId
from storage.admissions import next_ticket
from storage.base import insert
from storage.event_rows import EnrolmentRow
from storage.letter_rows import LetterRow
from storage.people import PersonRow
from storage.units import UnitRow

GUESTS_ON_PAGE = 20


class SqlEnrolments:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def seats(self, event: Event, presence: Presence) -> Seats:
        """Nothing is counted where as many may come as like."""
        most = event.details.seats(presence)
        if most is None:
            return Seats(most=None, taken=0)
        here = (EnrolmentRow.event_id == event.id, EnrolmentRow.presence == presence)
        counted = await self._session.execute(
            select(EnrolmentRow.standing, func.count())
            .where(*here, EnrolmentRow.standing.in_(CONCERNED))
            .group_by(EnrolmentRow.standing)
        )
        counts = {Standing(standing): count for standing, count in counted}
        return Seats(
            most=most,
            taken=sum(counts.get(one, 0) for one in TAKING),
            waiting=counts.get(Standing.WAITING, 0),
        )

    async def enrolment(self, event: EventId, person: PersonId) -> Enrolment | None:
        row = await self._session.get(EnrolmentRow, (event, person), populate_existing=True)
        return None if row is None else enrolment_of(row)

    async def with_ticket(self, event: EventId, ticket: int) -> Enrolment | None:
        found = await self._enrolments(
            select(EnrolmentRow).where(
                EnrolmentRow.event_id == event, EnrolmentRow.ticket == ticket
            )
        )
        return found[0] if found else None

    async def put(self, enrolment: Enrolment) -> None:
        values = {
            "presence": enrolment.presence,
            "standing": enrolment.standing,
            "ticket": enrolment.ticket,
            "since": enrolment.since,
            "offered_until": enrolment.offered_until,
            "coming": enrolment.coming,
            "kept_for": enrolment.kept_for,
        }
        keys = {"event_id": enrolment.event, "person_id": enrolment.person}
        await self._session.execute(
            insert(self._session, EnrolmentRow)
            .values(**keys, **values)
            .on_conflict_do_update(index_elements=list(keys), set_=values)
        )

    async def move_all(self, event: EventId, to: Presence) -> None:
        await self._session.execute(
            update(EnrolmentRow)
            .where(EnrolmentRow.event_id == event, EnrolmentRow.presence != to)
            .values(presence=to)
            .execution_options(synchronize_session=False)
        )

    async def next_ticket(self, event: EventId) -> int:
        return await next_ticket(self._session, event)

    async def waiting(
        self, event: EventId, presence: Presence, *, most: int | None
    ) -> Sequence[Enrolment]:
        line = _waiting(event, presence).order_by(EnrolmentRow.ticket).limit(most)
        return await self._enrolments(line)

    async def place_in_line(self, enrolment: Enrolment) -> int:
        before = (
            select(func.count())
            .select_from(EnrolmentRow)
            .where(
                EnrolmentRow.event_id == enrolment.event,
                EnrolmentRow.presence == enrolment.presence,
                EnrolmentRow.standing == Standing.WAITING,
                EnrolmentRow.ticket < enrolment.ticket,
            )
        )
        return (await self._session.scalar(before) or 0) + 1

    async def of_event(
        self, event: EventId, standings: Collection[Standing]
    ) -> Sequence[Enrolment]:
        return await self._enrolments(
            select(EnrolmentRow)
            .where(EnrolmentRow.event_id == event, EnrolmentRow.standing.in_(standings))
            .order_by(EnrolmentRow.ticket)
        )

    async def guests(self, event: EventId, *, page: int) -> tuple[Sequence[Guest], int]:
        here = (EnrolmentRow.event_id == event, EnrolmentRow.standing.in_(CONCERNED))
        total = await self._session.scalar(
            select(func.count()).select_from(EnrolmentRow).where(*here)
        )
        pages = max(1, -(-(total or 0) // GUESTS_ON_PAGE))
        rows = await self._session.execute(
            select(EnrolmentRow, PersonRow.name, func.coalesce(UnitRow.name, ""))
            .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
            .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
            .where(*here)
            .order_by(_in_first(), EnrolmentRow.ticket)
            .offset(page % pages * GUESTS_ON_PAGE)
            .limit(GUESTS_ON_PAGE)
            .execution_options(populate_existing=True)
        )
        guests = [
            Guest(enrolment=enrolment_of(row), name=name, unit=unit) for row, name, unit in rows
        ]
        return guests, pages

    async def overdue(self, *, now: datetime, most: int) -> Sequence[Enrolment]:
        return await self._enrolments(
            select(EnrolmentRow)
            .where(
                EnrolmentRow.standing == Standing.OFFERED,
                EnrolmentRow.offered_until <= now,
            )
            .order_by(EnrolmentRow.offered_until)
            .limit(most)
        )

    async def drop_letters(
        self,
        event: EventId,
        kinds: Collection[str],
        *,
        person: PersonId | None = None,
        presence: Presence | None = None,
    ) -> None:
        them = select(EnrolmentRow.person_id).where(EnrolmentRow.event_id == event)
        if presence is not None:
            them = them.where(EnrolmentRow.presence == presence)
        await self._session.execute(
            delete(LetterRow)
            .where(
                LetterRow.to_id.in_(them) if person is None else LetterRow.to_id == person,
                LetterRow.thread == f"event/{event}",
                LetterRow.kind.in_(kinds),
                LetterRow.state == LetterState.DUE,
            )
            .execution_options(synchronize_session=False)
        )

    async def _enrolments(self, question: Select[EnrolmentRow]) -> Sequence[Enrolment]:
        rows = await self._session.scalars(question.execution_options(populate_existing=True))
        return [enrolment_of(row) for row in rows]


def _waiting(event: EventId, presence: Presence) -> Select[EnrolmentRow]:
    return select(EnrolmentRow).where(
        EnrolmentRow.event_id == event,
        EnrolmentRow.presence == presence,
        EnrolmentRow.standing == Standing.WAITING,
    )


def _in_first() -> ColumnElement[int]:
    order = {Standing.ENROLLED: 0, Standing.OFFERED: 1, Standing.WAITING: 2}
    return case(order, value=EnrolmentRow.standing, else_=3)


def enrolment_of(row: EnrolmentRow) -> Enrolment:
    return Enrolment(
        event=EventId(row.event_id),
        person=PersonId(row.person_id),
        presence=Presence(row.presence),
        standing=Standing(row.standing),
        ticket=row.ticket,
        since=row.since,
        offered_until=row.offered_until,
        coming=row.coming,
        kept_for=None if row.kept_for is None else UnitId(row.kept_for),
    )
