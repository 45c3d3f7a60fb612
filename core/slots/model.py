"""What a time for a talk is, who may book it, and what may become of the talk."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.errors import NotYours
from core.people import PersonId
from core.quiet_hours import early_moment
from core.slots.refusals import (
    AboutTooLong,
    NoPlace,
    PlaceTooLong,
    SlotTaken,
    TalkNotBegun,
    TalkOver,
    TalksOverlap,
    TooManyTalks,
    TooSoon,
)
from core.units import UnitId
from core.working_time import WorkingCalendar

SlotId = NewType("SlotId", int)
TalkId = NewType("TalkId", int)

LENGTHS = (15, 20, 30, 45, 60)
"""Minutes."""
SOONEST = timedelta(hours=1)
"""Whoever is booked has to have the time to learn of it."""
FARTHEST = timedelta(days=180)
MOST_TALKS = 3
"""Coming ones of one teacher: times are for everybody."""
LONGEST_PLACE = 200
LONGEST_ABOUT = 500
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class SlotState(StrEnum):
    FREE = "free"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"


class TalkState(StrEnum):
    COMING = "coming"
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"


OUTCOMES = (TalkState.HELD, TalkState.MISSED)


class Side(StrEnum):
    """From which side a person sees a talk; ``NOBODY`` cancels when a side is gone."""

    TEACHER = "teacher"
    METHODIST = "methodist"
    NOBODY = "nobody"


class Reminder(StrEnum):
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Times:
    """From when until when, in UTC; the end does not belong to it."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Times") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time that a methodist has opened; ``place`` is a room or a link, in their words."""

    id: SlotId
    methodist: PersonId
    unit: UnitId
    times: Times
    place: str
    state: SlotState = SlotState.FREE

    def check_bookable(self, now: datetime) -> None:
        if self.state is not SlotState.FREE:
            raise SlotTaken
        if self.times.starts_at < now + SOONEST:
            raise TooSoon


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A teacher's booking. It keeps its name in calendars, ``uid``, from time to time.

    ``sequence`` grows with whatever a calendar has to hear of; ``settled_at`` is when the
    present time was agreed on, ``reminded`` the last reminder of it.
    """

    id: TalkId
    uid: str
    slot: Slot
    teacher: PersonId
    about: str = ""
    consultation: int | None = None
    state: TalkState = TalkState.COMING
    sequence: int = 0
    settled_at: datetime
    reminded: Reminder | None = None

    def side_of(self, person: PersonId) -> Side:
        if person == self.teacher:
            return Side.TEACHER
        if person == self.slot.methodist:
            return Side.METHODIST
        raise NotYours

    def is_coming(self, now: datetime) -> bool:
        return (
            self.state is TalkState.COMING
            and self.slot.state is SlotState.BOOKED
            and now < self.slot.times.starts_at
        )

    def moved(self, slot: Slot, *, at: datetime) -> Self:
        self._check_coming(at)
        return replace(self, slot=slot, sequence=self.sequence + 1, settled_at=at, reminded=None)

    def cancelled(self, *, at: datetime) -> Self:
        self._check_coming(at)
        return replace(self, state=TalkState.CANCELLED, sequence=self.sequence + 1)

    def called_off(self) -> Self:
        """One side is gone: nobody is asked."""
        return replace(self, state=TalkState.CANCELLED, sequence=self.sequence + 1)

    def marked(self, outcome: TalkState, *, by: PersonId, at: datetime) -> Self:
        """Only the methodist says whether it took place, and may say otherwise later."""
        if self.side_of(by) is not Side.METHODIST or outcome not in OUTCOMES:
            raise NotYours
        if self.state is TalkState.CANCELLED or self.slot.state is not SlotState.BOOKED:
            raise TalkOver
        if at < self.slot.times.starts_at:
            raise TalkNotBegun
        return replace(self, state=outcome)

    def due_reminder(self, now: datetime, calendar: WorkingCalendar) -> Reminder | None:
        """What both are to be reminded of now; none of a time agreed on after its moment."""
        starts_at = self.slot.times.starts_at
        if not self.is_coming(now):
            return None
        if now >= starts_at - HOUR:
            late = self.settled_at > starts_at - HOUR
            return None if late or self.reminded is Reminder.HOUR else Reminder.HOUR
        moment = early_moment(starts_at - DAY, calendar)
        early = now < moment or self.settled_at > moment
        return None if early or self.reminded is not None else Reminder.DAY

    def _check_coming(self, at: datetime) -> None:
        if not self.is_coming(at):
            raise TalkOver


def check_may_book(slot: Slot, *, coming: Iterable[Talk], now: datetime) -> None:
    """``coming`` are the other talks that the teacher is booked for."""
    slot.check_bookable(now)
    others = [talk.slot.times for talk in coming]
    if len(others) >= MOST_TALKS:
        raise TooManyTalks(most=MOST_TALKS)
    if any(slot.times.overlaps(other) for other in others):
        raise TalksOverlap


def place_of(words: str) -> str:
    """Where it will be, as the methodist says it: one line."""
    place = " ".join(words.split())
    if not place:
        raise NoPlace
    if len(place) > LONGEST_PLACE:
        raise PlaceTooLong(length=len(place), most=LONGEST_PLACE)
    return place


def about_of(words: str) -> str:
    """What a teacher wants to talk about, in a few words or none."""
    about = words.strip()
    if len(about) > LONGEST_ABOUT:
        raise AboutTooLong(length=len(about), most=LONGEST_ABOUT)
    return about
