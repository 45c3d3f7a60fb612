"""What a spreadsheet is compared with before anything of it is saved."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalogue import SubjectId, TopicId
from core.imports.expertise import ExpertiseChange
from core.imports.matching import KnownPerson
from core.imports.plan import KnownPlanned
from core.imports.units import KnownUnit
from core.people import Account, Grant, PersonId, Role
from core.roles.invitations import Kind
from core.units import UnitId
from storage.expertise import ExpertiseRow
from storage.invitations import InvitationRow
from storage.people import PAPER, AccountRow, ConsentRow, GrantRow, PersonRow, PersonSubjectRow
from storage.plan import PlannedEventRow, is_wanting, planned_in
from storage.units import UnitRow

"""Where a consent was given that a person has signed on paper; its text is not ours."""


class Known:
    def __init__(self, session: AsyncSession, now: datetime, zone: tzinfo) -> None:
        self._session = session
        self._now = now
        self._zone = zone

    async def units(self) -> Sequence[KnownUnit]:
        rows = await self._session.execute(
            select(
                UnitRow.id,
                UnitRow.code,
                UnitRow.name,
                UnitRow.level,
                UnitRow.parent_id,
                UnitRow.zone,
            )
        )
        return [
            KnownUnit(
                id=UnitId(row.id),
                code=row.code,
                name=row.name,
                level=row.level,
                parent=None if row.parent_id is None else UnitId(row.parent_id),
                zone=row.zone,
            )
            for row in rows
        ]

    async def planned(self) -> Sequence[KnownPlanned]:
        rows = await self._session.scalars(select(PlannedEventRow).order_by(PlannedEventRow.id))
        return [
            KnownPlanned(line=row.id, planned=planned_in(row), wanting=is_wanting(row))
            for row in rows
        ]

    async def people(self) -> Sequence[KnownPerson]:
        accounts = await self.accounts()
        subjects = await self._subjects()
        grants = await self._grants()
        consents = await self.paper_consents()
        invited = await self._invited()
        rows = await self._session.execute(
            select(
                PersonRow.id, PersonRow.code, PersonRow.name, PersonRow.unit_id, PersonRow.position
            ).where(PersonRow.erased_at.is_(None))
        )
        return [
            KnownPerson(
                id=PersonId(row.id),
                code=row.code,
                name=row.name,
                unit=None if row.unit_id is None else UnitId(row.unit_id),
                position=row.position,
                subjects=tuple(subjects[row.id]),
                accounts=tuple(accounts[row.id]),
                grants=frozenset(grants[row.id]),
                consent=(given := consents.get(row.id)) and given.astimezone(self._zone).date(),
                invited=row.id in invited,
            )
            for row in rows
        ]

    async def accounts(self) -> Mapping[int, list[Account]]:
        found: defaultdict[int, list[Account]] = defaultdict(list)
        for row in await self._session.execute(
            select(AccountRow.person_id, AccountRow.messenger, AccountRow.external)
        ):
            found[row.person_id].append(Account(row.messenger, row.external))
        return found

    async def _subjects(self) -> Mapping[int, list[SubjectId]]:
        found: defaultdict[int, list[SubjectId]] = defaultdict(list)
        for row in await self._session.execute(
            select(PersonSubjectRow.person_id, PersonSubjectRow.subject_id).order_by(
                PersonSubjectRow.person_id, PersonSubjectRow.place
            )
        ):
            found[row.person_id].append(SubjectId(row.subject_id))
        return found

    async def _grants(self) -> Mapping[int, list[Grant]]:
        found: defaultdict[int, list[Grant]] = defaultdict(list)
        for row in await self._session.execute(
            select(GrantRow.person_id, GrantRow.role, GrantRow.unit_id).where(
                GrantRow.revoked_at.is_(None)
            )
        ):
            found[row.person_id].append(Grant(Role(row.role), UnitId(row.unit_id)))
        return found

    async def paper_consents(self) -> Mapping[int, datetime]:
        rows = await self._session.execute(
            select(ConsentRow.person_id, func.max(ConsentRow.given_at).label("given_at"))
            .where(ConsentRow.messenger == PAPER, ConsentRow.withdrawn_at.is_(None))
            .group_by(ConsentRow.person_id)
        )
        return {row.person_id: row.given_at for row in rows}

    async def _invited(self) -> Collection[int | None]:
        return set(
            await self._session.scalars(
                select(InvitationRow.person_id).where(
                    InvitationRow.kind == Kind.PERSON,
                    InvitationRow.used_at.is_(None),
                    InvitationRow.expires_at > self._now,
                )
            )
        )

    async def expertise(self) -> Sequence[ExpertiseChange]:
        subjects: defaultdict[tuple[int, int], set[SubjectId]] = defaultdict(set)
        topics: defaultdict[tuple[int, int], set[TopicId]] = defaultdict(set)
        for row in await self._session.scalars(select(ExpertiseRow)):
            key = row.person_id, row.unit_id
            subjects[key] |= {SubjectId(row.subject_id)} if row.subject_id else set()
            topics[key] |= {TopicId(row.topic_id)} if row.topic_id else set()
        return [
            ExpertiseChange(
                person=PersonId(person),
                unit=UnitId(unit),
                subjects=frozenset(subjects[person, unit]),
                topics=frozenset(topics[person, unit]),
            )
            for person, unit in subjects
        ]
