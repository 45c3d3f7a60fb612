"""What people learn about their applications, each by their own clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.applications.model import Award
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationNotice(Notice):
    """Of one event. ``zone`` is that of whoever is told, ``named`` if it has to be said."""

    event: int
    title: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    zone: str
    named: bool

    @property
    def thread(self) -> str:
        return f"event/{self.event}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationApproved(ApplicationNotice):
    """``seated`` is false for whoever waits for a seat still."""

    ticket: int
    seated: bool

    @property
    def once(self) -> str:
        return f"application-approved/{self.event}/{self.to}/{self.ticket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRefused(ApplicationNotice):
    ticket: int
    reason: str

    @property
    def once(self) -> str:
        return f"application-refused/{self.event}/{self.to}/{self.ticket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReturned(ApplicationNotice):
    """``reason`` is what is missing."""

    ticket: int
    revision: int
    reason: str

    @property
    def once(self) -> str:
        return f"application-returned/{self.event}/{self.to}/{self.ticket}/{self.revision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationUnsent(ApplicationNotice):
    """To whoever has begun and not sent; ``returned`` if it was sent once."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    returned: bool

    @property
    def once(self) -> str:
        return f"application-unsent/{self.event}/{self.to}/{self.closes_at.isoformat()}"

    @property
    def last_moment(self) -> datetime:
        return self.closes_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved(ApplicationNotice):
    sequence: int

    @property
    def once(self) -> str:
        return f"application-deadline/{self.event}/{self.sequence}/{self.to}"

    @property
    def last_moment(self) -> datetime:
        return self.closes_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationNotNeeded(ApplicationNotice):
    """To whoever was about to send one: whoever likes may take part now."""

    sequence: int

    @property
    def once(self) -> str:
        return f"application-not-needed/{self.event}/{self.sequence}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsKnown(ApplicationNotice):
    award: Award

    @property
    def once(self) -> str:
        return f"application-results/{self.event}/{self.to}"
