"""Everything kept about a person, as questions: one for every table that knows them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from core.audit import Deed
from core.people import PersonId
from storage.accounts import JoiningRow
from storage.acknowledgement_rows import AcknowledgementRow
from storage.announcement_rows import AnnouncementRow
from storage.answer_rows import AnswerRow, MarkRow
from storage.audit import AuditRow
from storage.catalogue import SubjectRow, TopicRow
from storage.consultation_rows import (
    AttachmentRow,
    ConsultationRow,
    MaskRow,
    MessageRow,
    TemplateRow,
    VolunteerRow,
)
from storage.event_traces import enrolled, organised, subscribed
from storage.expertise import ExpertiseRow
from storage.inquiries import inquiries_of
from storage.material_traces import materials_of
from storage.people import AccountRow, ConsentRow, GrantRow, PersonRow, PersonSubjectRow
from storage.preferences import PreferencesRow
from storage.routing_rows import AbsenceRow, WorkloadRow
from storage.slot_rows import SlotRow, TalkRow
from storage.units import UnitRow
from storage.visits import visits_of

Question = Select[*tuple[object, ...]]


def everything_about(person: PersonId) -> dict[str, Question]:
    """Names of sections and of their columns are keys of ``texts``."""
    return {
        "profile": _profile(person),
        "subjects": _subjects(person),
        "accounts": select(
            AccountRow.messenger, AccountRow.external, AccountRow.joined_at.label("at")
        ).where(AccountRow.person_id == person),
        "codes": _codes(person),
        "consents": _consents(person),
        "roles": _roles(person),
        "expertise": _expertise(person),
        "preferences": _preferences(person),
        "workload": select(WorkloadRow.share, WorkloadRow.ceiling).where(
            WorkloadRow.person_id == person
        ),
        "absences": select(
            cast(AbsenceRow.first, String).label("first"),
            cast(AbsenceRow.last, String).label("last"),
        ).where(AbsenceRow.person_id == person),
        "consultations": _asked(person),
        "messages": _said(person),
        "templates": _templates(person),
        "volunteering": select(VolunteerRow.since.label("at")).where(
            VolunteerRow.person_id == person
        ),
        "slots": _opened(person),
        "talks": _talks(person),
        "enrolments": enrolled(person),
        "events": organised(person),
        "subscriptions": subscribed(person),
        "acknowledgements": _acknowledged(person),
        "announcements": _announced(person),
        "answers": _published(person),
        "marks": _marked(person),
        **visits_of(person),
        **materials_of(person),
        "inquiries": inquiries_of(person),
        "looks": _looks(person),
    }


def _profile(person: PersonId) -> Question:
    return (
        select(
            PersonRow.name,
            UnitRow.name.label("unit"),
            PersonRow.position,
            PersonRow.teaching_since,
            PersonRow.registered_at,
        )
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(PersonRow.id == person)
    )


def _subjects(person: PersonId) -> Question:
    return (
        select(SubjectRow.name.label("subject"))
        .join(PersonSubjectRow, PersonSubjectRow.subject_id == SubjectRow.id)
        .where(PersonSubjectRow.person_id == person)
        .order_by(PersonSubjectRow.place)
    )


def _codes(person: PersonId) -> Question:
    """That they were made and what has come of them; the codes themselves are not kept."""
    return (
        select(JoiningRow.made_at.label("at"), JoiningRow.state.label("joining"))
        .where(or_(JoiningRow.person_id == person, JoiningRow.other_id == person))
        .order_by(JoiningRow.id)
    )


def _consents(person: PersonId) -> Question:
    return select(
        ConsentRow.version,
        ConsentRow.messenger,
        ConsentRow.given_at.label("at"),
        ConsentRow.withdrawn_at,
    ).where(ConsentRow.person_id == person)


def _roles(person: PersonId) -> Question:
    return (
        select(
            GrantRow.role,
            UnitRow.name.label("unit"),
            GrantRow.granted_at.label("at"),
            GrantRow.revoked_at,
        )
        .join(UnitRow, UnitRow.id == GrantRow.unit_id)
        .where(GrantRow.person_id == person)
    )


def _expertise(person: PersonId) -> Question:
    return (
        select(
            UnitRow.name.label("unit"),
            SubjectRow.name.label("subject"),
            TopicRow.name.label("topic"),
        )
        .select_from(ExpertiseRow)
        .join(UnitRow, UnitRow.id == ExpertiseRow.unit_id)
        .outerjoin(SubjectRow, SubjectRow.id == ExpertiseRow.subject_id)
        .outerjoin(TopicRow, TopicRow.id == ExpertiseRow.topic_id)
        .where(ExpertiseRow.person_id == person)
    )


def _preferences(person: PersonId) -> Question:
    return select(
        PreferencesRow.reminders,
        PreferencesRow.announcements,
        PreferencesRow.digest_hour,
        PreferencesRow.quiet_until,
        PreferencesRow.zone,
    ).where(PreferencesRow.person_id == person)


def _asked(person: PersonId) -> Question:
    return (
        select(
            ConsultationRow.id.label("number"),
            TopicRow.name.label("topic"),
            ConsultationRow.asked_at.label("at"),
            ConsultationRow.state,
            ConsultationRow.outcome,
            ConsultationRow.word,
        )
        .join(TopicRow, TopicRow.id == ConsultationRow.topic_id)
        .where(is_them(ConsultationRow.teacher_id, person))
        .order_by(ConsultationRow.id)
    )


def _said(person: PersonId) -> Question:
    return (
        select(
            MessageRow.consultation_id.label("number"),
            MessageRow.said_at.label("at"),
            MessageRow.kind,
            MessageRow.text,
            AttachmentRow.name.label("file"),
        )
        .outerjoin(AttachmentRow, AttachmentRow.message_id == MessageRow.id)
        .where(is_them(MessageRow.author_id, person))
        .order_by(MessageRow.id)
    )


def _templates(person: PersonId) -> Question:
    return (
        select(UnitRow.name.label("unit"), TemplateRow.text)
        .outerjoin(UnitRow, UnitRow.id == TemplateRow.unit_id)
        .where(TemplateRow.person_id == person)
        .order_by(TemplateRow.id)
    )


def _opened(person: PersonId) -> Question:
    return (
        select(
            SlotRow.starts_at.label("at"),
            SlotRow.ends_at,
            SlotRow.place,
            SlotRow.state.label("slot_state"),
        )
        .where(SlotRow.methodist_id == person)
        .order_by(SlotRow.starts_at)
    )


def _talks(person: PersonId) -> Question:
    """Of either side; what the teacher wants to talk about are the teacher's words."""
    about = case((TalkRow.teacher_id == person, TalkRow.about), else_="")
    return (
        select(
            TalkRow.id.label("number"),
            SlotRow.starts_at.label("at"),
            SlotRow.place,
            about.label("about"),
            TalkRow.state.label("talk_state"),
        )
        .join(SlotRow, SlotRow.id == TalkRow.slot_id)
        .where(or_(TalkRow.teacher_id == person, SlotRow.methodist_id == person))
        .order_by(SlotRow.starts_at)
    )


def _acknowledged(person: PersonId) -> Question:
    return (
        select(
            AcknowledgementRow.announcement_id.label("number"),
            AcknowledgementRow.at,
            AcknowledgementRow.messenger,
        )
        .where(AcknowledgementRow.person_id == person)
        .order_by(AcknowledgementRow.at, AcknowledgementRow.announcement_id)
    )


def _announced(person: PersonId) -> Question:
    return (
        select(
            AnnouncementRow.id.label("number"),
            AnnouncementRow.created_at.label("at"),
            UnitRow.name.label("unit"),
            AnnouncementRow.text,
        )
        .join(UnitRow, UnitRow.id == AnnouncementRow.unit_id)
        .where(AnnouncementRow.author_id == person)
        .order_by(AnnouncementRow.id)
    )


def _published(person: PersonId) -> Question:
    return (
        select(
            AnswerRow.id.label("number"), AnswerRow.published_at.label("at"), AnswerRow.question
        )
        .where(AnswerRow.published_by == person)
        .order_by(AnswerRow.id)
    )


def _marked(person: PersonId) -> Question:
    return (
        select(MarkRow.answer_id.label("number"), MarkRow.at, MarkRow.mark)
        .where(MarkRow.person_id == person)
        .order_by(MarkRow.at, MarkRow.answer_id)
    )


def _looks(person: PersonId) -> Question:
    looker = aliased(PersonRow)
    return (
        select(AuditRow.at, AuditRow.deed, looker.name.label("who"), AuditRow.what)
        .outerjoin(looker, looker.id == AuditRow.by_id)
        .where(or_(is_them(AuditRow.about_id, person), AuditRow.about_id.in_(was_before(person))))
        .order_by(AuditRow.id)
    )


def is_them(column: SQLCoreOperations[Any], person: PersonId) -> ColumnElement[bool]:
    """The person, or a mask that they wear."""
    return or_(column == person, column.in_(masks_of(person)))


def masks_of(person: PersonId) -> Select[int]:
    return select(MaskRow.mask_id).where(MaskRow.wearer_id == person)


def was_before(person: PersonId) -> Select[int | None]:
    """Records that the person came with: the log still calls them by those numbers."""
    came = AuditRow.deed.in_((Deed.ADOPTED, Deed.MERGED))
    known = select(AuditRow.by_id.label("id")).where(came, AuditRow.about_id == person)
    before = known.cte("before", recursive=True)
    earlier = select(AuditRow.by_id).join(before, AuditRow.about_id == before.c.id).where(came)
    return select(before.union(earlier).c.id)
