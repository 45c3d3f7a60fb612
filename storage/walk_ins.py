"""People who came without a seat: looked for by name, and given one beside those counted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.attendance.model import Gathering
from core.attendance.ports import Candidate
from core.events.model import EventId, Form, Presence
from core.events.seats import Enrolment, Standing
from core.people import PersonId
from core.units import UnitId
from storage.attendance_rows import AttendanceRow
from storage.enrolments import SqlEnrolments
from storage.event_rows import EnrolmentRow, EventRow
from storage.people import PersonRow
from storage.rolls import having
from storage.units import LineageRow, UnitRow


class SqlWalkIns:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def candidates(
        self, gathering: Gathering, words: str, *, most: int
    ) -> Sequence[Candidate]:
        rows = await self._session.execute(
            _near(gathering)
            .where(*(having(word) for word in words.split()))
            .order_by(PersonRow.folded, PersonRow.id)
            .limit(most)
        )
        return [
            Candidate(
                person=PersonId(row.id),
                name=row.name,
                school=row.school,
                seated=row.seated,
                came=row.came,
            )
            for row in rows
        ]

    async def is_near(self, gathering: Gathering, person: PersonId) -> bool:
        found = await self._session.execute(_near(gathering).where(PersonRow.id == person))
        return found.first() is not None

    async def seat(self, event: int, person: PersonId, *, at: datetime) -> None:
        held = await self._session.execute(select(EventRow.form).where(EventRow.id == event))
        online = held.scalar_one() == Form.ONLINE
        enrolment = Enrolment(
            event=EventId(event),
            person=person,
            presence=Presence.ONLINE if online else Presence.ROOM,
            standing=Standing.ENROLLED,
            ticket=await self.next_ticket(event),
            since=at,
        )
        await SqlEnrolments(self._session).put(enrolment)

    async def next_ticket(self, event: int) -> int:
        return await SqlEnrolments(self._session).next_ticket(EventId(event))

    async def unseat(self, event: int, person: PersonId) -> None:
        """They were not there after all."""
        await self._session.execute(
            update(EnrolmentRow)
            .where(EnrolmentRow.event_id == event, EnrolmentRow.person_id == person)
            .values(standing=Standing.LEFT)
            .execution_options(synchronize_session=False)
        )


def _near(gathering: Gathering) -> Select[*tuple[object, ...]]:
    """People of the event's unit and of all below."""
    below = select(LineageRow.unit_id).where(LineageRow.ancestor_id == UnitId(gathering.unit))
    return (
        select(
            PersonRow.id,
            PersonRow.name,
            func.coalesce(UnitRow.name, "").label("school"),
            exists()
            .where(
                EnrolmentRow.event_id == gathering.event,
                EnrolmentRow.person_id == PersonRow.id,
                EnrolmentRow.standing == Standing.ENROLLED,
            )
            .label("seated"),
            exists()
            .where(
                AttendanceRow.event_id == gathering.event,
                AttendanceRow.person_id == PersonRow.id,
            )
            .label("came"),
        )
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(PersonRow.unit_id.in_(below), PersonRow.erased_at.is_(None), PersonRow.name != "")
    )
