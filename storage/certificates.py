"""Certificates: given, found by their number, withdrawn."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.certificates.model import Certificate, Visit
from core.events.seats import Standing
from core.people import PersonId
from storage.attendance_rows import AttendanceRow
from storage.base import insert
from storage.certificate_rows import CertificateRow
from storage.event_rows import EnrolmentRow, EventRow
from storage.people import PersonRow
from storage.units import UnitRow

AT_ONCE = 1000
"""People in one statement: databases take so many values and no more."""


class SqlCertificates:
    """Everything that ``core.certificates.ports.Certificates`` asks for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, person: PersonId) -> None:
        await self._session.execute(
            select(PersonRow.id).where(PersonRow.id == person).with_for_update()
        )

    async def visit(self, event: int, person: PersonId) -> Visit | None:
        found = await self._visits(_visits(person).where(EventRow.id == event))
        return found[0][1] if found else None

    async def is_guest(self, event: int, person: PersonId) -> bool:
        found = await self._session.scalar(
            select(EnrolmentRow.person_id).where(
                EnrolmentRow.event_id == event,
                EnrolmentRow.person_id == person,
                EnrolmentRow.standing == Standing.ENROLLED,
            )
        )
        return found is not None

    async def visits(self, person: PersonId) -> Sequence[tuple[int, Visit]]:
        return await self._visits(_visits(person).order_by(EventRow.starts_at.desc()))

    async def _visits(
        self, question: Select[int, str, str, datetime, datetime]
    ) -> Sequence[tuple[int, Visit]]:
        rows = await self._session.execute(question)
        return [
            (
                row.id,
                Visit(
                    title=row.title,
                    unit=row.unit,
                    starts_at=row.starts_at,
                    ends_at=row.ends_at,
                ),
            )
            for row in rows
        ]

    async def of(self, event: int, person: PersonId) -> Certificate | None:
        row = await self._session.scalar(
            select(CertificateRow)
            .where(CertificateRow.event_id == event, CertificateRow.person_id == person)
            .order_by(CertificateRow.given_at.desc())
            .limit(1)
        )
        return None if row is None else _certificate(row)

    async def put(self, certificate: Certificate) -> None:
        values = {
            "event_id": certificate.event,
            "person_id": certificate.person,
            "name": certificate.name,
            "title": certificate.title,
            "unit": certificate.unit,
            "first": certificate.first,
            "last": certificate.last,
            "hours": certificate.hours,
            "given_at": certificate.given_at,
            "withdrawn_at": certificate.withdrawn_at,
        }
        await self._session.execute(
            insert(self._session, CertificateRow)
            .values(number=certificate.number, **values)
            .on_conflict_do_update(index_elements=["number"], set_=values)
        )

    async def find(self, number: str) -> Certificate | None:
        row = await self._session.get(CertificateRow, number, populate_existing=True)
        return None if row is None else _certificate(row)

    async def withdraw(self, event: int, person: PersonId, *, at: datetime) -> None:
        await self.withdraw_all(event, [person], at=at)

    async def withdraw_all(
        self, event: int, people: Collection[PersonId], *, at: datetime
    ) -> None:
        every = list(people)
        for first in range(0, len(every), AT_ONCE):
            await self._session.execute(
                update(CertificateRow)
                .where(
                    CertificateRow.event_id == event,
                    CertificateRow.person_id.in_(every[first : first + AT_ONCE]),
                    CertificateRow.withdrawn_at.is_(None),
                )
                .values(withdrawn_at=at)
                .execution_options(synchronize_session=False)
            )


def _visits(person: PersonId) -> Select[int, str, str, datetime, datetime]:
    return (
        select(
            EventRow.id,
            EventRow.title,
            UnitRow.name.label("unit"),
            EventRow.starts_at,
            EventRow.ends_at,
        )
        .join(AttendanceRow, AttendanceRow.event_id == EventRow.id)
        .join(UnitRow, UnitRow.id == EventRow.unit_id)
        .where(AttendanceRow.person_id == person)
    )


def _certificate(row: CertificateRow) -> Certificate:
    return Certificate(
        number=row.number,
        event=row.event_id,
        person=PersonId(row.person_id),
        name=row.name,
        title=row.title,
        unit=row.unit,
        first=row.first,
        last=row.last,
        hours=row.hours,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
    )
