"""What an event is, what of it may be decided, and what changes in it people have to hear of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.catalogue import EventKindId, SubjectId
from core.events.refusals import (
    BeginsInThePast,
    BeginsTooFar,
    DescriptionTooLong,
    EndsBeforeBeginning,
    EventOver,
    LastsTooLong,
    MemoTooLong,
    NoMemo,
    NoPlace,
    NoReason,
    NotALink,
    NoTitle,
    NotSeats,
    PlaceTooLong,
    ReasonTooLong,
    TitleTooLong,
)
from core.people import PersonId
from core.quiet_hours import early_moment
from core.units import UnitId
from core.words import one_line, storable, units, whole_number
from core.working_time import WorkingCalendar

EventId = NewType("EventId", int)
SeriesId = NewType("SeriesId", int)

LONGEST_TITLE = 150
LONGEST_DESCRIPTION = 1500
LONGEST_PLACE = 200
LONGEST_LINK = 300
LONGEST_REASON = 500
LONGEST_MEMO = 1000
MOST_SEATS = 100_000
FARTHEST = timedelta(days=550)
"""A plan is made for the year of school and the next one."""
LONGEST = timedelta(days=60)
"""Courses and internships go on for weeks."""
WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
LINK = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


class Level(StrEnum):
    """How far it reaches, from one school to the whole country."""

    SCHOOL = "school"
    MUNICIPAL = "municipal"
    INTERMUNICIPAL = "intermunicipal"
    REGIONAL = "regional"
    INTERREGIONAL = "interregional"
    NATIONAL = "national"


class Presence(StrEnum):
    """How one person takes part."""

    ROOM = "room"
    ONLINE = "online"


class Form(StrEnum):
    """How the event is held."""

    ROOM = "room"
    ONLINE = "online"
    HYBRID = "hybrid"

    @property
    def presences(self) -> tuple[Presence, ...]:
        return tuple(Presence) if self is Form.HYBRID else (Presence(self),)


class EventState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class Reminder(StrEnum):
    """In the order of their moments."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


BEFORE = {Reminder.WEEK: WEEK, Reminder.DAY: DAY, Reminder.HOUR: HOUR}


class Change(StrEnum):
    """What of a change people have to hear of."""

    TITLE = "title"
    TIMES = "times"
    FORM = "form"
    PLACE = "place"
    LINK = "link"
    MEMO = "memo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the organiser decides. ``starts_at`` and ``ends_at`` are in UTC, the end is later.

    ``subjects`` are those it is about, none when it is for everybody. Seats are counted apart
    in the room and online; ``None`` is as many as come.
    """

    title: str
    kind: EventKindId
    level: Level
    form: Form
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    description: str = ""
    subjects: tuple[SubjectId, ...] = ()
    seats_room: int | None = None
    seats_online: int | None = None

    def seats(self, presence: Presence) -> int | None:
        return self.seats_room if presence is Presence.ROOM else self.seats_online

    def changes_from(self, before: "Details") -> Sequence[Change]:
        """What those enrolled have to hear of, in the order it is told."""
        pairs = {
            Change.TITLE: (self.title, before.title),
            Change.TIMES: ((self.starts_at, self.ends_at), (before.starts_at, before.ends_at)),
            Change.FORM: (self.form, before.form),
            Change.PLACE: (self.place, before.place),
            Change.LINK: (self.link, before.link),
        }
        return [change for change, (new, old) in pairs.items() if new != old]

    def checked(self, now: datetime) -> Self:
        """Itself, if the times can be meant and there is a place to come to.

        Whether a link is there already is not asked: it is often made on the last day.
        """
        check_times(self.starts_at, self.ends_at, now=now)
        if Presence.ROOM in self.form.presences and not self.place:
            raise NoPlace
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Of one unit and all below it. ``uid`` is its name in calendars, whatever changes.

    ``sequence`` grows with each change that is told; ``settled_at`` is since when the present
    times are known, ``reminded`` the last reminder of them; ``series`` is for one held again.
    """

    id: EventId
    uid: str
    unit: UnitId
    organiser: PersonId
    details: Details
    state: EventState = EventState.DRAFT
    reason: str = ""
    sequence: int = 0
    settled_at: datetime
    reminded: Reminder | None = None
    series: SeriesId | None = None

    @property
    def is_open(self) -> bool:
        return self.state is EventState.OPEN

    def is_coming(self, now: datetime) -> bool:
        return self.is_open and now < self.details.starts_at

    def is_over(self, now: datetime) -> bool:
        return self.details.ends_at <= now

    def opened(self, *, at: datetime) -> Self:
        if self.state is not EventState.DRAFT:
            raise EventOver
        self.details.checked(at)
        return replace(self, state=EventState.OPEN, settled_at=at)

    def changed(self, details: Details, *, at: datetime) -> Self:
        """With other details; reminders begin anew only when the times are others."""
        if self.state is EventState.CANCELLED or self.details.starts_at <= at:
            raise EventOver
        changes = details.checked(at).changes_from(self.details)
        if not changes:
            return replace(self, details=details)
        told = replace(self, details=details, sequence=self.sequence + 1)
        return replace(told, settled_at=at, reminded=None) if Change.TIMES in changes else told

    def cancelled(self, reason: str, *, at: datetime) -> Self:
        if self.state is EventState.CANCELLED or self.is_over(at):
            raise EventOver
        return replace(
            self,
            state=EventState.CANCELLED,
            reason=reason_of(reason),
            sequence=self.sequence + 1,
        )

    def due_reminder(self, now: datetime, calendar: WorkingCalendar) -> Reminder | None:
        """The latest whose moment has come; none of times that were settled after it."""
        if not self.is_coming(now):
            return None
        moments = {one: self._moment(one, calendar) for one in Reminder}
        come = [one for one in Reminder if now >= moments[one]]
        if not come or come[-1] is self.reminded:
            return None
        return None if self.settled_at > moments[come[-1]] else come[-1]

    def _moment(self, reminder: Reminder, calendar: WorkingCalendar) -> datetime:
        moment = self.details.starts_at - BEFORE[reminder]
        return early_moment(moment, calendar) if reminder is Reminder.DAY else moment


def check_times(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    if ends_at <= starts_at:
        raise EndsBeforeBeginning
    if starts_at <= now:
        raise BeginsInThePast
    if starts_at > now + FARTHEST:
        raise BeginsTooFar
    if ends_at - starts_at > LONGEST:
        raise LastsTooLong


def title_of(words: str) -> str:
    """One line."""
    title = one_line(words)
    if not title:
        raise NoTitle
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(title), most=LONGEST_TITLE)
    return title


def place_of(words: str) -> str:
    """Where to come to, as the organiser says it: one line."""
    place = one_line(words)
    if not place:
        raise NoPlace
    if len(place) > LONGEST_PLACE:
        raise PlaceTooLong(length=len(place), most=LONGEST_PLACE)
    return place


def link_of(words: str) -> str:
    """An address of the web."""
    link = storable(words).strip()
    if not LINK.fullmatch(link) or len(link) > LONGEST_LINK:
        raise NotALink
    return link


def description_of(words: str) -> str:
    description = storable(words).strip()
    if len(description) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong(length=len(description), most=LONGEST_DESCRIPTION)
    return description


def seats_of(words: str) -> int:
    """How many, in digits."""
    seats = whole_number(words)
    if seats is None or not 0 < seats <= MOST_SEATS:
        raise NotSeats(most=MOST_SEATS)
    return seats


def reason_of(words: str) -> str:
    """Why there will be no event: those enrolled read it."""
    reason = storable(words).strip()
    if not reason:
        raise NoReason
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong(length=len(reason), most=LONGEST_REASON)
    return reason


def memo_of(words: str) -> str:
    """What those who take part in one way have to know, from whom to ask for to what to bring."""
    memo = storable(words).strip()
    if not memo:
        raise NoMemo
    if (length := units(memo)) > LONGEST_MEMO:
        raise MemoTooLong(length=length, most=LONGEST_MEMO)
    return memo
