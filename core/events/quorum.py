"""The least number of people for whom an event is held, and who is asked when there are fewer.

Pure. Of each decision whoever answers for the event is asked once, coordinators once when nobody
has answered. Nothing is ever called off by itself.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Self

from core.events.model import DAY, HOUR, MOST_SEATS, WEEK, Details, EventId
from core.events.refusals import (
    QuorumAboveSeats,
    QuorumNoDay,
    QuorumNotNumber,
    QuorumTooLate,
)
from core.events.seats import EVENING, MORNING
from core.words import whole_number

LEADS = (DAY, 2 * DAY, 3 * DAY, WEEK)
"""How long before the beginning it is usually decided."""
USUAL = 2 * DAY
MINUTE = timedelta(minutes=1)


class Stage(StrEnum):
    """How far the decision is."""

    AHEAD = "ahead"
    ASKED = "asked"
    ASKED_ABOVE = "asked-above"
    MET = "met"
    HELD = "held"
    OVER = "over"


OPEN = (Stage.AHEAD, Stage.ASKED, Stage.ASKED_ABOVE)
WAITING = (Stage.ASKED, Stage.ASKED_ABOVE)
"""Somebody was asked and has not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """``lead`` is how long before the beginning it is decided, in whole minutes.

    ``ask_at`` is when the next question is due, ``None`` when there is none; ``round`` numbers
    the decisions: an event that is moved has another one.
    """

    event: EventId
    least: int
    lead: timedelta = USUAL
    stage: Stage = Stage.AHEAD
    ask_at: datetime | None
    round: int = 1

    @property
    def is_open(self) -> bool:
        """Whether the event depends on it still."""
        return self.stage in OPEN

    @property
    def is_asked(self) -> bool:
        return self.stage in WAITING

    def looked_at(
        self, *, enrolled: int, starts_at: datetime, now: datetime, zone: tzinfo
    ) -> Self:
        """What it comes to now; itself when nothing is to be done."""
        if not self.is_open:
            return self
        is_due = self.ask_at is not None and self.ask_at <= now
        if enrolled >= self.least:
            return self._ended(Stage.MET) if is_due or self.is_asked else self
        if not is_due:
            return self
        if self.stage is Stage.AHEAD:
            half = by_day(now + (starts_at - now) / 2, before=starts_at, zone=zone)
            return replace(self, stage=Stage.ASKED, ask_at=half)
        return self._ended(Stage.ASKED_ABOVE)

    def held(self) -> Self:
        """Whoever answers for the event holds it with those there are."""
        return self._ended(Stage.HELD)

    def over(self) -> Self:
        """The event has begun or is called off: there is nothing to decide."""
        return self._ended(Stage.OVER) if self.is_open else self

    def waits_until(self, starts_at: datetime, *, now: datetime, zone: tzinfo) -> datetime | None:
        """A day later, if there is one."""
        until = by_day(now + DAY, before=starts_at, zone=zone)
        return until if until < starts_at else None

    def put_off(self, starts_at: datetime, *, now: datetime, zone: tzinfo) -> Self:
        """Asked anew a day later; a second press changes nothing."""
        if not self.is_asked:
            return self
        until = self.waits_until(starts_at, now=now, zone=zone)
        if until is None:
            raise QuorumNoDay
        return replace(self, stage=Stage.AHEAD, ask_at=until, round=self.round + 1)

    def moved(self, starts_at: datetime, *, now: datetime, zone: tzinfo) -> Self:
        """Of an event at another time: who may come then is not known, unless it is decided."""
        if self.stage is Stage.HELD:
            return self
        due = max(now, due_at(starts_at, self.lead, zone=zone))
        return replace(self, stage=Stage.AHEAD, ask_at=due, round=self.round + 1)

    def _ended(self, stage: Stage) -> Self:
        return replace(self, stage=stage, ask_at=None)


def agreed(
    details: Details,
    *,
    event: EventId,
    least: int,
    lead: timedelta,
    before: Quorum | None,
    now: datetime,
    zone: tzinfo,
) -> Quorum:
    """A new one, or another in the place of the one before."""
    check_seats(least, details)
    due = due_at(details.starts_at, lead, zone=zone)
    if due <= now:
        raise QuorumTooLate
    number = before.round + 1 if before else 1
    return Quorum(event=event, least=least, lead=lead, ask_at=due, round=number)


def due_at(starts_at: datetime, lead: timedelta, *, zone: tzinfo) -> datetime:
    return by_day(starts_at - lead, before=starts_at, zone=zone)


def by_day(moment: datetime, *, before: datetime, zone: tzinfo) -> datetime:
    """Nobody decides at night: in the morning, if there is one before the beginning."""
    local = moment.astimezone(zone)
    if MORNING <= local.hour < EVENING:
        return moment
    day = local.date() if local.hour < MORNING else local.date() + DAY
    morning = datetime.combine(day, time(MORNING), tzinfo=zone).astimezone(UTC)
    return morning if morning + HOUR <= before else moment


def lead_of(moment: datetime, starts_at: datetime, *, now: datetime) -> timedelta:
    """How long before the beginning the moment is that somebody has named."""
    if not now < moment < starts_at:
        raise QuorumTooLate
    return (starts_at - moment) // MINUTE * MINUTE


def least_of(words: str) -> int:
    """How many, in digits."""
    least = whole_number(words)
    if least is None or not 0 < least <= MOST_SEATS:
        raise QuorumNotNumber(most=MOST_SEATS)
    return least


def check_seats(least: int, details: Details) -> None:
    """Fewer seats than that, and it would never be held."""
    seats = [details.seats(one) for one in details.form.presences]
    most = None if None in seats else sum(one for one in seats if one is not None)
    if most is not None and least > most:
        raise QuorumAboveSeats(most=most)
