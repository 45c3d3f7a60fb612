"""Which letters may leave: the questions, built once, for that takes longer than the answers."""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    exists,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from core.letters import LetterState
from core.notices import Lane
from storage.announcement_rows import not_paused
from storage.base import Base, Moment
from storage.letter_rows import READ, LetterRow
from storage.people import AccountRow

_TABLE = Base.metadata.tables[LetterRow.__tablename__]
_NOW = bindparam("now", type_=Moment)


@cache
def due(lanes: tuple[Lane, ...], without: frozenset[str]) -> Select[Any]:
    """The columns ``READ``; to be given ``now`` and at most how many of each lane, ``most``.

    Lane by lane, so that the index leads to each and what is scheduled for later costs nothing.
    """
    first = union_all(*(select(_first(lane, without).c.id) for lane in lanes))
    return (
        select(*(_TABLE.c[name] for name in READ))
        .where(_TABLE.c.id.in_(first))
        .order_by(_TABLE.c.lane, _TABLE.c.due_at, _TABLE.c.id)
        .with_for_update(skip_locked=True, of=_TABLE)
    )


def _first(lane: Lane, without: frozenset[str]) -> Subquery:
    return (
        select(_TABLE.c.id)
        .where(
            LetterRow.state == LetterState.DUE,
            LetterRow.lane == lane,
            LetterRow.due_at <= _NOW,
            or_(LetterRow.expires_at.is_(None), LetterRow.expires_at > _NOW),
            or_(LetterRow.thread.is_(None), not_(_is_behind())),
            not_paused(_TABLE.c.announcement_id),
            *_not_only_in(without),
        )
        .order_by(LetterRow.due_at, LetterRow.id)
        .limit(bindparam("most"))
        .subquery()
    )


def _is_behind() -> ColumnElement[bool]:
    """An earlier letter of the thread is on its way; one for later holds up nobody."""
    earlier = aliased(LetterRow)
    begun = or_(earlier.due_at <= _NOW, earlier.attempts > 0)
    return exists().where(
        earlier.to_id == LetterRow.to_id,
        earlier.thread == LetterRow.thread,
        earlier.id < LetterRow.id,
        or_(
            earlier.state == LetterState.LEASED,
            and_(earlier.state == LetterState.DUE, begun),
        ),
    )


def _not_only_in(messengers: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    """People who can be reached elsewhere."""
    if not messengers:
        return ()
    return (
        exists().where(
            AccountRow.person_id == LetterRow.to_id,
            AccountRow.unreachable_since.is_(None),
            AccountRow.messenger.not_in(messengers),
        ),
    )
