"""The only place where a transaction begins, commits and rolls back."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from core.working_time import WorkingCalendar
from storage.accounts import SqlAccounts
from storage.acknowledgements import SqlAcknowledgements
from storage.announcements import SqlAnnouncements
from storage.answers import SqlAnswers
from storage.applications import SqlApplications
from storage.attendance import SqlAttendance
from storage.audit import SqlAudit
from storage.carriage import SqlCarriage
from storage.catalogue import Remembered, SqlCatalogue
from storage.certificates import SqlCertificates
from storage.colleagues import SqlColleagues
from storage.consultations import SqlConsultations
from storage.copies import SqlCopies
from storage.database import is_sqlite, reading_engine, writing_engine
from storage.door import SqlDoor
from storage.events import SqlEvents
from storage.expertise import SqlExpertise
from storage.feedback import SqlFeedback
from storage.grammar import Grammar
from storage.imports import SqlImports
from storage.inbox import Repeated, SqlInbox, in_hand
from storage.installation import SqlInstallation
from storage.invitations import SqlInvitations
from storage.leaders import SqlLeaders
from storage.masks import SqlMasks
from storage.materials import SqlMaterials
from storage.max import SqlMax
from storage.one_writer import OneWriter
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.plan_lines import SqlPlan
from storage.preferences import SqlPreferences
from storage.privacy import SqlPrivacy
from storage.registration import SqlRegistration
from storage.roles import SqlRoles
from storage.rules import SqlRules
from storage.sessions import SqlSessions
from storage.slots import SqlSlots
from storage.templates import SqlTemplates
from storage.tenures import SqlRouting
from storage.units import SqlUnits

if TYPE_CHECKING:
    from core.accounts.ports import AccountWork
    from core.acknowledgements.ports import AcknowledgementWork
    from core.announcements.ports import AnnouncementWork
    from core.answers.ports import AnswerWork
    from core.applications.ports import ApplicationWork
    from core.attendance.ports import AttendanceWork
    from core.carriage.ports import CarriageWork
    from core.certificates.ports import CertificateWork
    from core.consultations.colleagues import ColleagueWork
    from core.consultations.ports import ConsultationWork
    from core.consultations.templates import TemplateWork
    from core.events.ports import EventWork
    from core.expertise.ports import ExpertiseWork
    from core.feedback.ports import FeedbackWork
    from core.imports.ports import ImportWork
    from core.letters import MailWork
    from core.materials.ports import MaterialWork
    from core.plan.ports import PlanWork
    from core.preferences.ports import PreferencesWork
    from core.privacy.ports import PrivacyWork
    from core.registration.ports import RegistrationWork
    from core.roles.ports import RoleWork
    from core.routing.ports import RoutingWork
    from core.slots.ports import SlotWork


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Means:
    """What the parts of a work are made with."""

    session: AsyncSession
    now: datetime
    calendar: WorkingCalendar
    remembered: Remembered


class Part(Generic[T]):
    """Made when it is first asked for: of some thirty most works use two or three."""

    def __init__(self, make: Callable[[Means], T]) -> None:
        self._make = make

    def __set_name__(self, _: type["SqlWork"], name: str) -> None:
        self._name = name

    def __get__(self, work: "SqlWork", _: type["SqlWork"]) -> T:
        part = work.__dict__[self._name] = self._make(work.means)
        return part


class SqlWork:
    """Satisfies the work protocol of every feature at once; each feature sees its own part."""

    def __init__(self, means: Means) -> None:
        self.means = means
        self.now = means.now
        self.calendar = means.calendar
        self.zone = means.calendar.zone

    accounts = Part(lambda its: SqlAccounts(its.session))
    acknowledgements = Part(lambda its: SqlAcknowledgements(its.session, its.now))
    admissions = Part(lambda its: SqlApplications(its.session))
    announcements = Part(lambda its: SqlAnnouncements(its.session, its.now, its.calendar.zone))
    answers = Part(lambda its: SqlAnswers(its.session, Grammar()))
    applications = Part(lambda its: SqlApplications(its.session))
    attendance = Part(lambda its: SqlAttendance(its.session))
    audit = Part(lambda its: SqlAudit(its.session, its.now))
    carriage = Part(lambda its: SqlCarriage(its.session, its.now))
    catalogue = Part(lambda its: SqlCatalogue(its.session, its.remembered))
    certificates = Part(lambda its: SqlCertificates(its.session))
    colleagues = Part(lambda its: SqlColleagues(its.session, its.now))
    consultations = Part(lambda its: SqlConsultations(its.session))
    copies = Part(lambda its: SqlCopies(its.session))
    events = Part(lambda its: SqlEvents(its.session))
    expertise = Part(lambda its: SqlExpertise(its.session))
    feedback = Part(lambda its: SqlFeedback(its.session))
    grammar = Part(lambda _: Grammar())
    inbox = Part(lambda its: SqlInbox(its.session, its.now))
    imports = Part(lambda its: SqlImports(its.session, its.now, its.calendar.zone))
    installation = Part(lambda its: SqlInstallation(its.session))
    invitations = Part(lambda its: SqlInvitations(its.session))
    leaders = Part(lambda its: SqlLeaders(its.session, its.now))
    masks = Part(lambda its: SqlMasks(its.session))
    materials = Part(lambda its: SqlMaterials(its.session))
    max = Part(lambda its: SqlMax(its.session))
    outbox = Part(lambda its: SqlOutbox(its.session, its.now))
    people = Part(lambda its: SqlPeople(its.session, its.now))
    plan = Part(lambda its: SqlPlan(its.session))
    preferences = Part(lambda its: SqlPreferences(its.session, its.calendar.zone))
    privacy = Part(lambda its: SqlPrivacy(its.session))
    registration = Part(lambda its: SqlRegistration(its.session))
    roles = Part(lambda its: SqlRoles(its.session))
    routing = Part(lambda its: SqlRouting(its.session, its.calendar.zone))
    rules = Part(lambda its: SqlRules(its.session))
    sessions = Part(lambda its: SqlSessions(its.session, its.now))
    templates = Part(lambda its: SqlTemplates(its.session, its.now))
    slots = Part(lambda its: SqlSlots(its.session))
    units = Part(lambda its: SqlUnits(its.session))


class Database:
    """Opens units of work: ``open_work`` to change something, ``open_view`` to look."""

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], datetime],
        zone: tzinfo,
        days_off: Iterable[date] = (),
        working_days: Iterable[date] = (),
    ) -> None:
        self._clock = clock
        self._calendar = WorkingCalendar(zone, frozenset(days_off), frozenset(working_days))
        self._catalogue = Remembered()
        self.is_alone = is_sqlite(url)
        """Nobody but this process writes here, so what it remembers is true."""
        self.changes = 0
        """Grows with every change: what was read before may not be true any more."""
        self.letters = asyncio.Event()
        """Set when a letter was put and saved; whoever carries letters clears it."""
        if is_sqlite(url) and (path := make_url(url).database):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.writer = writing_engine(url)
        self._one_writer = OneWriter(self.writer) if self.is_alone else None
        self.reader = reading_engine(url, writer=self.writer)
        self._writing = async_sessionmaker(self.writer, expire_on_commit=False)
        self._reading = async_sessionmaker(self.reader, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def open_work(self) -> AsyncIterator[SqlWork]:
        """Changes that are saved together, and with them that this update has had its effect.

        Raises ``Repeated`` when an earlier try of the same update has saved its effect already.
        """
        hand = in_hand.get()
        async with self.open_aside() as work:
            first = hand is not None and not hand.saved
            if hand is not None and first and not await work.inbox.save_effect(hand.id):
                raise Repeated
            yield work
        if hand is not None:
            hand.saved = True

    @asynccontextmanager
    async def open_aside(self) -> AsyncIterator[SqlWork]:
        """Changes that are not what the update in hand is about."""
        async with self._turn():
            before = self._rows_changed()
            try:
                async with self._writing.begin() as session:
                    work = self._work(session)
                    yield work
            finally:
                if before is None or self._rows_changed() != before:
                    self.changes += 1
        if work.outbox.was_put:
            self.letters.set()

    def _work(self, session: AsyncSession) -> SqlWork:
        return SqlWork(Means(session, self._clock(), self._calendar, self._catalogue))

    def _rows_changed(self) -> int | None:
        """Whoever looks for something to do and finds nothing has changed nothing."""
        return None if self._one_writer is None else self._one_writer.rows_changed

    async def at_door(self, work: Callable[[SqlDoor], T]) -> T:
        """What every update writes, in one transaction and one errand."""

        def at_once(connection: Connection) -> T:
            return work(SqlDoor(connection, self._clock()))

        if self._one_writer is not None:
            return await self._one_writer.in_one_errand(at_once)
        async with self.writer.begin() as connection:
            return await connection.run_sync(at_once)

    def _turn(self) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._one_writer is None else self._one_writer.lock

    @asynccontextmanager
    async def open_view(self) -> AsyncIterator[SqlWork]:
        """A consistent look at what is saved. Nothing done inside is kept."""
        session = self._reading()
        try:
            yield self._work(session)
        finally:
            if session.in_transaction():
                await session.close()

    async def close(self) -> None:
        await self.reader.dispose()
        await self.writer.dispose()


if TYPE_CHECKING:  # mypy checks here that every feature gets what it has asked for
    _accounts: type[AccountWork] = SqlWork
    _acknowledgements: type[AcknowledgementWork] = SqlWork
    _announcements: type[AnnouncementWork] = SqlWork
    _answers: type[AnswerWork] = SqlWork
    _applications: type[ApplicationWork] = SqlWork
    _attendance: type[AttendanceWork] = SqlWork
    _carriage: type[CarriageWork] = SqlWork
    _certificates: type[CertificateWork] = SqlWork
    _colleagues: type[ColleagueWork] = SqlWork
    _consultations: type[ConsultationWork] = SqlWork
    _events: type[EventWork] = SqlWork
    _expertise: type[ExpertiseWork] = SqlWork
    _feedback: type[FeedbackWork] = SqlWork
    _imports: type[ImportWork] = SqlWork
    _letters: type[MailWork] = SqlWork
    _materials: type[MaterialWork] = SqlWork
    _plan: type[PlanWork] = SqlWork
    _preferences: type[PreferencesWork] = SqlWork
    _privacy: type[PrivacyWork] = SqlWork
    _registration: type[RegistrationWork] = SqlWork
    _roles: type[RoleWork] = SqlWork
    _routing: type[RoutingWork] = SqlWork
    _templates: type[TemplateWork] = SqlWork
    _slots: type[SlotWork] = SqlWork
