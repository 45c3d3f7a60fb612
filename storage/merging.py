"""Two records of one person made into one, in every table that names them."""

from datetime import datetime

from sqlalchemy import Update, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import Delete

from core.answers.model import Mark
from core.consultations.model import State
from core.people import PersonId
from storage.acknowledgement_rows import AcknowledgementRow
from storage.answer_rows import AnswerRow, MarkRow
from storage.application_traces import applied_twice
from storage.audit import AuditRow
from storage.badges import orphaned
from storage.base import Base
from storage.consultation_rows import ConsultationRow, VolunteerRow
from storage.event_traces import enrolled_twice, subscribed_twice
from storage.expertise import ExpertiseRow
from storage.material_traces import told_twice
from storage.people import GrantRow, PersonRow, PersonSubjectRow
from storage.preferences import PreferencesRow
from storage.routing_rows import WorkloadRow
from storage.visits import came_twice, judged_twice, tried_twice


async def absorb(session: AsyncSession, other: PersonId, *, into: PersonId, at: datetime) -> None:
    """Whatever names the other names the person from now on, but for the audit log.

    The profile stays as the person has it. The log is never changed: for its sake the other
    stays as an empty, erased record, which nobody counts.
    """
    await session.execute(delete(PersonSubjectRow).where(PersonSubjectRow.person_id == other))
    await session.execute(_role_of_both(into, other))
    await session.execute(_expertise_of_both(into, other))
    await session.execute(_preferences_of_both(into, other))
    await session.execute(_read_by_both(into, other))
    await session.execute(_helping_both(into, other))
    for statement in _marked_by_both(into, other):
        await session.execute(statement)
    await session.execute(_charged_both(into, other))
    await session.execute(came_twice(into, other))
    await session.execute(tried_twice(into, other))
    await session.execute(judged_twice(into, other))
    await session.execute(told_twice(into, other))
    await session.execute(enrolled_twice(into, other))
    for statement in applied_twice(into, other):
        await session.execute(statement)
    await session.execute(orphaned())
    await session.execute(subscribed_twice(into, other))
    for mapper in Base.registry.mappers:
        if mapper.class_ is AuditRow:
            continue
        for column in mapper.local_table.columns:
            if column.references(PersonRow.__table__.c.id):
                await session.execute(
                    update(mapper.class_).where(column == other).values({column: into})
                )
    await session.execute(_asked_of_oneself(into))
    await _empty(session, other, into=into, at=at)


def _role_of_both(person: PersonId, other: PersonId) -> Delete:
    """Roles of the other that the person holds too: held twice, one could not be revoked."""
    held = aliased(GrantRow)
    return delete(GrantRow).where(
        GrantRow.person_id == other,
        GrantRow.revoked_at.is_(None),
        select(held.id)
        .where(
            held.person_id == person,
            held.role == GrantRow.role,
            held.unit_id == GrantRow.unit_id,
            held.revoked_at.is_(None),
        )
        .exists(),
    )


def _expertise_of_both(person: PersonId, other: PersonId) -> Delete:
    """Named twice, a methodist would be counted twice."""
    named = aliased(ExpertiseRow)
    return delete(ExpertiseRow).where(
        ExpertiseRow.person_id == other,
        select(named.id)
        .where(
            named.person_id == person,
            named.unit_id == ExpertiseRow.unit_id,
            named.subject_id.is_not_distinct_from(ExpertiseRow.subject_id),
            named.topic_id.is_not_distinct_from(ExpertiseRow.topic_id),
        )
        .exists(),
    )


def _preferences_of_both(person: PersonId, other: PersonId) -> Delete:
    """What the person has chosen stays; only whoever has chosen nothing takes the other's."""
    chosen = aliased(PreferencesRow)
    return delete(PreferencesRow).where(
        PreferencesRow.person_id == other,
        select(chosen.person_id).where(chosen.person_id == person).exists(),
    )


def _helping_both(person: PersonId, other: PersonId) -> Delete:
    helping = aliased(VolunteerRow)
    return delete(VolunteerRow).where(
        VolunteerRow.person_id == other,
        select(helping.person_id).where(helping.person_id == person).exists(),
    )


def _marked_by_both(person: PersonId, other: PersonId) -> tuple[Update, Update, Delete]:
    """What one person has found useful twice counts once."""
    first = aliased(MarkRow)
    twice = and_(
        MarkRow.person_id == other,
        select(first.at)
        .where(
            first.person_id == person,
            first.answer_id == MarkRow.answer_id,
            first.mark == MarkRow.mark,
        )
        .exists(),
    )
    useful, saved = (
        update(AnswerRow)
        .where(AnswerRow.id.in_(select(MarkRow.answer_id).where(twice, MarkRow.mark == mark)))
        .values({column: column - 1})
        .execution_options(synchronize_session=False)
        for mark, column in ((Mark.USEFUL, AnswerRow.useful), (Mark.SAVED, AnswerRow.saved))
    )
    return useful, saved, delete(MarkRow).where(twice)


def _charged_both(person: PersonId, other: PersonId) -> Delete:
    charged = aliased(WorkloadRow)
    return delete(WorkloadRow).where(
        WorkloadRow.person_id == other,
        select(charged.person_id).where(charged.person_id == person).exists(),
    )


def _read_by_both(person: PersonId, other: PersonId) -> Delete:
    """Whoever has read it twice has read it the first time."""
    first = aliased(AcknowledgementRow)
    both = (person, other)
    return delete(AcknowledgementRow).where(
        AcknowledgementRow.person_id.in_(both),
        select(first.person_id)
        .where(
            first.announcement_id == AcknowledgementRow.announcement_id,
            first.person_id.in_(both),
            or_(
                first.at < AcknowledgementRow.at,
                and_(
                    first.at == AcknowledgementRow.at,
                    first.person_id < AcknowledgementRow.person_id,
                ),
            ),
        )
        .exists(),
    )


def _asked_of_oneself(person: PersonId) -> Update:
    """A question that one record asked the other waits for somebody else to answer."""
    return (
        update(ConsultationRow)
        .where(
            ConsultationRow.teacher_id == person,
            ConsultationRow.methodist_id == person,
            ConsultationRow.state != State.CLOSED,
        )
        .values(methodist_id=None, announced_at=None)
    )


async def _empty(session: AsyncSession, other: PersonId, *, into: PersonId, at: datetime) -> None:
    """The code of a spreadsheet goes along, or the next import would bring the other back."""
    code = await session.scalar(select(PersonRow.code).where(PersonRow.id == other))
    await session.execute(
        update(PersonRow)
        .where(PersonRow.id == other)
        .values(
            name="",
            folded="",
            position="",
            teaching_since=None,
            code=None,
            unit_id=None,
            erased_at=at,
        )
    )
    await session.execute(
        update(PersonRow).where(PersonRow.id == into, PersonRow.code.is_(None)).values(code=code)
    )
