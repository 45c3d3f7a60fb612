"""What people learn about their talks, each by their own clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.notices import Lane, Notice
from core.slots.model import HOUR, Reminder, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkNotice(Notice):
    """Of one talk at one time. ``zone`` is that of whoever is told, ``named`` if it has to be
    said; ``other`` is the name of whoever they talk with."""

    talk: int
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    named: bool
    other: str
    place: str = ""

    @property
    def thread(self) -> str:
        return f"talk/{self.talk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkBooked(TalkNotice):
    """To the methodist: a teacher comes."""

    unit: str
    about: str = ""
    consultation: int | None = None

    @property
    def once(self) -> str:
        return f"talk-booked/{self.talk}/{self.sequence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMoved(TalkNotice):
    """To the methodist: the teacher comes at another time of theirs."""

    before: datetime

    @property
    def once(self) -> str:
        return f"talk-moved/{self.talk}/{self.sequence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkCancelled(TalkNotice):
    """To the side that has not done it; ``by`` nobody when the other is gone."""

    by: Side
    reason: str = ""

    @property
    def once(self) -> str:
        return f"talk-cancelled/{self.talk}/{self.sequence}/{self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTomorrow(TalkNotice):
    """To both, a day before: a reminder like others, so it may wait for the morning."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    @property
    def once(self) -> str:
        return reminder_of(self.talk, self.sequence, Reminder.DAY, self.to)

    @property
    def last_moment(self) -> datetime:
        return self.starts_at - HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkInAnHour(TalkNotice):
    """To both, an hour before: later it would be of no use, so it waits for nothing."""

    @property
    def once(self) -> str:
        return reminder_of(self.talk, self.sequence, Reminder.HOUR, self.to)

    @property
    def last_moment(self) -> datetime:
        return self.starts_at


def reminder_of(talk: int, sequence: int, reminder: Reminder, to: int) -> str:
    """The ``once`` of a reminder: of another time it is another one."""
    return f"talk-soon/{talk}/{sequence}/{reminder}/{to}"
