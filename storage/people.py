"""People, the accounts they write from and the subjects they teach."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import SubjectId
from core.errors import Gone
from core.people import Account, Grant, Person, PersonId, Role
from core.units import UnitId
from storage.base import Base
from storage.units import LineageRow


class PersonRow(Base):
    """A person; after erasure an empty row, so that what is counted still adds up."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="", index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    position: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class AccountRow(Base):
    __tablename__ = "accounts"

    messenger: Mapped[str] = mapped_column(primary_key=True)
    external: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    joined_at: Mapped[datetime]
    unreachable_since: Mapped[datetime | None]


class PersonSubjectRow(Base):
    """``place`` keeps the order in which the person chose."""

    __tablename__ = "person_subjects"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), primary_key=True)
    place: Mapped[int]


PAPER = "paper"
"""Where a consent brought in writing was given. In a messenger it is asked for all the same."""


class ConsentRow(Base):
    """``messenger`` is where it was given, ``paper`` for one brought in writing."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[str]
    messenger: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class GrantRow(Base):
    """A role given; a revoked one stays as history."""

    __tablename__ = "grants"
    __table_args__ = (Index(None, "unit_id", "role"), Index(None, "person_id", "role"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    granted_at: Mapped[datetime]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class SqlPeople:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def at(self, account: Account) -> Person | None:
        row = (
            await self._session.execute(
                select(PersonRow, AccountRow.unreachable_since)
                .join(AccountRow, AccountRow.person_id == PersonRow.id)
                .where(
                    AccountRow.messenger == account.messenger,
                    AccountRow.external == account.external,
                )
            )
        ).first()
        if row is None:
            return None
        person = await self._person(row[0])
        return replace(person, unreachable=row[1] is not None)

    async def get(self, person: PersonId) -> Person:
        row = await self._session.get(PersonRow, person, populate_existing=True)
        if row is None or row.erased_at is not None:
            raise Gone
        return await self._person(row)

    async def names(self, people: Collection[PersonId]) -> dict[PersonId, str]:
        rows = await self._session.execute(
            select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(people))
        )
        return {PersonId(row.id): row.name for row in rows}

    async def staff_over(self, unit: UnitId, role: Role) -> Sequence[PersonId]:
        rows = (
            await self._session.execute(
                select(GrantRow.person_id, LineageRow.depth)
                .join(LineageRow, LineageRow.ancestor_id == GrantRow.unit_id)
                .where(
                    LineageRow.unit_id == unit,
                    GrantRow.role == role,
                    GrantRow.revoked_at.is_(None),
                )
                .order_by(LineageRow.depth, GrantRow.person_id)
            )
        ).all()
        nearest = rows[0].depth if rows else 0
        return [PersonId(row.person_id) for row in rows if row.depth == nearest]

    async def accounts(self, person: PersonId) -> Sequence[Account]:
        """The one that can be reached and was joined last comes first."""
        rows = await self._session.scalars(
            select(AccountRow)
            .where(AccountRow.person_id == person, AccountRow.unreachable_since.is_(None))
            .order_by(AccountRow.joined_at.desc())
        )
        return [Account(row.messenger, row.external) for row in rows]

    async def mark_unreachable(self, account: Account) -> None:
        await self._reach(account, self._now)

    async def mark_reachable(self, account: Account) -> None:
        await self._reach(account, None)

    async def _reach(self, account: Account, since: datetime | None) -> None:
        await self._session.execute(
            update(AccountRow)
            .where(
                AccountRow.messenger == account.messenger,
                AccountRow.external == account.external,
            )
            .values(unreachable_since=since)
        )

    async def all_at(self, messenger: str) -> Sequence[tuple[int, str]]:
        """Everybody of one messenger: their number there and name. For the demo's table."""
        rows = await self._session.execute(
            select(AccountRow.external, PersonRow.name)
            .join(PersonRow, PersonRow.id == AccountRow.person_id)
            .where(AccountRow.messenger == messenger)
            .order_by(AccountRow.external)
        )
        return [(row.external, row.name) for row in rows]

    async def count(self) -> int:
        """How many people have registered and are not erased."""
        return (
            await self._session.scalar(
                select(func.count())
                .select_from(PersonRow)
                .where(PersonRow.registered_at.is_not(None), PersonRow.erased_at.is_(None))
            )
            or 0
        )

    async def _person(self, row: PersonRow) -> Person:
        subjects = await self._session.scalars(
            select(PersonSubjectRow.subject_id)
            .where(PersonSubjectRow.person_id == row.id)
            .order_by(PersonSubjectRow.place)
        )
        grants = await self._session.execute(
            select(GrantRow.role, GrantRow.unit_id)
            .where(GrantRow.person_id == row.id, GrantRow.revoked_at.is_(None))
            .order_by(GrantRow.id)
        )
        return Person(
            id=PersonId(row.id),
            name=row.name,
            unit=None if row.unit_id is None else UnitId(row.unit_id),
            position=row.position,
            subjects=tuple(SubjectId(subject) for subject in subjects),
            grants=tuple(Grant(Role(grant.role), UnitId(grant.unit_id)) for grant in grants),
            registered_at=row.registered_at,
            consent=await self._session.scalar(
                select(ConsentRow.version)
                .where(
                    ConsentRow.person_id == row.id,
                    ConsentRow.withdrawn_at.is_(None),
                    ConsentRow.messenger != PAPER,
                )
                .order_by(ConsentRow.given_at.desc(), ConsentRow.id.desc())
                .limit(1)
            ),
        )
