"""What a person leaves in the tables of events: shown, emptied after them, brought along."""

from datetime import datetime

from sqlalchemy import Select, Update, and_, case, delete, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import Delete

from core.events.model import EventState
from core.events.seats import CONCERNED, Standing
from core.people import PersonId
from storage.event_rows import EnrolmentRow, EventRow, SubscriptionRow
from storage.units import UnitRow

Question = Select[*tuple[object, ...]]


def enrolled(person: PersonId) -> Question:
    return (
        select(
            EventRow.title,
            EventRow.starts_at.label("at"),
            EnrolmentRow.presence,
            EnrolmentRow.standing,
            UnitRow.name.label("kept_for"),
        )
        .join(EventRow, EventRow.id == EnrolmentRow.event_id)
        .outerjoin(UnitRow, UnitRow.id == EnrolmentRow.kept_for)
        .where(EnrolmentRow.person_id == person)
        .order_by(EventRow.starts_at, EventRow.id)
    )


def organised(person: PersonId) -> Question:
    return (
        select(
            EventRow.title,
            EventRow.starts_at.label("at"),
            EventRow.place,
            EventRow.state.label("event_state"),
        )
        .where(EventRow.organiser_id == person)
        .order_by(EventRow.starts_at, EventRow.id)
    )


def subscribed(person: PersonId) -> Question:
    """That there is an address; the address itself is not kept."""
    return select(SubscriptionRow.made_at.label("at")).where(SubscriptionRow.person_id == person)


def left(person: PersonId, at: datetime) -> Update:
    """Seats at what is still to come are free again; what was stays, to be counted."""
    coming = select(EventRow.id).where(EventRow.state == EventState.OPEN, EventRow.starts_at > at)
    return (
        update(EnrolmentRow)
        .where(
            EnrolmentRow.person_id == person,
            EnrolmentRow.standing.in_(CONCERNED),
            EnrolmentRow.event_id.in_(coming),
        )
        .values(standing=Standing.LEFT, since=at, offered_until=None, coming=None)
    )


def enrolled_twice(person: PersonId, other: PersonId) -> Delete:
    """Of two enrolments for one event the one that stands nearer to a seat stays."""
    near = {one: place for place, one in enumerate(Standing)}
    better = aliased(EnrolmentRow)
    mine = case(near, value=EnrolmentRow.standing, else_=len(near))
    theirs = case(near, value=better.standing, else_=len(near))
    both = (person, other)
    return delete(EnrolmentRow).where(
        EnrolmentRow.person_id.in_(both),
        select(better.person_id)
        .where(
            better.event_id == EnrolmentRow.event_id,
            better.person_id.in_(both),
            better.person_id != EnrolmentRow.person_id,
            or_(theirs < mine, and_(theirs == mine, better.ticket < EnrolmentRow.ticket)),
        )
        .exists(),
    )


def subscribed_twice(person: PersonId, other: PersonId) -> Delete:
    """The address of the record that stays is the one that counts."""
    first = aliased(SubscriptionRow)
    return delete(SubscriptionRow).where(
        SubscriptionRow.person_id == other,
        select(first.person_id).where(first.person_id == person).exists(),
    )
