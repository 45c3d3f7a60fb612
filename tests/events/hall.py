"""One presence of an event with quotas, in memory, and what may be done with its seats."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.events.model import EventId, Presence
from core.events.quotas import counted_in, left_to_keep
from core.events.refusals import NotEnrolled, OfferOver
from core.events.seats import (
    TAKING,
    Enrolment,
    Kept,
    Quota,
    Seats,
    Standing,
    enrol,
    promote,
)
from core.people import PersonId
from core.units import UnitId
from tests.times import MONDAY, ZONE

PEOPLE = 9
STARTS = MONDAY + timedelta(days=10)
SCHOOL, DISTRICT, OTHER = UnitId(5), UnitId(2), UnitId(9)
UNITS: Sequence[Sequence[UnitId]] = (
    (SCHOOL, DISTRICT),
    (SCHOOL, DISTRICT),
    (DISTRICT,),
    (OTHER,),
    (),
)
"""Of whom a person may be, the nearest first; who is of none has common seats only."""


@dataclass
class Hall:
    """One presence of one event, kept in memory as the use cases keep it in tables."""

    most: int
    quotas: dict[UnitId, int] = field(default_factory=dict)
    people: dict[int, Enrolment] = field(default_factory=dict)
    units: dict[int, Sequence[UnitId]] = field(default_factory=dict)
    released: bool = False
    tickets: int = 0
    called: list[tuple[Enrolment, Seats]] = field(default_factory=list)
    """Who was offered a seat, and what there was to offer before that round."""

    def __post_init__(self) -> None:
        self.units = {person: UNITS[person % len(UNITS)] for person in range(PEOPLE)}

    @property
    def all_kept(self) -> tuple[Kept, ...]:
        return tuple(
            Kept(
                unit=unit,
                seats=seats,
                taken=sum(one.takes_seat and one.kept_for == unit for one in self.all),
                waiting=sum(
                    one.standing is Standing.WAITING and unit in self.units[one.person]
                    for one in self.all
                ),
            )
            for unit, seats in self.quotas.items()
        )

    @property
    def all(self) -> list[Enrolment]:
        return list(self.people.values())

    @property
    def seats(self) -> Seats:
        stand = [one.standing for one in self.all]
        return Seats(
            most=self.most,
            taken=sum(one in TAKING for one in stand),
            waiting=stand.count(Standing.WAITING),
            kept=() if self.released else self.all_kept,
        )

    @property
    def line(self) -> list[Enrolment]:
        waiting = [one for one in self.all if one.standing is Standing.WAITING]
        return sorted(waiting, key=lambda one: one.ticket)

    def enrol(self, person: int) -> None:
        self.tickets += 1
        self.people[person] = enrol(
            self.people.get(person),
            event=EventId(1),
            person=PersonId(person),
            presence=Presence.ROOM,
            seats=self.seats,
            units=self.units[person],
            ticket=self.tickets,
            starts_at=STARTS,
            now=MONDAY,
        )

    def leave(self, person: int) -> None:
        self._ends(person, lambda one: one.left(at=MONDAY))

    def refuse(self, person: int) -> None:
        self._ends(person, lambda one: one.refused(at=MONDAY))

    def lapse(self, person: int) -> None:
        if person in self.people and self.people[person].standing is Standing.OFFERED:
            self._ends(person, lambda one: one.lapsed(at=MONDAY))

    def accept(self, person: int) -> None:
        self._try(person, lambda one: one.accepted(at=MONDAY))

    def vanish(self, person: int) -> None:
        """Erased: nobody looks for the seat until the next tick."""
        if person in self.people and self.people[person].is_on:
            self.people[person] = self.people[person].left(at=MONDAY)

    def move(self, person: int) -> None:
        self.units[person] = UNITS[(person + 1) % len(UNITS)]
        self.fill()

    def keep(self, number: int) -> None:
        """As many as may be kept, or fewer, for one of the units."""
        unit = (SCHOOL, DISTRICT, OTHER)[number % 3]
        quotas = [
            Quota(presence=Presence.ROOM, unit=each, seats=seats)
            for each, seats in self.quotas.items()
        ]
        left = left_to_keep(self.most, quotas, Presence.ROOM, unit)
        if not left:
            return
        quota = Quota(presence=Presence.ROOM, unit=unit, seats=1 + number % left)
        self.quotas[unit] = quota.seats
        kept = next(one for one in self.all_kept if one.unit == unit)
        common = [
            one
            for one in self.all
            if one.takes_seat and one.kept_for is None and unit in self.units[one.person]
        ]
        for one in counted_in(quota, kept, common):
            self.people[one.person] = one
        self.fill()

    def drop(self, number: int) -> None:
        unit = (SCHOOL, DISTRICT, OTHER)[number % 3]
        self.quotas.pop(unit, None)
        for person, one in self.people.items():
            if one.kept_for == unit:
                self.people[person] = replace(one, kept_for=None)
        self.fill()

    def release(self, number: int) -> None:
        """The day has come, or it was put off."""
        self.released = number % 4 != 0
        self.fill()

    def grow(self, number: int) -> None:
        self.most += number % 2
        self.fill()

    def fill(self) -> None:
        before = self.seats
        found = promote(
            self.line,
            seats=before,
            units={one.person: self.units[one.person] for one in self.line},
            starts_at=STARTS,
            now=MONDAY,
            zone=ZONE,
        )
        for one in found:
            self.people[one.person] = one
            self.called.append((one, before))

    def _ends(self, person: int, how: object) -> None:
        self._try(person, how)
        self.fill()

    def _try(self, person: int, how: object) -> None:
        if person in self.people:
            with suppress(NotEnrolled, OfferOver):
                self.people[person] = how(self.people[person])  # type: ignore[operator]  # a step


def begun(most: int) -> Hall:
    """Half of it is kept for the school."""
    return Hall(most, {SCHOOL: most // 2} if most > 1 else {})
