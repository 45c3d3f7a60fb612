"""People, the accounts they write from and the subjects they teach."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    and_,
    bindparam,
    func,
    null,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.catalogue import SubjectId
from core.errors import Gone
from core.people import Account, Grant, Person, PersonId, Role
from core.units import UnitId
from storage.base import Base
from storage.consultation_rows import MaskRow
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
    teaching_since: Mapped[int | None]
    registered_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class AccountRow(Base):
    """``chosen_at`` is set for the one account that notices go to, if the person has several."""

    __tablename__ = "accounts"

    messenger: Mapped[str] = mapped_column(primary_key=True)
    external: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    joined_at: Mapped[datetime]
    unreachable_since: Mapped[datetime | None]
    chosen_at: Mapped[datetime | None]


def first() -> tuple[ColumnElement[Any], ...]:
    """The order of a person's accounts: the chosen one, then the newest."""
    return AccountRow.chosen_at.desc().nulls_last(), AccountRow.joined_at.desc()


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
        rows = (
            await self._session.execute(
                _PERSON_AT, {"messenger": account.messenger, "external": account.external}
            )
        ).all()
        return _person(rows) if rows else None

    async def get(self, person: PersonId) -> Person:
        rows = (await self._session.execute(_PERSON, {"person": person})).all()
        if not rows or rows[0].erased_at is not None:
            raise Gone
        return _person(rows)

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
                    GrantRow.person_id.in_(select(AccountRow.person_id)),
                )
                .order_by(LineageRow.depth, GrantRow.person_id)
            )
        ).all()
        nearest = rows[0].depth if rows else 0
        return [PersonId(row.person_id) for row in rows if row.depth == nearest]

    async def ways(
        self, people: Collection[PersonId]
    ) -> Mapping[PersonId, Sequence[tuple[Account, bool]]]:
        """The chosen account first, then the one joined last; whether it can be reached."""
        ways: dict[PersonId, list[tuple[Account, bool]]] = {person: [] for person in people}
        for row in await self._ways(people):
            account = Account(row.messenger, row.external)
            ways[PersonId(row.person_id)].append((account, row.unreachable_since is None))
        return ways

    async def _ways(self, people: Collection[PersonId]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Who has no account of their own may be somebody's mask."""
        rows = (await self._session.execute(_WAYS, {"people": list(people)})).all()
        others = set(people) - {row.person_id for row in rows}
        if not others:
            return rows
        masked = await self._session.execute(_WAYS_OF_MASKS, {"people": list(others)})
        return [*rows, *masked]

    async def accounts(self, person: PersonId) -> Sequence[Account]:
        """Those that can be reached, in the order of ``ways``."""
        return [account for account, reached in (await self.ways([person]))[person] if reached]

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

    async def some_at(self, messenger: str, *, first: int, most: int) -> Sequence[tuple[int, str]]:
        """People of one messenger from a number on: that number and the name, the newest last."""
        rows = await self._session.execute(
            select(AccountRow.external, PersonRow.name)
            .join(PersonRow, PersonRow.id == AccountRow.person_id)
            .where(AccountRow.messenger == messenger, AccountRow.external >= first)
            .order_by(AccountRow.external.desc())
            .limit(most)
        )
        return [(row.external, row.name) for row in rows][::-1]

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


def _person(rows: Sequence[Any]) -> Person:
    """What the person has several of stands in the rows in every combination."""
    one = rows[0]
    grants = {row.grant_id: Grant(Role(row.role), UnitId(row.over)) for row in rows if row.role}
    subjects = dict.fromkeys(SubjectId(row.subject_id) for row in rows if row.subject_id)
    return Person(
        id=PersonId(one.id),
        name=one.name,
        unit=None if one.unit_id is None else UnitId(one.unit_id),
        position=one.position,
        subjects=tuple(subjects),
        grants=tuple(grants.values()),
        registered_at=one.registered_at,
        consent=one.consent,
        unreachable=one.unreachable_since is not None,
        teaching_since=one.teaching_since,
    )


# Every update asks who is there: one question, put together once.
_EVERYTHING = (
    select(
        PersonRow.id,
        PersonRow.name,
        PersonRow.unit_id,
        PersonRow.position,
        PersonRow.teaching_since,
        PersonRow.registered_at,
        PersonRow.erased_at,
        PersonSubjectRow.subject_id,
        GrantRow.id.label("grant_id"),
        GrantRow.role,
        GrantRow.unit_id.label("over"),
        select(ConsentRow.version)
        .where(
            ConsentRow.person_id == PersonRow.id,
            ConsentRow.withdrawn_at.is_(None),
            ConsentRow.messenger != PAPER,
        )
        .order_by(ConsentRow.given_at.desc(), ConsentRow.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("consent"),
    )
    .outerjoin(PersonSubjectRow, PersonSubjectRow.person_id == PersonRow.id)
    .outerjoin(GrantRow, and_(GrantRow.person_id == PersonRow.id, GrantRow.revoked_at.is_(None)))
    .order_by(PersonSubjectRow.place, GrantRow.id)
)
_PERSON = _EVERYTHING.add_columns(null().label("unreachable_since")).where(
    PersonRow.id == bindparam("person")
)
_PERSON_AT = (
    _EVERYTHING.add_columns(AccountRow.unreachable_since)
    .join(AccountRow, AccountRow.person_id == PersonRow.id)
    .where(
        AccountRow.messenger == bindparam("messenger"),
        AccountRow.external == bindparam("external"),
    )
)


_WAYS = (
    select(
        AccountRow.person_id,
        AccountRow.messenger,
        AccountRow.external,
        AccountRow.unreachable_since,
    )
    .where(AccountRow.person_id.in_(bindparam("people", expanding=True)))
    .order_by(*first())
)
_WAYS_OF_MASKS = (
    select(
        MaskRow.mask_id.label("person_id"),
        AccountRow.messenger,
        AccountRow.external,
        AccountRow.unreachable_since,
    )
    .join(AccountRow, AccountRow.person_id == MaskRow.wearer_id)
    .where(MaskRow.mask_id.in_(bindparam("people", expanding=True)))
    .order_by(*first())
)
