"""What people learn about events, each by their own clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.events.model import DAY, HOUR, Change, Presence, Reminder
from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNotice(Notice):
    """Of one event as it stands. ``zone`` is that of whoever is told, ``named`` if it has to be
    said; ``presence`` is how they take part and ``memo`` what they have to know for it,
    ``applied`` if it is not decided yet that they do."""

    event: int
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    named: bool
    presence: Presence
    place: str = ""
    link: str = ""
    applied: bool = False
    memo: str = ""

    @property
    def thread(self) -> str:
        return f"event/{self.event}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOffered(EventNotice):
    """To the first of the waiting list; the answer is waited for ``until``."""

    ticket: int
    until: datetime

    @property
    def once(self) -> str:
        return f"seat-offered/{self.event}/{self.ticket}"

    @property
    def last_moment(self) -> datetime:
        return self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLapsed(EventNotice):
    """The time for the answer is up: the seat is offered to the next."""

    ticket: int

    @property
    def once(self) -> str:
        return f"offer-lapsed/{self.event}/{self.ticket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPassed(EventNotice):
    """To whoever has given their seat to a colleague by a code: ``name`` is the colleague's."""

    ticket: int
    name: str

    @property
    def once(self) -> str:
        return f"seat-passed/{self.event}/{self.ticket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAltered(EventNotice):
    """To whoever has a seat or waits for one: what is other than it was."""

    changes: tuple[Change, ...]

    @property
    def once(self) -> str:
        return f"event-altered/{self.event}/{self.sequence}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCancelled(EventNotice):
    reason: str

    @property
    def once(self) -> str:
        return f"event-cancelled/{self.event}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfSeries(EventNotice):
    """Of several of a series in one letter; ``event`` is the one that began it, ``times`` are
    of those that the person is enrolled for or waits for."""

    times: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesAltered(_OfSeries):
    changes: tuple[Change, ...]

    @property
    def once(self) -> str:
        return f"series-altered/{self.event}/{self.sequence}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCancelled(_OfSeries):
    reason: str

    @property
    def once(self) -> str:
        return f"series-cancelled/{self.event}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumMissed(Notice):
    """To whoever decides: fewer are enrolled than were wanted. ``above`` is for those who are
    asked in the place of an organiser who has not answered."""

    event: int
    round: int
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    named: bool
    enrolled: int
    least: int
    above: bool
    can_wait: bool

    @property
    def once(self) -> str:
        return f"quorum/{self.event}/{self.round}/{self.above}/{self.to}"

    @property
    def thread(self) -> str:
        return f"event/{self.event}"

    @property
    def last_moment(self) -> datetime:
        return self.starts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInAWeek(EventNotice):
    """A reminder like others, so it may wait for the morning."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    @property
    def once(self) -> str:
        return _reminder(self, Reminder.WEEK)

    @property
    def last_moment(self) -> datetime:
        return self.starts_at - DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTomorrow(EventNotice):
    """A day before, and asks whether they come."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    @property
    def once(self) -> str:
        return _reminder(self, Reminder.DAY)

    @property
    def last_moment(self) -> datetime:
        return self.starts_at - HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInAnHour(EventNotice):
    """Later it would be of no use, so it waits for nothing."""

    @property
    def once(self) -> str:
        return _reminder(self, Reminder.HOUR)

    @property
    def last_moment(self) -> datetime:
        return self.starts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryMade(Notice):
    """To whoever holds the event: somebody asks; ``name`` is theirs."""

    inquiry: int
    event: int
    title: str
    name: str
    text: str

    @property
    def once(self) -> str:
        return f"inquiry/{self.inquiry}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryAnswered(Notice):
    """To whoever has asked; ``name`` is of whoever answers."""

    inquiry: int
    event: int
    title: str
    name: str
    question: str
    text: str

    @property
    def once(self) -> str:
        return f"inquiry-answered/{self.inquiry}"


REMINDERS = {
    Reminder.WEEK: EventInAWeek,
    Reminder.DAY: EventTomorrow,
    Reminder.HOUR: EventInAnHour,
}


def _reminder(notice: EventNotice, reminder: Reminder) -> str:
    """Of an event that is other than it was it is another one."""
    return f"event-soon/{notice.event}/{notice.sequence}/{reminder}/{notice.to}"
