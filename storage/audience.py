"""Whom an announcement is for, as conditions on the rows of people: one clause for each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_

from core.audience import (
    EVENT,
    EXPERIENCE,
    MESSENGER,
    ROLE,
    SUBJECT,
    UNIT,
    Audience,
    Guests,
    Part,
    Value,
)
from core.events.seats import Standing
from core.experience import YEARS, Experience
from core.people import STAFF, Role
from storage.attendance_rows import AttendanceRow
from storage.event_rows import EnrolmentRow
from storage.people import AccountRow, GrantRow, PersonRow, PersonSubjectRow
from storage.units import LineageRow

Clause = Callable[[Sequence[Value], datetime], ColumnElement[bool]]
"""Who fits one of the values, at the moment given. Asked person by person: people are gone
through in the order of their ids, and no clause may make that a sorting of all of them."""


def fits(audience: Audience, now: datetime) -> ColumnElement[bool]:
    """Registered, not erased, in some messenger, and all that the audience says."""
    return and_(
        PersonRow.registered_at.is_not(None),
        PersonRow.erased_at.is_(None),
        exists().where(AccountRow.person_id == PersonRow.id),
        *(CLAUSES[name](values, now) for name, values in audience.chosen.items()),
    )


def _in_units(values: Sequence[Value], _: datetime) -> ColumnElement[bool]:
    """Works in one of the units or anywhere below."""
    return exists().where(
        LineageRow.unit_id == PersonRow.unit_id, LineageRow.ancestor_id.in_(values)
    )


def _of_roles(values: Sequence[Value], _: datetime) -> ColumnElement[bool]:
    """Holds one of the roles somewhere; a teacher is who holds none of the staff's."""
    held = exists().where(
        GrantRow.person_id == PersonRow.id,
        GrantRow.revoked_at.is_(None),
        GrantRow.role.in_([role for role in values if role != Role.TEACHER]),
    )
    staff = exists().where(
        GrantRow.person_id == PersonRow.id,
        GrantRow.revoked_at.is_(None),
        GrantRow.role.in_(STAFF),
    )
    return or_(held, ~staff) if Role.TEACHER in values else held


def _of_subjects(values: Sequence[Value], _: datetime) -> ColumnElement[bool]:
    return exists().where(
        PersonSubjectRow.person_id == PersonRow.id, PersonSubjectRow.subject_id.in_(values)
    )


def _experienced(values: Sequence[Value], now: datetime) -> ColumnElement[bool]:
    """By the year; who has not told it fits none."""
    spans = [YEARS[Experience(str(value))] for value in values]
    return or_(
        *(
            PersonRow.teaching_since.between(now.year - most, now.year - least)
            for least, most in spans
        )
    )


def _in_messengers(values: Sequence[Value], _: datetime) -> ColumnElement[bool]:
    return exists().where(AccountRow.person_id == PersonRow.id, AccountRow.messenger.in_(values))


def _guests(values: Sequence[Value], _: datetime) -> ColumnElement[bool]:
    return or_(*(_guest(Guests.read(value)) for value in values))


def _guest(one: Guests) -> ColumnElement[bool]:
    came = exists().where(
        AttendanceRow.event_id == one.event, AttendanceRow.person_id == PersonRow.id
    )
    if one.part is Part.CAME:
        return came
    waits = one.part is Part.WAITING
    standings = (Standing.WAITING, Standing.OFFERED) if waits else (Standing.ENROLLED,)
    stands = exists().where(
        EnrolmentRow.event_id == one.event,
        EnrolmentRow.person_id == PersonRow.id,
        EnrolmentRow.standing.in_(standings),
    )
    return and_(stands, ~came) if one.part is Part.MISSED else stands


CLAUSES: Mapping[str, Clause] = {
    UNIT: _in_units,
    ROLE: _of_roles,
    SUBJECT: _of_subjects,
    EXPERIENCE: _experienced,
    MESSENGER: _in_messengers,
    EVENT: _guests,
}
