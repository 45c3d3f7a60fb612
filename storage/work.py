"""The only place where a transaction begins, commits and rolls back."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from core.working_time import WorkingCalendar
from storage.accounts import SqlAccounts
from storage.acknowledgements import SqlAcknowledgements
from storage.announcements import SqlAnnouncements
from storage.audit import SqlAudit
from storage.carriage import SqlCarriage
from storage.catalogue import Remembered, SqlCatalogue
from storage.colleagues import SqlColleagues
from storage.consultations import SqlConsultations
from storage.copies import SqlCopies
from storage.database import is_sqlite, reading_engine, writing_engine
from storage.door import SqlDoor
from storage.expertise import SqlExpertise
from storage.imports import SqlImports
from storage.inbox import Repeated, SqlInbox, in_hand
from storage.installation import SqlInstallation
from storage.invitations import SqlInvitations
from storage.leaders import SqlLeaders
from storage.masks import SqlMasks
from storage.max import SqlMax
from storage.one_writer import OneWriter
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.preferences import SqlPreferences
from storage.privacy import SqlPrivacy
from storage.registration import SqlRegistration
from storage.roles import SqlRoles
from storage.sessions import SqlSessions
from storage.templates import SqlTemplates
from storage.units import SqlUnits

if TYPE_CHECKING:
    from core.accounts.ports import AccountWork
    from core.acknowledgements.ports import AcknowledgementWork
    from core.announcements.ports import AnnouncementWork
    from core.carriage.ports import CarriageWork
    from core.consultations.colleagues import ColleagueWork
    from core.consultations.ports import ConsultationWork
    from core.consultations.templates import TemplateWork
    from core.expertise.ports import ExpertiseWork
    from core.imports.ports import ImportWork
    from core.letters import MailWork
    from core.preferences.ports import PreferencesWork
    from core.privacy.ports import PrivacyWork
    from core.registration.ports import RegistrationWork
    from core.roles.ports import RoleWork


T = TypeVar("T")


class SqlWork:
    """Satisfies the work protocol of every feature at once; each feature sees its own part."""

    def __init__(
        self,
        session: AsyncSession,
        now: datetime,
        calendar: WorkingCalendar,
        catalogue: Remembered,
    ) -> None:
        self.now = now
        self.calendar = calendar
        self.zone = calendar.zone
        self.accounts = SqlAccounts(session)
        self.acknowledgements = SqlAcknowledgements(session, now)
        self.announcements = SqlAnnouncements(session, now, calendar.zone)
        self.audit = SqlAudit(session, now)
        self.carriage = SqlCarriage(session, now)
        self.catalogue = SqlCatalogue(session, catalogue)
        self.colleagues = SqlColleagues(session, now)
        self.consultations = SqlConsultations(session)
        self.copies = SqlCopies(session)
        self.expertise = SqlExpertise(session)
        self.inbox = SqlInbox(session, now)
        self.imports = SqlImports(session, now, self.zone)
        self.installation = SqlInstallation(session)
        self.invitations = SqlInvitations(session)
        self.leaders = SqlLeaders(session, now)
        self.masks = SqlMasks(session)
        self.max = SqlMax(session)
        self.outbox = SqlOutbox(session, now)
        self.people = SqlPeople(session, now)
        self.preferences = SqlPreferences(session, self.zone)
        self.privacy = SqlPrivacy(session)
        self.registration = SqlRegistration(session)
        self.roles = SqlRoles(session)
        self.sessions = SqlSessions(session, now)
        self.templates = SqlTemplates(session, now)
        self.units = SqlUnits(session)


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
        """Grows with every work: what was read before may not be true any more."""
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
        try:
            async with self._turn(), self._writing.begin() as session:
                work = SqlWork(session, self._clock(), self._calendar, self._catalogue)
                yield work
            if work.outbox.was_put:
                self.letters.set()
        finally:
            self.changes += 1

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
            yield SqlWork(session, self._clock(), self._calendar, self._catalogue)
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
    _carriage: type[CarriageWork] = SqlWork
    _colleagues: type[ColleagueWork] = SqlWork
    _consultations: type[ConsultationWork] = SqlWork
    _expertise: type[ExpertiseWork] = SqlWork
    _imports: type[ImportWork] = SqlWork
    _letters: type[MailWork] = SqlWork
    _preferences: type[PreferencesWork] = SqlWork
    _privacy: type[PrivacyWork] = SqlWork
    _registration: type[RegistrationWork] = SqlWork
    _roles: type[RoleWork] = SqlWork
    _templates: type[TemplateWork] = SqlWork
