"""Who gets a seat: rules of enrolling, waiting and being offered a seat. Pure.

First come, first served. A seat that was offered is taken until it is answered or its time is
up; one that is free while people wait is offered to the first of them, never to a newcomer.
What is kept for a unit is taken by its people first; they take a common seat when it is gone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Self

from core.events.model import EventId, Presence
from core.events.refusals import NotEnrolled, OfferOver, OwnSeat, SeatTaken
from core.people import PersonId
from core.units import UnitId

OFFER_LASTS = timedelta(days=1)
MORNING, EVENING = 10, 21
"""Hours between which people answer, by the clock of the service."""
LAST_OFFERS = timedelta(hours=2)
"""So close to the beginning nobody is asked: what is free belongs to whoever presses first."""


class Standing(StrEnum):
    """How somebody stands to an event, the nearest to a seat first."""

    ENROLLED = "enrolled"
    OFFERED = "offered"
    WAITING = "waiting"
    LEFT = "left"
    DECLINED = "declined"
    LAPSED = "lapsed"


TAKING = (Standing.ENROLLED, Standing.OFFERED)
"""Those who take a seat."""
CONCERNED = (*TAKING, Standing.WAITING)
"""Those who hear of changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """One of a person for an event. ``ticket`` is their place in the order of coming.

    ``since`` is when they came to stand so; ``coming`` is what they have answered the day
    before, if they have. ``kept_for`` is the unit that the seat they have was kept for, whatever
    unit they are of since; a common seat has none.
    """

    event: EventId
    person: PersonId
    presence: Presence
    standing: Standing
    ticket: int
    since: datetime
    offered_until: datetime | None = None
    coming: bool | None = None
    kept_for: UnitId | None = None

    @property
    def takes_seat(self) -> bool:
        return self.standing in TAKING

    @property
    def is_on(self) -> bool:
        return self.standing in CONCERNED

    def accepted(self, *, at: datetime) -> Self:
        self._check_offered(at)
        return replace(self, standing=Standing.ENROLLED, since=at, offered_until=None)

    def refused(self, *, at: datetime) -> Self:
        self._check_offered(at)
        return replace(self, standing=Standing.DECLINED, since=at, offered_until=None)

    def left(self, *, at: datetime) -> Self:
        """From a seat, from the waiting list or from an offer."""
        if not self.is_on:
            raise NotEnrolled
        return replace(self, standing=Standing.LEFT, since=at, offered_until=None, coming=None)

    def lapsed(self, *, at: datetime) -> Self:
        return replace(self, standing=Standing.LAPSED, since=at, offered_until=None)

    def offered(self, *, at: datetime, until: datetime) -> Self:
        return replace(self, standing=Standing.OFFERED, since=at, offered_until=until)

    def will_come(self) -> Self:
        if self.standing is not Standing.ENROLLED:
            raise NotEnrolled
        return replace(self, coming=True)

    def is_overdue(self, now: datetime) -> bool:
        return self.offered_until is not None and self.offered_until <= now

    def _check_offered(self, at: datetime) -> None:
        if self.standing is not Standing.OFFERED or self.is_overdue(at):
            raise OfferOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """So many seats are kept for the people of a unit and of all below it."""

    presence: Presence
    unit: UnitId
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A quota as it stands: ``waiting`` are people of the unit who wait for any seat.

    More may be taken than are kept: whoever has a seat keeps it when the quota is smaller.
    """

    unit: UnitId
    seats: int
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int:
        return max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True)
class Seat:
    """One that may be taken: a common one, or kept for the unit."""

    kept_for: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Of one event in one presence: how many there are, are taken and are waited for.

    More may be taken than there are: whoever has a seat keeps it when there are fewer. ``kept``
    are those kept for units, none when they are released or as many may come as like.
    """

    most: int | None
    taken: int
    waiting: int = 0
    kept: tuple[Kept, ...] = ()

    @property
    def left(self) -> int | None:
        """Whoever they are for; ``None`` is as many as come."""
        return None if self.most is None else max(0, self.most - self.taken)

    @property
    def common(self) -> int | None:
        """How many are for everybody."""
        kept = sum(one.seats for one in self.kept)
        return None if self.most is None else max(0, self.most - kept)

    @property
    def free(self) -> int | None:
        """Of the common ones; ``None`` is as many as come."""
        left = self.left
        return None if left is None else max(0, left - sum(one.left for one in self.kept))

    def seat_for(self, units: Sequence[UnitId], *, first_pressed: bool) -> Seat | None:
        """For somebody of these units, the nearest first; those who may wait for it come first,
        but at the end."""
        for unit in units:
            one = next((each for each in self.kept if each.unit == unit), None)
            if one and one.left and self.left and (first_pressed or not one.waiting):
                return Seat(unit)
        if self.free is None or (self.free > 0 and (first_pressed or not self.waiting)):
            return Seat()
        return None

    def is_open(self, *, first_pressed: bool, units: Sequence[UnitId] = ()) -> bool:
        """Whether whoever presses now gets a seat."""
        return self.seat_for(units, first_pressed=first_pressed) is not None

    def without(self, seat: Seat) -> Self:
        """When it is taken."""
        kept = tuple(
            replace(one, taken=one.taken + 1) if one.unit == seat.kept_for else one
            for one in self.kept
        )
        return replace(self, taken=self.taken + 1, kept=kept)


def offers_end(starts_at: datetime) -> datetime:
    return starts_at - LAST_OFFERS


def offer_until(starts_at: datetime, *, now: datetime, zone: tzinfo) -> datetime:
    """A day; the nearer the event the less, so that the next in the list has a chance too.

    Nobody answers at night: what would end then ends in the morning, if there is one before the
    last offers.
    """
    until = min(now + OFFER_LASTS, now + (starts_at - now) / 2)
    local = until.astimezone(zone)
    if MORNING <= local.hour < EVENING:
        return until
    day = local.date() if local.hour < MORNING else local.date() + timedelta(days=1)
    morning = datetime.combine(day, time(MORNING), tzinfo=zone).astimezone(UTC)
    return morning if morning <= offers_end(starts_at) else until


def enrol(
    before: Enrolment | None,
    *,
    event: EventId,
    person: PersonId,
    presence: Presence,
    seats: Seats,
    units: Sequence[UnitId] = (),
    ticket: int,
    starts_at: datetime,
    now: datetime,
) -> Enrolment:
    """Onto a free seat, or to the end of the waiting list; ``units`` are the person's.

    Whoever is in already stays as they are, but one who waits takes a seat that is left over
    when offers have ended, or one that is free in the other presence.
    """
    if before is not None and before.takes_seat:
        return before
    seat = seats.seat_for(units, first_pressed=now >= offers_end(starts_at))
    if before is not None and before.standing is Standing.WAITING and seat is None:
        return before
    return Enrolment(
        event=event,
        person=person,
        presence=presence,
        standing=Standing.WAITING if seat is None else Standing.ENROLLED,
        ticket=ticket,
        since=now,
        kept_for=None if seat is None else seat.kept_for,
    )


def pass_on(
    giver: Enrolment, taker: Enrolment | None, *, to: PersonId, ticket: int, at: datetime
) -> tuple[Enrolment, Enrolment]:
    """The giver without the seat and the colleague on it: as many are taken as before.

    Those who wait stay in their order: the seat was never free.
    """
    if giver.standing is not Standing.ENROLLED:
        raise NotEnrolled
    if giver.person == to:
        raise OwnSeat
    if taker is not None and taker.takes_seat:
        raise SeatTaken
    taken = Enrolment(
        event=giver.event,
        person=to,
        presence=giver.presence,
        standing=Standing.ENROLLED,
        ticket=ticket,
        since=at,
        kept_for=giver.kept_for,
    )
    return giver.left(at=at), taken


def promote(
    waiting: Iterable[Enrolment],
    *,
    seats: Seats,
    units: Mapping[PersonId, Sequence[UnitId]] | None = None,
    starts_at: datetime,
    now: datetime,
    zone: tzinfo,
) -> list[Enrolment]:
    """Those of the waiting who are to be offered what is free now, the first to come first.

    Whoever may take nothing of it is passed over. ``units`` are those seats are kept for.
    """
    if now >= offers_end(starts_at):
        return []
    until = offer_until(starts_at, now=now, zone=zone)
    called = []
    for one in sorted(waiting, key=lambda one: one.ticket):
        own = () if units is None else units.get(one.person, ())
        seat = seats.seat_for(own, first_pressed=True)
        if seat is not None:
            seats = seats.without(seat)
            called.append(replace(one.offered(at=now, until=until), kept_for=seat.kept_for))
    return called
