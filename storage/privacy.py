"""What is kept about a person, and how it is forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, Update, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import Delete

from core.consultations.model import State
from core.people import PersonId
from core.privacy.model import ActId, ConsentRecord, Dossier, Erasure
from storage.audit import AuditRow
from storage.base import Base
from storage.catalogue import SubjectRow, TopicRow
from storage.consultation_rows import AttachmentRow, ConsultationRow, MessageRow
from storage.expertise import ExpertiseRow
from storage.invitations import InvitationRow
from storage.outbox import LetterRow
from storage.people import AccountRow, ConsentRow, GrantRow, PersonRow, PersonSubjectRow
from storage.sessions import SessionRow
from storage.units import UnitRow


class ErasureRow(Base):
    """The act: that somebody was erased, when and how much. The number names nobody."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    rows: Mapped[int]


class SqlPrivacy:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def consents(self, person: PersonId) -> Sequence[ConsentRecord]:
        rows = await self._session.scalars(
            select(ConsentRow).where(ConsentRow.person_id == person).order_by(ConsentRow.id)
        )
        return [
            ConsentRecord(
                version=row.version,
                given_at=row.given_at,
                messenger=row.messenger,
                withdrawn_at=row.withdrawn_at,
            )
            for row in rows
        ]

    async def dossier(self, person: PersonId) -> Dossier:
        return Dossier(
            person=person,
            sections={
                name: [
                    dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
                    for row in await self._session.execute(statement)
                ]
                for name, statement in _everything_about(person).items()
            },
        )

    async def erase(self, person: PersonId, *, at: datetime) -> Erasure:
        erased = 0
        for statement in (*_removed(person), *_emptied(person, at)):
            result = await self._session.execute(
                statement, execution_options={"synchronize_session": False}
            )
            erased += result.rowcount  # type: ignore[attr-defined]  # a DML result has it
        act = ErasureRow(person_id=person, at=at, rows=erased)
        self._session.add(act)
        await self._session.flush()
        return Erasure(act=ActId(act.id), at=at, rows=erased)


def _everything_about(person: PersonId) -> dict[str, Select[*tuple[object, ...]]]:
    """A question for every table that knows the person; names are keys of ``texts``."""
    said = (
        select(
            MessageRow.consultation_id.label("number"),
            MessageRow.said_at.label("at"),
            MessageRow.text,
            AttachmentRow.name.label("file"),
        )
        .outerjoin(AttachmentRow, AttachmentRow.message_id == MessageRow.id)
        .where(MessageRow.author_id == person)
        .order_by(MessageRow.id)
    )
    asked = (
        select(
            ConsultationRow.id.label("number"),
            TopicRow.name.label("topic"),
            ConsultationRow.asked_at.label("at"),
            ConsultationRow.state,
            ConsultationRow.outcome,
        )
        .join(TopicRow, TopicRow.id == ConsultationRow.topic_id)
        .where(ConsultationRow.teacher_id == person)
        .order_by(ConsultationRow.id)
    )
    return {
        "profile": select(
            PersonRow.name, UnitRow.name.label("unit"), PersonRow.position, PersonRow.registered_at
        )
        .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(PersonRow.id == person),
        "subjects": select(SubjectRow.name.label("subject"))
        .join(PersonSubjectRow, PersonSubjectRow.subject_id == SubjectRow.id)
        .where(PersonSubjectRow.person_id == person)
        .order_by(PersonSubjectRow.place),
        "accounts": select(
            AccountRow.messenger, AccountRow.external, AccountRow.joined_at.label("at")
        ).where(AccountRow.person_id == person),
        "consents": select(
            ConsentRow.version,
            ConsentRow.messenger,
            ConsentRow.given_at.label("at"),
            ConsentRow.withdrawn_at,
        ).where(ConsentRow.person_id == person),
        "roles": select(
            GrantRow.role,
            UnitRow.name.label("unit"),
            GrantRow.granted_at.label("at"),
            GrantRow.revoked_at,
        )
        .join(UnitRow, UnitRow.id == GrantRow.unit_id)
        .where(GrantRow.person_id == person),
        "expertise": select(
            UnitRow.name.label("unit"),
            SubjectRow.name.label("subject"),
            TopicRow.name.label("topic"),
        )
        .select_from(ExpertiseRow)
        .join(UnitRow, UnitRow.id == ExpertiseRow.unit_id)
        .outerjoin(SubjectRow, SubjectRow.id == ExpertiseRow.subject_id)
        .outerjoin(TopicRow, TopicRow.id == ExpertiseRow.topic_id)
        .where(ExpertiseRow.person_id == person),
        "consultations": asked,
        "messages": said,
        "looks": select(AuditRow.at, AuditRow.deed, AuditRow.what)
        .where(AuditRow.about_id == person)
        .order_by(AuditRow.id),
    }


def _removed(person: PersonId) -> tuple[Delete, ...]:
    """Rows that are about nobody else. What is addressed to an account goes before it."""
    said = select(MessageRow.id).where(MessageRow.author_id == person)
    owners = select(AccountRow.messenger + ":" + cast(AccountRow.external, String)).where(
        AccountRow.person_id == person
    )
    return (
        delete(SessionRow).where(SessionRow.owner.in_(owners)),
        delete(AccountRow).where(AccountRow.person_id == person),
        delete(PersonSubjectRow).where(PersonSubjectRow.person_id == person),
        delete(ExpertiseRow).where(ExpertiseRow.person_id == person),
        delete(AttachmentRow).where(AttachmentRow.message_id.in_(said)),
        delete(LetterRow).where(
            LetterRow.settled_at.is_(None),
            or_(LetterRow.to_id == person, LetterRow.sender_id == person),
        ),
    )


def _emptied(person: PersonId, at: datetime) -> tuple[Update, ...]:
    """Rows that are counted, or that others are part of: they stay, without the person."""
    open_ = ConsultationRow.state != State.CLOSED
    return (
        update(MessageRow).where(MessageRow.author_id == person).values(text=""),
        update(ConsultationRow)
        .where(ConsultationRow.teacher_id == person, open_)
        .values(state=State.CLOSED, closed_at=at),
        update(ConsultationRow).where(ConsultationRow.teacher_id == person).values(gist=""),
        update(ConsultationRow)
        .where(ConsultationRow.methodist_id == person, open_)
        .values(methodist_id=None),
        update(GrantRow)
        .where(GrantRow.person_id == person, GrantRow.revoked_at.is_(None))
        .values(revoked_at=at),
        update(InvitationRow).where(InvitationRow.person_id == person).values(expires_at=at),
        update(ConsentRow)
        .where(ConsentRow.person_id == person, ConsentRow.withdrawn_at.is_(None))
        .values(withdrawn_at=at),
        update(PersonRow)
        .where(PersonRow.id == person)
        .values(name="", folded="", position="", code=None, erased_at=at),
    )
