"""Accounts of a person, and the codes that join another one to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from core.accounts.model import (
    CODE_LASTS,
    MOST_TRIES,
    Holdings,
    Joining,
    JoiningId,
    Linked,
    State,
    told,
)
from core.consultations.model import State as Asked
from core.people import Account, PersonId, Role
from storage.base import Base, insert_once
from storage.consultation_rows import ConsultationRow
from storage.inbox import UpdateRow
from storage.merging import absorb
from storage.people import AccountRow, ConsentRow, GrantRow, PersonRow, first
from storage.sessions import SessionRow
from storage.units import UnitRow

KEPT = timedelta(days=30)
"""How long it is remembered that there was a code. Its hashes are gone when it ends."""


class JoiningRow(Base):
    """``finder`` is the part of a code that finds it; of the rest only hashes are kept."""

    __tablename__ = "joinings"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str]
    finder: Mapped[str | None] = mapped_column(unique=True)
    sealed: Mapped[str | None]
    link: Mapped[str | None] = mapped_column(unique=True)
    tries: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(index=True)
    taken_at: Mapped[datetime | None]


class SqlAccounts:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, person: PersonId) -> Sequence[Linked]:
        rows = await self._session.scalars(
            select(AccountRow).where(AccountRow.person_id == person).order_by(*first())
        )
        return [
            Linked(
                account=Account(row.messenger, row.external),
                joined_at=row.joined_at,
                is_unreachable=row.unreachable_since is not None,
            )
            for row in rows
        ]

    async def holdings(self, person: PersonId) -> Holdings:
        row = (
            await self._session.execute(
                select(PersonRow.name, PersonRow.position, UnitRow.name.label("unit"))
                .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
                .where(PersonRow.id == person)
            )
        ).one()
        roles = await self._session.execute(
            select(GrantRow.role, UnitRow.name)
            .join(UnitRow, UnitRow.id == GrantRow.unit_id)
            .where(GrantRow.person_id == person, GrantRow.revoked_at.is_(None))
            .order_by(GrantRow.id)
        )
        linked = await self.of(person)
        return Holdings(
            person=person,
            name=row.name,
            unit=row.unit or "",
            position=row.position,
            roles=tuple((Role(role), unit) for role, unit in roles),
            asked=await self._count(_open().where(ConsultationRow.teacher_id == person)),
            answering=await self._count(_open().where(ConsultationRow.methodist_id == person)),
            messengers=tuple(dict.fromkeys(one.account.messenger for one in linked)),
        )

    async def _count(self, counted: Select[int]) -> int:
        return await self._session.scalar(counted) or 0

    async def hold(self, *people: PersonId) -> None:
        await self._session.execute(
            select(PersonRow.id)
            .where(PersonRow.id.in_(people))
            .order_by(PersonRow.id)
            .with_for_update()
        )

    async def make(
        self, person: PersonId, *, finder: str, sealed: str, link: str, at: datetime
    ) -> bool:
        await self._forget_hashes(before=at)
        made = await self._session.scalar(
            insert_once(self._session, JoiningRow)
            .values(
                person_id=person,
                state=State.OPEN,
                finder=finder,
                sealed=sealed,
                link=link,
                tries=0,
                made_at=at,
            )
            .returning(JoiningRow.id)
        )
        if made is None:
            return False
        await self._end(JoiningRow.person_id == person, JoiningRow.id != made)
        return True

    async def attempt(self, finder: str, *, now: datetime) -> tuple[Joining, str] | None:
        row = await self._session.scalar(
            update(JoiningRow)
            .where(JoiningRow.finder == finder, *_counts(now), JoiningRow.tries < MOST_TRIES)
            .values(tries=JoiningRow.tries + 1)
            .returning(JoiningRow)
        )
        return None if row is None or row.sealed is None else (_joining(row), row.sealed)

    async def forgive(self, joining: JoiningId) -> None:
        await self._session.execute(
            update(JoiningRow).where(JoiningRow.id == joining).values(tries=JoiningRow.tries - 1)
        )

    async def by_link(self, fingerprint: str, *, now: datetime) -> Joining | None:
        row = await self._session.scalar(
            select(JoiningRow).where(JoiningRow.link == fingerprint, *_counts(now))
        )
        return None if row is None else _joining(row)

    async def get(self, joining: JoiningId) -> Joining | None:
        row = await self._session.get(JoiningRow, joining, populate_existing=True)
        return None if row is None else _joining(row)

    async def take(
        self, joining: Joining, state: State, *, at: datetime, other: PersonId | None = None
    ) -> bool:
        taken = await self._session.scalar(
            update(JoiningRow)
            .where(JoiningRow.id == joining.id, JoiningRow.state == joining.state)
            .values(state=state, other_id=other, taken_at=at)
            .returning(JoiningRow.id)
        )
        return taken is not None

    async def add(self, account: Account, to: PersonId, *, consent: str, at: datetime) -> None:
        await self._stay(to, at)
        self._session.add(
            AccountRow(
                messenger=account.messenger,
                external=account.external,
                person_id=to,
                joined_at=at,
            )
        )
        self._session.add(
            ConsentRow(person_id=to, version=consent, messenger=account.messenger, given_at=at)
        )
        await self._session.flush()

    async def choose(self, account: Account, *, of: PersonId, at: datetime) -> None:
        await self._session.execute(
            update(AccountRow).where(AccountRow.person_id == of).values(chosen_at=None)
        )
        await self._session.execute(
            update(AccountRow)
            .where(*_is(account), AccountRow.person_id == of)
            .values(chosen_at=at)
        )

    async def _stay(self, person: PersonId, at: datetime) -> None:
        """Where notices go now they go on going: a newer account does not draw them away."""
        if (now := told(await self.of(person))) is not None:
            await self.choose(now.account, of=person, at=at)

    async def remove(self, account: Account, *, of: PersonId, at: datetime) -> bool:
        removed = await self._session.scalar(
            delete(AccountRow)
            .where(*_is(account), AccountRow.person_id == of)
            .returning(AccountRow.external)
        )
        if removed is None:
            return False
        await self._session.execute(delete(SessionRow).where(SessionRow.owner == str(account)))
        await self._session.execute(
            update(UpdateRow)
            .where(UpdateRow.messenger == account.messenger, UpdateRow.chat == account.external)
            .values(raw="", chat=0, done_at=func.coalesce(UpdateRow.done_at, at))
        )
        return True

    async def merge(self, other: PersonId, *, into: PersonId, at: datetime) -> None:
        """Both have agreed to this one: whatever else either has begun is begun anew."""
        await self._stay(into, at)
        await self._session.execute(
            update(AccountRow).where(AccountRow.person_id == other).values(chosen_at=None)
        )
        both = (into, other)
        await self._end(or_(JoiningRow.person_id.in_(both), JoiningRow.other_id.in_(both)))
        await absorb(self._session, other, into=into, at=at)

    async def sweep(self, now: datetime) -> None:
        """Hashes go with their time, and a month later that there was a code at all."""
        await self._forget_hashes(before=now)
        await self._session.execute(delete(JoiningRow).where(JoiningRow.made_at < now - KEPT))

    async def _end(self, *which: ColumnElement[bool]) -> None:
        """Whatever of these is not over ends here."""
        await self._session.execute(
            update(JoiningRow)
            .where(JoiningRow.state.in_((State.OPEN, State.PROPOSED)), *which)
            .values(state=State.VOID, finder=None, sealed=None, link=None)
        )

    async def _forget_hashes(self, *, before: datetime) -> None:
        await self._session.execute(
            update(JoiningRow)
            .where(JoiningRow.made_at <= before - CODE_LASTS, JoiningRow.finder.is_not(None))
            .values(finder=None, sealed=None, link=None)
        )


def _counts(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Ten minutes and no more, whatever has become of it by then."""
    return (JoiningRow.made_at > now - CODE_LASTS,)


def _is(account: Account) -> tuple[ColumnElement[bool], ...]:
    return AccountRow.messenger == account.messenger, AccountRow.external == account.external


def _open() -> Select[int]:
    return (
        select(func.count())
        .select_from(ConsultationRow)
        .where(ConsultationRow.state != Asked.CLOSED)
    )


def _joining(row: JoiningRow) -> Joining:
    return Joining(
        id=JoiningId(row.id),
        person=PersonId(row.person_id),
        state=State(row.state),
        other=None if row.other_id is None else PersonId(row.other_id),
        taken_at=row.taken_at,
    )
