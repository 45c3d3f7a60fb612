"""The part of the outbox that whoever carries letters uses: due, in hand, settled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.letters import DIGEST, Done, Errand, Failure, Letter, LetterState
from core.notices import Lane
from storage.announcement_rows import contents
from storage.base import Base, insert_once
from storage.due import due
from storage.letter_rows import LetterRow, letter_of, shown_kept

STANDS = timedelta(seconds=5)
"""What is in doubt waits so long after every fall: one that falls again and again would bring a
letter into doubt twice, and then nobody could tell whether it has arrived at all."""


class SqlCarrying:
    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def due(
        self, limit: int, *, lanes: Iterable[Lane] = Lane, without: Collection[str] = ()
    ) -> Sequence[Letter]:
        question = due(tuple(lanes), frozenset(without))
        return await self._filled(
            await self._session.execute(question, {"now": self._now, "most": limit})
        )

    async def _filled(self, rows: Iterable[LetterRow | Row[Any]]) -> Sequence[Letter]:
        """What an announcement says is kept once: its letters get it when they are taken."""
        letters = [letter_of(row) for row in rows]
        ids = {one.announcement for one in letters if one.announcement is not None}
        said = await contents(self._session, ids) if ids else {}
        return [
            letter
            if letter.announcement is None
            else replace(letter, payload={**letter.payload, **said.get(letter.announcement, {})})
            for letter in letters
        ]

    async def lease(self, letters: Sequence[Letter], *, term: int) -> Sequence[Letter]:
        ids = [letter.id for letter in letters]
        taken = await self._session.execute(_LEASE, {"ids": ids, "new_term": term})
        attempts = {row.id: row.attempts for row in taken}
        return [
            replace(letter, attempts=attempts[letter.id])
            for letter in letters
            if letter.id in attempts
        ]

    async def settle(self, done: Sequence[Done], *, term: int) -> None:
        connection = await self._session.connection()
        for statement, some in (
            (_PUT_OFF, [one for one in done if one.state is LetterState.DUE]),
            (_KEEP, [one for one in done if _is_kept(one)]),
            (
                _END,
                [one for one in done if one.state is not LetterState.DUE and not _is_kept(one)],
            ),
        ):
            if some:
                rows = [{"in_term": term, **self._row_of_done(one)} for one in some]
                await connection.execute(statement, rows)
        for one in done:
            if one.letter.kind == DIGEST and one.state is not LetterState.DUE:
                await self._settle_held(one)

    def _row_of_done(self, one: Done) -> dict[str, Any]:
        if one.state is LetterState.DUE:
            more = {"due": one.due_at or self._now, "doubt": int(not one.certain)}
        else:
            more = {"over": str(one.state), "at": self._now, "where": shown_kept(one.shown)}
        return {"letter": one.letter.id, "why": one.failure, **more}

    async def _settle_held(self, digest: Done) -> None:
        """What it is made of shares its fate."""
        await self._session.execute(
            update(LetterRow)
            .where(LetterRow.digest_id == digest.letter.id)
            .where(LetterRow.state == LetterState.HELD)
            .values(
                state=digest.state,
                failure=digest.failure,
                settled_at=self._now,
                **({} if _is_kept(digest) else {"payload": {}}),
            )
        )

    async def postpone(self, letters: Sequence[Letter], *, until: datetime) -> None:
        await self._session.execute(update(LetterRow).where(_among(letters)).values(due_at=until))

    async def drop(self, letters: Sequence[Letter], *, failure: Failure) -> None:
        await self._session.execute(
            update(LetterRow)
            .where(_among(letters))
            .values(state=LetterState.FAILED, failure=failure, settled_at=self._now, payload={})
        )

    async def hold(self, letters: Sequence[Letter], *, until: datetime) -> None:
        [person] = {letter.to for letter in letters}
        once = f"digest/{person}/{until.isoformat()}"
        await self._session.execute(
            insert_once(self._session, LetterRow).values(
                once=once,
                to_id=person,
                kind=DIGEST,
                payload={},
                lane=Lane.DIGESTS,
                state=LetterState.DUE,
                put_at=self._now,
                due_at=until,
                attempts=0,
                doubts=0,
                errand=Errand.SHOW,
            )
        )
        digest = select(LetterRow.id).where(LetterRow.once == once).scalar_subquery()
        await self._session.execute(
            update(LetterRow)
            .where(_among(letters))
            .values(state=LetterState.HELD, digest_id=digest)
        )

    async def held(self, digest: Letter) -> Sequence[Letter]:
        rows = await self._session.scalars(
            select(LetterRow)
            .where(LetterRow.digest_id == digest.id, LetterRow.state == LetterState.HELD)
            .order_by(LetterRow.id)
        )
        return await self._filled(rows)

    async def expire(self) -> int:
        late = await self._session.execute(
            update(LetterRow)
            .where(LetterRow.state.in_((LetterState.DUE, LetterState.HELD)))
            .where(LetterRow.expires_at <= self._now)
            .values(state=LetterState.EXPIRED, settled_at=self._now, payload={})
            .returning(LetterRow.id),
            execution_options={"synchronize_session": False},
        )
        return len(late.all())

    async def give_back(self, *, term: int) -> int:
        in_hand = and_(LetterRow.state == LetterState.LEASED, LetterRow.term < term)
        found = await self._session.scalars(select(LetterRow.id).where(in_hand))
        ids = found.all()
        if ids:
            await self._change(
                and_(LetterRow.id.in_(ids), _AGAIN),
                state=LetterState.DUE,
                doubts=LetterRow.doubts + case((LetterRow.errand == Errand.SHOW, 1), else_=0),
            )
            await self._change(and_(LetterRow.id.in_(ids), _in_hand()), **self._unknown())
            of_one = LetterRow.digest_id.in_(ids)
            lost = exists().where(
                _DIGEST.id == LetterRow.digest_id, _DIGEST.state == LetterState.FAILED
            )
            await self._change(
                and_(of_one, LetterRow.state == LetterState.HELD, lost), **self._unknown()
            )
            await self._change(
                and_(LetterRow.state == LetterState.DUE, LetterRow.doubts > 0),
                due_at=self._now + STANDS,
            )
        return len(ids)

    def _unknown(self) -> dict[str, Any]:
        return {
            "state": LetterState.FAILED,
            "failure": Failure.UNKNOWN,
            "payload": {},
            "settled_at": self._now,
        }

    async def _change(self, which: ColumnElement[bool], **values: Any) -> None:
        await self._session.execute(
            update(LetterRow).where(which).values(**values),
            execution_options={"synchronize_session": False},
        )


def _in_hand() -> ColumnElement[bool]:
    return LetterRow.state == LetterState.LEASED


_AGAIN = or_(
    LetterRow.errand != Errand.SHOW,
    and_(
        LetterRow.doubts == 0,
        LetterRow.lane.in_([lane for lane in Lane if lane.again_in_doubt]),
    ),
)
"""Correcting and taking back twice does no more than once."""

_DIGEST = aliased(LetterRow)
_TABLE = Base.metadata.tables[LetterRow.__tablename__]
_LEASE = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)), _TABLE.c.state == LetterState.DUE)
    .values(state=LetterState.LEASED, term=bindparam("new_term"), attempts=_TABLE.c.attempts + 1)
    .returning(_TABLE.c.id, _TABLE.c.attempts)
)
_IN_HAND = (
    update(_TABLE)
    .where(LetterRow.id == bindparam("letter"))
    .where(LetterRow.state == LetterState.LEASED, LetterRow.term == bindparam("in_term"))
)
_PUT_OFF = _IN_HAND.values(
    state=LetterState.DUE,
    due_at=bindparam("due"),
    doubts=LetterRow.doubts + bindparam("doubt"),
    failure=bindparam("why"),
)
_KEEP = _IN_HAND.values(
    state=bindparam("over"),
    settled_at=bindparam("at"),
    failure=bindparam("why"),
    shown=bindparam("where"),
)
_END = _KEEP.values(payload={})


def _is_kept(one: Done) -> bool:
    return one.failure == Failure.CARRIAGE


def _among(letters: Sequence[Letter]) -> ColumnElement[bool]:
    return LetterRow.id.in_([letter.id for letter in letters])
