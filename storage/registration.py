"""Consents and the fields of a profile."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import SubjectId
from core.people import Account, PersonId
from core.units import UnitId, folded
from storage.people import PAPER, AccountRow, ConsentRow, PersonRow, PersonSubjectRow


class SqlRegistration:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def agree(self, account: Account, *, version: str, at: datetime) -> PersonId:
        known = await self._session.get(AccountRow, (account.messenger, account.external))
        if known is None:
            person = PersonRow()
            self._session.add(person)
            await self._session.flush()
            known = AccountRow(
                messenger=account.messenger,
                external=account.external,
                person_id=person.id,
                joined_at=at,
            )
            self._session.add(known)
        person_id = PersonId(known.person_id)
        if await self.agreed_to(person_id) != version:
            self._session.add(
                ConsentRow(
                    person_id=person_id, version=version, messenger=account.messenger, given_at=at
                )
            )
        await self._session.flush()
        return person_id

    async def agreed_to(self, person: PersonId) -> str | None:
        version: str | None = await self._session.scalar(
            select(ConsentRow.version)
            .where(
                ConsentRow.person_id == person,
                ConsentRow.withdrawn_at.is_(None),
                ConsentRow.messenger != PAPER,
            )
            .order_by(ConsentRow.given_at.desc(), ConsentRow.id.desc())
            .limit(1)
        )
        return version

    async def rename(self, person: PersonId, name: str) -> None:
        await self._set(person, name=name, folded=folded(name))

    async def place(self, person: PersonId, unit: UnitId) -> None:
        await self._set(person, unit_id=unit)

    async def employ(self, person: PersonId, position: str) -> None:
        await self._set(person, position=position)

    async def teach(self, person: PersonId, subjects: Sequence[SubjectId]) -> None:
        await self._session.execute(
            delete(PersonSubjectRow).where(PersonSubjectRow.person_id == person)
        )
        self._session.add_all(
            PersonSubjectRow(person_id=person, subject_id=subject, place=place)
            for place, subject in enumerate(subjects)
        )
        await self._session.flush()

    async def teach_since(self, person: PersonId, year: int) -> None:
        await self._set(person, teaching_since=year)

    async def finish(self, person: PersonId, *, at: datetime) -> None:
        await self._set(person, registered_at=at)

    async def _set(self, person: PersonId, **values: object) -> None:
        await self._session.execute(
            update(PersonRow).where(PersonRow.id == person).values(**values)
        )
