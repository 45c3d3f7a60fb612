"""Sections of a dossier: where the person was, what they said of it, what they answer for."""

from typing import Any

from sqlalchemy import Select, String, Update, and_, cast, delete, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import Delete

from core.people import PersonId
from storage.application_traces import applied
from storage.attendance_rows import AttendanceRow, TriesRow
from storage.certificate_rows import CertificateRow
from storage.event_rows import EventRow
from storage.feedback_rows import OpinionRow
from storage.plan import PlannedEventRow


def visits_of(person: PersonId) -> dict[str, Select[*tuple[Any, ...]]]:
    """Sections of the dossier."""
    return {
        "applications": applied(person),
        "attendances": _attended(person),
        "tries": _tried(person),
        "certificates": _certified(person),
        "opinions": _thought(person),
        "plan": _planned(person),
    }


def _attended(person: PersonId) -> Select[*tuple[Any, ...]]:
    return (
        select(
            EventRow.title.label("event"),
            EventRow.starts_at.label("held_at"),
            AttendanceRow.at,
            AttendanceRow.way.label("marked"),
        )
        .join(EventRow, EventRow.id == AttendanceRow.event_id)
        .where(AttendanceRow.person_id == person)
        .order_by(EventRow.starts_at, EventRow.id)
    )


def _tried(person: PersonId) -> Select[*tuple[Any, ...]]:
    return (
        select(EventRow.title.label("event"), TriesRow.last.label("at"), TriesRow.failed)
        .join(EventRow, EventRow.id == TriesRow.event_id)
        .where(TriesRow.person_id == person)
        .order_by(TriesRow.last, EventRow.id)
    )


def _certified(person: PersonId) -> Select[*tuple[Any, ...]]:
    return (
        select(
            CertificateRow.number.label("certificate"),
            CertificateRow.name,
            CertificateRow.title.label("event"),
            cast(CertificateRow.first, String).label("first"),
            cast(CertificateRow.last, String).label("last"),
            CertificateRow.given_at.label("at"),
            CertificateRow.withdrawn_at,
        )
        .where(CertificateRow.person_id == person)
        .order_by(CertificateRow.given_at, CertificateRow.number)
    )


def _thought(person: PersonId) -> Select[*tuple[Any, ...]]:
    return (
        select(
            EventRow.title.label("event"),
            OpinionRow.at,
            OpinionRow.useful,
            OpinionRow.applied,
            OpinionRow.pace,
            OpinionRow.words.label("word"),
        )
        .join(EventRow, EventRow.id == OpinionRow.event_id)
        .where(OpinionRow.person_id == person)
        .order_by(OpinionRow.at, OpinionRow.id)
    )


def _planned(person: PersonId) -> Select[*tuple[Any, ...]]:
    """What they answer for."""
    return (
        select(
            PlannedEventRow.title.label("event"),
            cast(PlannedEventRow.month, String).label("month"),
        )
        .where(PlannedEventRow.responsible_id == person)
        .order_by(PlannedEventRow.month, PlannedEventRow.id)
    )


def came_twice(person: PersonId, other: PersonId) -> Delete:
    """Where both records of one person were at an event they were there once."""
    came = aliased(AttendanceRow)
    return delete(AttendanceRow).where(
        AttendanceRow.person_id == other,
        select(came.event_id)
        .where(and_(came.person_id == person, came.event_id == AttendanceRow.event_id))
        .exists(),
    )


def tried_twice(person: PersonId, other: PersonId) -> Delete:
    """What the record that stays has tried is what counts."""
    mine = aliased(TriesRow)
    return delete(TriesRow).where(
        TriesRow.person_id == other,
        select(mine.event_id)
        .where(and_(mine.person_id == person, mine.event_id == TriesRow.event_id))
        .exists(),
    )


def judged_twice(person: PersonId, other: PersonId) -> Delete:
    """Of two opinions of one person about one event the one of the record that stays counts."""
    first = aliased(OpinionRow)
    return delete(OpinionRow).where(
        OpinionRow.person_id == other,
        select(first.id)
        .where(and_(first.person_id == person, first.event_id == OpinionRow.event_id))
        .exists(),
    )


def unsaid(person: PersonId) -> Update:
    """What was answered is counted still; the words go, and whose it was."""
    return (
        update(OpinionRow).where(OpinionRow.person_id == person).values(person_id=None, words="")
    )
