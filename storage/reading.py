"""Everybody an announcement was sent to, and how far it has come with each of them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select

from core.acknowledgements.model import Acknowledgement, AnnouncedId, Reader, Standing
from core.letters import Failure, LetterState
from storage.acknowledgement_rows import AcknowledgementRow
from storage.letter_rows import LetterRow
from storage.people import PersonRow
from storage.units import UnitRow

_ON_THE_WAY = (Standing.SILENT, Standing.ON_ITS_WAY, Standing.UNKNOWN, Standing.UNDELIVERED)


def sent_to(number: AnnouncedId) -> Subquery:
    """Everybody it was sent to, once, with what they have said or what has become of the letter.

    Two records made into one may have two letters: the one counts that has come further. Who was
    erased is not there any more.
    """
    letters = _letters(number)
    return (
        select(
            PersonRow.id,
            PersonRow.name,
            PersonRow.folded,
            PersonRow.position,
            PersonRow.unit_id,
            AcknowledgementRow.at,
            AcknowledgementRow.messenger,
            letters.c.failure,
            case(
                (AcknowledgementRow.at.is_not(None), Standing.ACKNOWLEDGED),
                *((letters.c.distance == place, one) for place, one in enumerate(_ON_THE_WAY)),
            ).label("standing"),
        )
        .join(letters, letters.c.to_id == PersonRow.id)
        .outerjoin(
            AcknowledgementRow,
            and_(
                AcknowledgementRow.person_id == PersonRow.id,
                AcknowledgementRow.announcement_id == number,
            ),
        )
        .where(PersonRow.erased_at.is_(None))
        .subquery()
    )


def _letters(number: AnnouncedId) -> Subquery:
    return (
        select(
            LetterRow.to_id,
            func.min(_distance()).label("distance"),
            func.max(LetterRow.failure).label("failure"),
        )
        .where(LetterRow.announcement_id == number)
        .group_by(LetterRow.to_id)
        .subquery()
    )


def _distance() -> ColumnElement[int]:
    """Where in ``_ON_THE_WAY`` a letter is. One that was shown may be due to be corrected."""
    arrived = or_(LetterRow.shown.is_not(None), LetterRow.state == LetterState.DELIVERED)
    waits = LetterRow.state.in_((LetterState.DUE, LetterState.LEASED, LetterState.HELD))
    return case((arrived, 0), (waits, 1), (LetterRow.failure == Failure.UNKNOWN, 2), else_=3)


def with_schools(read: Subquery) -> Select[*tuple[Any, ...]]:
    return (
        select(read, UnitRow.name.label("school"))
        .select_from(read)
        .outerjoin(UnitRow, UnitRow.id == read.c.unit_id)
    )


def as_reader(row: Any) -> Reader:
    said = None if row.at is None else Acknowledgement(at=row.at, messenger=row.messenger)
    standing = Standing(row.standing)
    lost = standing is Standing.UNDELIVERED
    return Reader(
        name=row.name,
        position=row.position,
        school=row.school or "",
        standing=standing,
        acknowledgement=said,
        reason=Failure.of(row.failure or Failure.LATE) if lost else "",
    )
