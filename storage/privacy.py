"""What is kept about a person, and how it is forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Update, cast, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import Delete

from core.announcements.model import State as Announced
from core.consultations.model import State
from core.letters import Failure, LetterState
from core.people import Account, PersonId
from core.privacy.model import ActId, ConsentRecord, Dossier, Erasure, Extract, LogLine
from storage.accounts import JoiningRow
from storage.acknowledgement_rows import AcknowledgementRow
from storage.announcement_rows import AnnouncementRow
from storage.answer_rows import AnswerRow, MarkRow
from storage.application_traces import unapplied, undecided
from storage.attendance_rows import TriesRow
from storage.audit import AuditRow
from storage.base import Base
from storage.certificate_rows import CertificateRow
from storage.consultation_rows import (
    AttachmentRow,
    ConsultationRow,
    MaskRow,
    MessageRow,
    PartRow,
    TemplateRow,
    VolunteerRow,
)
from storage.copies import copies_of
from storage.dossier import everything_about, is_them, was_before
from storage.event_rows import SubscriptionRow
from storage.event_traces import left
from storage.expertise import ExpertiseRow
from storage.inbox import UpdateRow
from storage.inquiries import unanswered, unasked
from storage.invitations import InvitationRow
from storage.letter_rows import LetterRow
from storage.material_traces import materials_gone
from storage.max import ids_of
from storage.people import AccountRow, ConsentRow, GrantRow, PersonRow, PersonSubjectRow
from storage.preferences import PreferencesRow
from storage.routing_rows import AbsenceRow, WorkloadRow
from storage.sessions import SessionRow
from storage.slot_rows import SlotRow, TalkRow
from storage.visits import unsaid

UNSENT = (Announced.AWAITING, Announced.RETURNED, Announced.WAITING)
ON_THE_WAY = (LetterState.DUE, LetterState.LEASED, LetterState.HELD)
GOING = (Announced.GOING, Announced.PAUSED)


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
                for name, statement in everything_about(person).items()
            },
        )

    async def coded(self, code: str) -> PersonId | None:
        found = await self._session.scalar(
            select(PersonRow.id).where(PersonRow.code == code, PersonRow.erased_at.is_(None))
        )
        return None if found is None else PersonId(found)

    async def extract(self, act: ActId) -> Extract | None:
        row = await self._session.get(ErasureRow, act)
        if row is None:
            return None
        person = PersonId(row.person_id)
        return Extract(
            act=act, person=person, at=row.at, rows=row.rows, lines=await self._lines(person)
        )

    async def _lines(self, person: PersonId) -> Sequence[LogLine]:
        """Done to the record, by it, and to those that it was before."""
        rows = await self._session.scalars(
            select(AuditRow)
            .where(
                or_(
                    AuditRow.about_id == person,
                    AuditRow.by_id == person,
                    AuditRow.about_id.in_(was_before(person)),
                )
            )
            .order_by(AuditRow.id)
        )
        return [
            LogLine(
                row=row.id,
                at=row.at,
                deed=row.deed,
                by=None if row.by_id is None else PersonId(row.by_id),
                about=None if row.about_id is None else PersonId(row.about_id),
                what=row.what,
            )
            for row in rows
        ]

    async def erase(self, person: PersonId, *, at: datetime) -> Erasure:
        """Nobody may come between: the record is taken before it is looked at."""
        await self._session.execute(
            select(PersonRow.id).where(PersonRow.id == person).with_for_update()
        )
        accounts = await self._session.execute(
            select(AccountRow.messenger, AccountRow.external).where(AccountRow.person_id == person)
        )
        known = tuple(Account(row.messenger, row.external) for row in accounts)
        erased = 0
        steps = (*_removed(person), *_emptied(person, at), _unmasked(person))
        for statement in (_unheard(person, at), *steps):
            result = await self._session.execute(
                statement, execution_options={"synchronize_session": False}
            )
            erased += result.rowcount  # type: ignore[attr-defined]  # a DML result has it
        act = ErasureRow(person_id=person, at=at, rows=erased)
        self._session.add(act)
        await self._session.flush()
        return Erasure(act=ActId(act.id), at=at, rows=erased, accounts=known)


def _unheard(person: PersonId, at: datetime) -> Update:
    """Words that still wait at the door, while it is known whose they are."""
    accounts = select(AccountRow.external).where(
        AccountRow.person_id == person,
        AccountRow.messenger == UpdateRow.messenger,
        AccountRow.external == UpdateRow.chat,
    )
    return (
        update(UpdateRow)
        .where(accounts.exists())
        .values(raw="", chat=0, done_at=func.coalesce(UpdateRow.done_at, at))
    )


def _removed(person: PersonId) -> tuple[Delete, ...]:
    """Rows that are about nobody else. What is addressed to an account goes before it."""
    said = select(MessageRow.id).where(is_them(MessageRow.author_id, person))
    owners = select(AccountRow.messenger + ":" + cast(AccountRow.external, String)).where(
        AccountRow.person_id == person
    )
    return (
        delete(SessionRow).where(SessionRow.owner.in_(owners)),
        *ids_of(person),
        delete(AccountRow).where(AccountRow.person_id == person),
        delete(PersonSubjectRow).where(PersonSubjectRow.person_id == person),
        delete(ExpertiseRow).where(ExpertiseRow.person_id == person),
        delete(PreferencesRow).where(PreferencesRow.person_id == person),
        delete(WorkloadRow).where(WorkloadRow.person_id == person),
        delete(AbsenceRow).where(AbsenceRow.person_id == person),
        delete(AcknowledgementRow).where(AcknowledgementRow.person_id == person),
        delete(MarkRow).where(MarkRow.person_id == person),
        delete(SubscriptionRow).where(SubscriptionRow.person_id == person),
        delete(TriesRow).where(TriesRow.person_id == person),
        copies_of(person),
        *unapplied(person),
        *materials_gone(person),
        unasked(person),
        delete(JoiningRow).where(
            or_(JoiningRow.person_id == person, JoiningRow.other_id == person)
        ),
        delete(VolunteerRow).where(VolunteerRow.person_id == person),
        delete(TemplateRow).where(TemplateRow.person_id == person, TemplateRow.unit_id.is_(None)),
        delete(AttachmentRow).where(AttachmentRow.message_id.in_(said)),
        delete(PartRow).where(PartRow.message_id.in_(said)),
        delete(LetterRow).where(
            or_(
                LetterRow.settled_at.is_(None),
                LetterRow.failure == Failure.CARRIAGE,
                LetterRow.state.in_(ON_THE_WAY),
            ),
            or_(is_them(LetterRow.to_id, person), is_them(LetterRow.sender_id, person)),
        ),
    )


def _unmasked(person: PersonId) -> Delete:
    """Nobody knows any more whose the questions without a name were."""
    return delete(MaskRow).where(MaskRow.wearer_id == person)


def _emptied(person: PersonId, at: datetime) -> tuple[Update, ...]:
    """Rows that are counted, or that others are part of: they stay, without the person."""
    return (
        update(MessageRow).where(is_them(MessageRow.author_id, person)).values(text=""),
        update(AnswerRow).where(AnswerRow.published_by == person).values(published_by=None),
        update(TemplateRow).where(TemplateRow.person_id == person).values(person_id=None),
        update(AbsenceRow).where(AbsenceRow.substitute_id == person).values(substitute_id=None),
        update(AnnouncementRow)
        .where(AnnouncementRow.author_id == person, AnnouncementRow.state.in_(UNSENT))
        .values(state=Announced.CANCELLED, ended_at=at),
        update(AnnouncementRow)
        .where(AnnouncementRow.author_id == person, AnnouncementRow.state.in_(GOING))
        .values(state=Announced.DONE, ended_at=at, paused_at=None),
        update(AnnouncementRow)
        .where(AnnouncementRow.author_id == person)
        .values(text="", attachments=[], links=[], revised_until=None),
        update(CertificateRow)
        .where(CertificateRow.person_id == person)
        .values(name="", withdrawn_at=at),
        *_asked_and_talked(person, at),
        left(person, at),
        unsaid(person),
        undecided(person),
        unanswered(person),
        update(LetterRow)
        .where(is_them(LetterRow.to_id, person), LetterRow.shown.is_not(None))
        .values(shown=None),
        update(GrantRow)
        .where(GrantRow.person_id == person, GrantRow.revoked_at.is_(None))
        .values(revoked_at=at),
        update(InvitationRow).where(InvitationRow.person_id == person).values(expires_at=at),
        update(ConsentRow)
        .where(ConsentRow.person_id == person, ConsentRow.withdrawn_at.is_(None))
        .values(withdrawn_at=at),
        update(PersonRow)
        .where(PersonRow.id == person)
        .values(name="", folded="", position="", teaching_since=None, code=None, erased_at=at),
    )


def _asked_and_talked(person: PersonId, at: datetime) -> tuple[Update, ...]:
    open_ = ConsultationRow.state != State.CLOSED
    return (
        update(ConsultationRow)
        .where(is_them(ConsultationRow.teacher_id, person), open_)
        .values(state=State.CLOSED, closed_at=at),
        update(ConsultationRow)
        .where(is_them(ConsultationRow.teacher_id, person))
        .values(gist="", word=""),
        update(ConsultationRow)
        .where(ConsultationRow.methodist_id == person, open_)
        .values(methodist_id=None, announced_at=None),
        update(TalkRow).where(TalkRow.teacher_id == person).values(about=""),
        update(SlotRow).where(SlotRow.methodist_id == person).values(place=""),
    )
