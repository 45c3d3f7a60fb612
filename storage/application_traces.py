"""What a person leaves in the tables of applications: shown, taken away, brought along."""

from sqlalchemy import Select, Update, and_, case, delete, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import Delete

from core.applications.model import State
from core.people import PersonId
from storage.application_rows import ApplicationFileRow, ApplicationRow, ApplicationTermsRow
from storage.event_rows import EventRow

Question = Select[*tuple[object, ...]]


def applied(person: PersonId) -> Question:
    """A row for each file. A result is nobody's to read before it is announced."""
    known = ApplicationTermsRow.announced_at.is_not(None)
    return (
        select(
            EventRow.title.label("event"),
            ApplicationRow.since.label("at"),
            ApplicationRow.state.label("application_state"),
            ApplicationRow.text,
            ApplicationFileRow.name.label("file"),
            ApplicationRow.reason.label("grounds"),
            case((known, ApplicationRow.award), else_=None).label("award"),
        )
        .join(EventRow, EventRow.id == ApplicationRow.event_id)
        .outerjoin(ApplicationTermsRow, ApplicationTermsRow.event_id == ApplicationRow.event_id)
        .outerjoin(
            ApplicationFileRow,
            and_(
                ApplicationFileRow.event_id == ApplicationRow.event_id,
                ApplicationFileRow.person_id == ApplicationRow.person_id,
            ),
        )
        .where(ApplicationRow.person_id == person)
        .order_by(EventRow.starts_at, EventRow.id, ApplicationFileRow.place)
    )


def unapplied(person: PersonId) -> tuple[Delete, ...]:
    """Nobody else's are left without anything."""
    return (
        delete(ApplicationFileRow).where(ApplicationFileRow.person_id == person),
        delete(ApplicationRow).where(ApplicationRow.person_id == person),
    )


def undecided(person: PersonId) -> Update:
    """What they wrote to others as an organiser goes with them; what they decided stays."""
    return update(ApplicationRow).where(ApplicationRow.decided_by == person).values(reason="")


def applied_twice(person: PersonId, other: PersonId) -> tuple[Delete, ...]:
    """Of two applications for one event the one that is nearer to taking part stays."""
    near = {one: place for place, one in enumerate(State)}
    better = aliased(ApplicationRow)
    mine = case(near, value=ApplicationRow.state, else_=len(near))
    theirs = case(near, value=better.state, else_=len(near))
    both = (person, other)
    earlier = or_(
        better.ticket < ApplicationRow.ticket,
        and_(better.ticket == ApplicationRow.ticket, better.person_id < ApplicationRow.person_id),
    )
    worse = and_(
        ApplicationRow.person_id.in_(both),
        select(better.person_id)
        .where(
            better.event_id == ApplicationRow.event_id,
            better.person_id.in_(both),
            better.person_id != ApplicationRow.person_id,
            or_(theirs < mine, and_(theirs == mine, earlier)),
        )
        .exists(),
    )
    kept = aliased(ApplicationRow)
    of_none = ~(
        select(kept.person_id)
        .where(
            kept.event_id == ApplicationFileRow.event_id,
            kept.person_id == ApplicationFileRow.person_id,
        )
        .exists()
    )
    return (
        delete(ApplicationRow).where(worse),
        delete(ApplicationFileRow).where(ApplicationFileRow.person_id.in_(both), of_none),
    )
