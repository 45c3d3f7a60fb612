"""Applications: sent, looked through, decided, reminded of."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Delete

from core.applications.calls import Admission, Call
from core.applications.model import ON_PAGE, SHOWN, Application, Award, Entry, State
from core.applications.notices import ApplicationUnsent
from core.applications.ports import Applicant, Page
from core.events.model import EventState
from core.events.seats import CONCERNED
from core.files import Attachment
from core.letters import LetterState
from core.people import PersonId
from storage.admissions import SqlAdmissions, call_of
from storage.application_files import drop_files, files_of, put_files
from storage.application_rows import ApplicationRow, ApplicationTermsRow
from storage.base import insert
from storage.event_rows import EnrolmentRow, EventRow
from storage.letter_rows import LetterRow
from storage.people import PersonRow
from storage.units import UnitRow

MOST_OF_PERSON = 10
WITH_OTHER_FILES = (State.SENT, State.WITHDRAWN)
"""In no other step do words and files change."""


class SqlApplications(SqlAdmissions):
    """Everything that ``core.applications.ports.Applications`` asks for, and ``Admissions``."""

    async def of(self, event: int, person: PersonId) -> Application | None:
        found = await self._applications(
            select(ApplicationRow).where(
                ApplicationRow.event_id == event, ApplicationRow.person_id == person
            )
        )
        return found[0] if found else None

    async def put(self, application: Application) -> None:
        keys = {"event_id": application.event, "person_id": application.person}
        values: dict[str, Any] = {
            "state": application.state,
            "since": application.since,
            "presence": application.presence,
            "ticket": application.ticket,
            "revision": application.revision,
            "text": application.entry.text,
            "reason": application.reason,
            "decided_by": application.decided_by,
            "award": application.award,
        }
        if application.state is State.SENT:
            values["sent_at"] = application.since
        await self._session.execute(
            insert(self._session, ApplicationRow)
            .values(**keys, **values)
            .on_conflict_do_update(index_elements=list(keys), set_=values)
        )
        if application.state in WITH_OTHER_FILES:
            await drop_files(self._session, application)
            await put_files(self._session, application)

    async def remove(self, application: Application) -> None:
        await drop_files(self._session, application)
        await self._session.execute(
            delete(ApplicationRow).where(
                ApplicationRow.event_id == application.event,
                ApplicationRow.person_id == application.person,
            )
        )

    async def end(self, event: int, person: PersonId, *, at: datetime) -> None:
        """Who has a result that everybody knows keeps it."""
        call, mine = await self.call(event), await self.of(event, person)
        known = call is not None and call.terms.announced_at is not None
        if mine is not None and mine.state is State.APPROVED and not known:
            await self.put(mine.withdrawn(at=at))

    async def takes_part(self, event: int, person: PersonId) -> bool:
        found = await self._session.scalar(
            select(EnrolmentRow.person_id).where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.person_id == person,
                EnrolmentRow.standing.in_(CONCERNED),
            )
        )
        return found is not None

    async def in_state(self, event: int, states: Collection[State]) -> Sequence[Application]:
        return await self._applications(
            select(ApplicationRow)
            .where(ApplicationRow.event_id == event, ApplicationRow.state.in_(states))
            .order_by(ApplicationRow.ticket, ApplicationRow.person_id)
        )

    async def counts(self, event: int) -> Mapping[State, int]:
        rows = await self._session.execute(
            select(ApplicationRow.state, func.count())
            .where(ApplicationRow.event_id == event)
            .group_by(ApplicationRow.state)
        )
        return {State(state): count for state, count in rows}

    async def page(self, event: int, states: Collection[State], *, page: int) -> Page:
        here = (ApplicationRow.event_id == event, ApplicationRow.state.in_(states))
        total = await self._session.scalar(
            select(func.count()).select_from(ApplicationRow).where(*here)
        )
        pages = max(1, -(-(total or 0) // ON_PAGE))
        number = page % pages
        found = await self._applicants(
            _applicants(*here)
            .order_by(ApplicationRow.ticket, ApplicationRow.person_id)
            .offset(number * ON_PAGE)
            .limit(ON_PAGE)
        )
        return Page(applicants=found, page=number, pages=pages)

    async def applicant(self, event: int, person: PersonId) -> Applicant | None:
        found = await self._applicants(
            _applicants(ApplicationRow.event_id == event, ApplicationRow.person_id == person)
        )
        return found[0] if found else None

    async def applicants(self, event: int) -> Sequence[Applicant]:
        return await self._applicants(
            _applicants(
                ApplicationRow.event_id == event, ApplicationRow.state.in_(SHOWN)
            ).order_by(UnitRow.name, PersonRow.folded, PersonRow.id)
        )

    async def of_person(
        self, person: PersonId, *, since: datetime
    ) -> Sequence[tuple[Call, Application]]:
        return await self._calls(
            _with_call(
                ApplicationRow.person_id == person,
                ApplicationRow.state != State.WITHDRAWN,
                ApplicationTermsRow.admission != Admission.OPEN,
                EventRow.state == EventState.OPEN,
                EventRow.ends_at > since,
            )
            .order_by(EventRow.starts_at, EventRow.id)
            .limit(MOST_OF_PERSON)
        )

    async def unsent(
        self, states: Collection[State], *, now: datetime, until: datetime, most: int
    ) -> Sequence[tuple[Call, Application]]:
        closes = _closes_at()
        return await self._calls(
            _with_call(
                ApplicationRow.state.in_(states),
                ApplicationTermsRow.admission != Admission.OPEN,
                EventRow.state == EventState.OPEN,
                closes > now,
                closes <= until,
                or_(ApplicationRow.reminded_of.is_(None), ApplicationRow.reminded_of != closes),
            )
            .order_by(EventRow.id, ApplicationRow.person_id)
            .limit(most)
        )

    async def mark_reminded(self, application: Application, closes_at: datetime) -> None:
        await self._session.execute(
            update(ApplicationRow)
            .where(
                ApplicationRow.event_id == application.event,
                ApplicationRow.person_id == application.person,
            )
            .values(reminded_of=closes_at)
            .execution_options(synchronize_session=False)
        )

    async def drop_reminder(self, event: int, person: PersonId) -> None:
        await self._session.execute(_reminders(event).where(LetterRow.to_id == person))

    async def drop_reminders(self, event: int) -> None:
        await self._session.execute(_reminders(event))
        await self._session.execute(
            update(ApplicationRow)
            .where(ApplicationRow.event_id == event, ApplicationRow.reminded_of.is_not(None))
            .values(reminded_of=None)
            .execution_options(synchronize_session=False)
        )

    async def _applications(self, question: Select[ApplicationRow]) -> list[Application]:
        rows = await self._session.scalars(question.execution_options(populate_existing=True))
        return await _with_files(self._session, rows.all())

    async def _applicants(self, question: Select[*tuple[Any, ...]]) -> list[Applicant]:
        found = await self._session.execute(question.execution_options(populate_existing=True))
        rows = found.all()
        applications = await _with_files(self._session, [row[0] for row in rows])
        return [
            Applicant(
                application=one,
                name=row.name,
                school=row.school,
                position=row.position,
                sent_at=row[0].sent_at or row[0].since,
            )
            for one, row in zip(applications, rows, strict=True)
        ]

    async def _calls(self, question: Select[*tuple[Any, ...]]) -> list[tuple[Call, Application]]:
        found = await self._session.execute(question.execution_options(populate_existing=True))
        rows = found.all()
        applications = await _with_files(self._session, [row[0] for row in rows])
        return [
            (call_of(event, terms), one)
            for one, (_, event, terms) in zip(applications, rows, strict=True)
        ]


def _reminders(event: int) -> Delete:
    """Those that have not left yet."""
    return (
        delete(LetterRow)
        .where(
            LetterRow.thread == f"event/{event}",
            LetterRow.kind == ApplicationUnsent.__name__,
            LetterRow.state == LetterState.DUE,
        )
        .execution_options(synchronize_session=False)
    )


def _with_call(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(ApplicationRow, EventRow, ApplicationTermsRow)
        .join(EventRow, EventRow.id == ApplicationRow.event_id)
        .outerjoin(ApplicationTermsRow, ApplicationTermsRow.event_id == ApplicationRow.event_id)
        .where(*where)
    )


def _applicants(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ApplicationRow,
            PersonRow.name,
            PersonRow.position,
            func.coalesce(UnitRow.name, "").label("school"),
        )
        .join(PersonRow, PersonRow.id == ApplicationRow.person_id)
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(*where)
    )


def _closes_at() -> ColumnElement[datetime]:
    """``Call.closes_at``."""
    deadline = ApplicationTermsRow.deadline
    return case((deadline < EventRow.starts_at, deadline), else_=EventRow.starts_at)


async def _with_files(session: AsyncSession, rows: Sequence[ApplicationRow]) -> list[Application]:
    files = await files_of(session, [(row.event_id, row.person_id) for row in rows])
    return [_application(row, files.get((row.event_id, row.person_id), ())) for row in rows]


def _application(row: ApplicationRow, files: Sequence[Attachment]) -> Application:
    return Application(
        event=row.event_id,
        person=PersonId(row.person_id),
        state=State(row.state),
        since=row.since,
        presence=row.presence,
        ticket=row.ticket,
        revision=row.revision,
        entry=Entry(text=row.text, files=tuple(files)),
        reason=row.reason,
        decided_by=None if row.decided_by is None else PersonId(row.decided_by),
        award=None if row.award is None else Award(row.award),
    )
