"""What seats have to know of applications, and the terms on which these are taken."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from core.applications.calls import Admission, Call, Terms
from core.applications.model import CONCERNED, State
from core.events.model import EventState, Form
from core.events.ports import Applicant
from core.people import PersonId
from core.units import UnitId
from storage.application_rows import ApplicationRow, ApplicationTermsRow
from storage.base import insert
from storage.event_rows import EnrolmentRow, EventRow


class SqlAdmissions:
    """The part of ``SqlApplications`` that seats ask."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, event: int) -> Call | None:
        """The same lock that seats are counted under."""
        held = select(EventRow.id).where(EventRow.id == event).with_for_update()
        return None if await self._session.scalar(held) is None else await self.call(event)

    async def call(self, event: int) -> Call | None:
        row = await self._session.get(EventRow, event, populate_existing=True)
        if row is None:
            return None
        terms = await self._session.get(ApplicationTermsRow, event, populate_existing=True)
        return call_of(row, terms)

    async def put_terms(self, event: int, terms: Terms) -> None:
        values = {
            "admission": terms.admission,
            "deadline": terms.deadline,
            "prompt": terms.prompt,
            "files": terms.files,
            "sequence": terms.sequence,
            "announced_at": terms.announced_at,
        }
        await self._session.execute(
            insert(self._session, ApplicationTermsRow)
            .values(event_id=event, **values)
            .on_conflict_do_update(index_elements=["event_id"], set_=values)
        )

    async def copy(self, event: int, to: int, *, later: timedelta, now: datetime) -> None:
        call = await self.call(event)
        if call is not None and call.terms.takes_applications:
            await self.put_terms(to, call.terms.for_another(later=later, now=now))

    async def next_ticket(self, event: int) -> int:
        return await next_ticket(self._session, event)

    async def is_needed(self, event: int) -> bool:
        admission = await self._session.scalar(
            select(ApplicationTermsRow.admission).where(ApplicationTermsRow.event_id == event)
        )
        return admission is not None and admission != Admission.OPEN

    async def lets_in(self, event: int, person: PersonId) -> bool:
        if not await self.is_needed(event):
            return True
        state = await self._session.scalar(
            select(ApplicationRow.state).where(
                ApplicationRow.event_id == event, ApplicationRow.person_id == person
            )
        )
        return state == State.APPROVED

    async def concerned(self, event: int) -> Sequence[Applicant]:
        rows = await self._session.execute(
            select(ApplicationRow.person_id, ApplicationRow.presence)
            .where(ApplicationRow.event_id == event, ApplicationRow.state.in_(CONCERNED))
            .order_by(ApplicationRow.ticket, ApplicationRow.person_id)
        )
        return [Applicant(person=PersonId(row.person_id), presence=row.presence) for row in rows]


async def next_ticket(session: AsyncSession, event: int) -> int:
    """Whoever has applied keeps the place in the order that they had then."""
    both = union_all(
        select(func.max(EnrolmentRow.ticket).label("ticket")).where(
            EnrolmentRow.event_id == event
        ),
        select(func.max(ApplicationRow.ticket)).where(ApplicationRow.event_id == event),
    ).subquery()
    return (await session.scalar(select(func.max(both.c.ticket))) or 0) + 1


def call_of(row: EventRow, terms: ApplicationTermsRow | None) -> Call:
    return Call(
        event=row.id,
        title=row.title,
        unit=UnitId(row.unit_id),
        organiser=PersonId(row.organiser_id),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        presences=tuple(map(str, Form(row.form).presences)),
        is_open=row.state == EventState.OPEN,
        is_cancelled=row.state == EventState.CANCELLED,
        terms=Terms() if terms is None else _terms(terms),
    )


def _terms(row: ApplicationTermsRow) -> Terms:
    return Terms(
        admission=Admission(row.admission),
        deadline=row.deadline,
        prompt=row.prompt,
        files=row.files,
        sequence=row.sequence,
        announced_at=row.announced_at,
    )
