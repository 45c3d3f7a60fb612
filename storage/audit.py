"""The audit log, to which rows are only ever added: each carries a fingerprint of all before it.

``docs/decisions/0013-audit-hash-chain.md`` says what that proves and what it does not.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Row, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.audit import Chain, Deed
from core.people import PersonId
from storage.base import Base, insert
from storage.canonical import canonical
from storage.installation import InstallationRow

HEAD = "audit-head"
"""Where the last fingerprint is kept apart, so that a log cut short is seen."""

LOCK = 7_031_967
"""Any number but the one of the migrations: one transaction at a time adds to the chain."""

BATCH = 2000
BELOW_ALL = -(2**63)
"""A row put in by hand may have a number below one."""


class AuditRow(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    deed: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    what: Mapped[str]
    chain: Mapped[str]


def link(before: str, values: Sequence[object]) -> str:
    """The fingerprint of a row that comes after ``before``; the first comes after ``""``."""
    return hashlib.sha256(before.encode("ascii") + b"\n" + canonical(values)).hexdigest()


class SqlAudit:
    """Notes wait until everything else of the work is written.

    Whoever adds to the chain keeps the others from it until the commit; taken last, that lock
    is held for a moment and can wait for nothing, so nobody can wait for each other.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now
        self._notes: list[tuple[str, int | None, int | None, str]] = []

    async def note(
        self,
        deed: Deed,
        *,
        by: PersonId | None,
        about: PersonId | None = None,
        what: str = "",
    ) -> None:
        if not self._notes:
            event.listen(self._session.sync_session, "before_commit", self._write, once=True)
        self._notes.append((str(deed), by, about, what))

    def _write(self, session: Session) -> None:
        session.flush()
        if session.get_bind().dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(LOCK)))
        head = session.scalar(select(InstallationRow.value).where(InstallationRow.key == HEAD))
        head = head or ""
        for deed, by, about, what in self._notes:
            head = link(head, (self._now, deed, by, about, what))
            session.add(
                AuditRow(at=self._now, deed=deed, by_id=by, about_id=about, what=what, chain=head)
            )
        self._notes.clear()
        statement = insert(self._session, InstallationRow).values(key=HEAD, value=head)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[InstallationRow.key], set_={"value": head}
            )
        )

    async def verify(self) -> Chain:
        """Walk the whole chain; stop at the first row that does not fit."""
        rows, last, head = 0, BELOW_ALL, ""
        while batch := await self._after(last):
            for row in batch:
                head_now = link(head, (row.at, row.deed, row.by_id, row.about_id, row.what))
                if head_now != row.chain:
                    return Chain(rows=rows, head=head, broken_at=row.id)
                rows, last, head = rows + 1, row.id, head_now
        kept = await self._session.scalar(
            select(InstallationRow.value).where(InstallationRow.key == HEAD)
        )
        return Chain(rows=rows, head=head, is_cut=(kept or "") != head)

    async def _after(
        self, last: int
    ) -> Sequence[Row[int, datetime, str, int | None, int | None, str, str]]:
        row = AuditRow
        rows = await self._session.execute(
            select(row.id, row.at, row.deed, row.by_id, row.about_id, row.what, row.chain)
            .where(row.id > last)
            .order_by(row.id)
            .limit(BATCH)
        )
        return rows.all()
