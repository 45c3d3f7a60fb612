"""Rules of seats: never oversold, in the order of coming, nobody lost; whatever people press."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events.model import EventId, Presence
from core.events.refusals import NotEnrolled, OfferOver, OwnSeat, SeatTaken
from core.events.seats import (
    LAST_OFFERS,
    TAKING,
    Enrolment,
    Seats,
    Standing,
    enrol,
    offer_until,
    pass_on,
    promote,
)
from core.people import PersonId
from tests.times import MONDAY, ZONE

PEOPLE = 8
STARTS = MONDAY + timedelta(days=10)


@dataclass
class Hall:
    """One presence of one event, kept in memory as the use cases keep it in tables."""

    most: int | None
    people: dict[int, Enrolment] = field(default_factory=dict)
    now: object = MONDAY
    tickets: int = 0
    offers: list[int] = field(default_factory=list)

    @property
    def seats(self) -> Seats:
        stand = [one.standing for one in self.people.values()]
        taken = sum(one in TAKING for one in stand)
        return Seats(most=self.most, taken=taken, waiting=stand.count(Standing.WAITING))

    @property
    def line(self) -> list[Enrolment]:
        waiting = [one for one in self.people.values() if one.standing is Standing.WAITING]
        return sorted(waiting, key=lambda one: one.ticket)

    def enrol(self, person: int) -> None:
        self.tickets += 1
        self.people[person] = enrol(
            self.people.get(person),
            event=EventId(1),
            person=PersonId(person),
            presence=Presence.ROOM,
            seats=self.seats,
            ticket=self.tickets,
            starts_at=STARTS,
            now=self.now,  # type: ignore[arg-type]  # a moment
        )

    def leave(self, person: int) -> None:
        self._ends(person, lambda one: one.left(at=MONDAY))

    def hand(self, person: int) -> None:
        """To the neighbour, whoever that is."""
        self.tickets += 1
        to = (person + 1) % PEOPLE
        with suppress(KeyError, NotEnrolled, SeatTaken):
            self.people[person], self.people[to] = pass_on(
                self.people[person],
                self.people.get(to),
                to=PersonId(to),
                ticket=self.tickets,
                at=MONDAY,
            )

    def refuse(self, person: int) -> None:
        self._ends(person, lambda one: one.refused(at=MONDAY))

    def lapse(self, person: int) -> None:
        if person in self.people and self.people[person].standing is Standing.OFFERED:
            self._ends(person, lambda one: one.lapsed(at=MONDAY))

    def accept(self, person: int) -> None:
        self._try(person, lambda one: one.accepted(at=MONDAY))

    def grow(self, by: int) -> None:
        if self.most is not None:
            self.most = max(1, self.most + by)
            self.fill()

    def fill(self) -> None:
        for one in promote(self.line, seats=self.seats, starts_at=STARTS, now=MONDAY, zone=ZONE):
            self.people[one.person] = one
            self.offers.append(one.ticket)

    def _ends(self, person: int, how: object) -> None:
        self._try(person, how)
        self.fill()

    def _try(self, person: int, how: object) -> None:
        if person in self.people:
            with suppress(NotEnrolled, OfferOver):
                self.people[person] = how(self.people[person])  # type: ignore[operator]  # a step


MOVES = ("enrol", "enrol", "enrol", "leave", "hand", "refuse", "accept", "lapse", "grow")
steps = st.lists(
    st.tuples(
        st.sampled_from(MOVES),
        st.integers(0, PEOPLE - 1),
    ),
    max_size=60,
)


def played(most: int | None, moves: list[tuple[str, int]]) -> Hall:
    hall = Hall(most)
    for move, number in moves:
        getattr(hall, move)(number % 3 if move == "grow" else number)
    return hall


@given(st.integers(1, 4), steps)
def test_seats_are_never_oversold(most: int, moves: list[tuple[str, int]]) -> None:
    hall = Hall(most)
    for move, number in moves:
        getattr(hall, move)(number % 3 if move == "grow" else number)
        assert hall.most is not None
        assert hall.seats.taken <= hall.most


@given(st.integers(1, 4), steps)
def test_nobody_waits_while_a_seat_is_free(most: int, moves: list[tuple[str, int]]) -> None:
    hall = played(most, moves)
    assert not hall.line or hall.seats.free == 0


@given(st.integers(1, 4), steps)
def test_seats_are_offered_in_the_order_of_coming(most: int, moves: list[tuple[str, int]]) -> None:
    """Whoever was offered a seat had come before everybody who still waits."""
    hall = Hall(most)
    for move, number in moves:
        before = len(hall.offers)
        getattr(hall, move)(number % 3 if move == "grow" else number)
        latest = [hall.offers[-1]] if len(hall.offers) > before else []
        assert all(ticket < one.ticket for ticket in latest for one in hall.line)


@given(st.integers(1, 4), steps)
def test_nobody_is_lost(most: int, moves: list[tuple[str, int]]) -> None:
    hall = played(most, moves)
    pressed = {number for move, number in moves if move == "enrol"}
    followed = {(number + 1) % PEOPLE for move, number in moves if move == "hand"}
    assert pressed <= set(hall.people) <= pressed | followed
    assert len({one.ticket for one in hall.people.values()}) == len(hall.people)


@given(st.integers(1, 4), steps, st.integers(0, PEOPLE - 1))
def test_a_seat_that_passes_is_taken_by_one_and_moves_nobody_else(
    most: int, moves: list[tuple[str, int]], person: int
) -> None:
    hall = played(most, moves)
    to = (person + 1) % PEOPLE
    before, taken, offers = dict(hall.people), hall.seats.taken, len(hall.offers)
    hall.hand(person)
    assert hall.seats.taken == taken
    assert len(hall.offers) == offers
    others = hall.people.keys() - {person, to}
    assert all(hall.people[one] == before[one] for one in others)
    passes = person in before and before[person].standing is Standing.ENROLLED
    if passes and (to not in before or not before[to].takes_seat):
        assert hall.people[person].standing is Standing.LEFT
        assert hall.people[to].standing is Standing.ENROLLED
    else:
        assert hall.people == before


@given(st.integers(1, 4), st.integers(1, 8))
def test_a_seat_given_back_goes_to_exactly_one(most: int, more: int) -> None:
    hall = Hall(most)
    for person in range(most + more):
        hall.enrol(person)
    assert [one.person for one in hall.line] == list(range(most, most + more))
    hall.leave(0)
    assert hall.offers == [most + 1]
    assert hall.people[most].standing is Standing.OFFERED


@given(st.integers(2, 6))
def test_an_offer_that_is_over_goes_to_the_next_until_one_takes_it(waiting: int) -> None:
    hall = Hall(1)
    for person in range(waiting + 1):
        hall.enrol(person)
    hall.leave(0)
    for person in range(1, waiting):
        assert hall.people[person].standing is Standing.OFFERED
        hall.lapse(person)
    hall.accept(waiting)
    assert [one.standing for one in hall.people.values()].count(Standing.ENROLLED) == 1
    assert hall.people[waiting].standing is Standing.ENROLLED


def test_a_newcomer_does_not_pass_those_who_wait() -> None:
    hall = Hall(1)
    hall.enrol(1)
    hall.enrol(2)
    hall.people[1] = hall.people[1].left(at=MONDAY)  # free, and not offered yet
    hall.enrol(3)
    assert [one.person for one in hall.line] == [2, 3]


def test_a_second_press_changes_nothing() -> None:
    hall = Hall(1)
    for person in (1, 2, 1, 2):
        hall.enrol(person)
    stand: Mapping[int, str] = {key: one.standing for key, one in hall.people.items()}
    assert stand == {1: Standing.ENROLLED, 2: Standing.WAITING}
    assert [one.ticket for one in hall.people.values()] == [1, 2]


def test_as_many_as_like_come_where_seats_are_not_counted() -> None:
    hall = Hall(None)
    for person in range(50):
        hall.enrol(person)
    assert {one.standing for one in hall.people.values()} == {Standing.ENROLLED}


def test_close_to_the_beginning_a_free_seat_belongs_to_whoever_presses_first() -> None:
    hall = Hall(1)
    hall.enrol(1)
    hall.enrol(2)
    hall.now = STARTS - LAST_OFFERS
    hall.people[1] = hall.people[1].left(at=MONDAY)
    late = STARTS - LAST_OFFERS
    assert promote(hall.line, seats=hall.seats, starts_at=STARTS, now=late, zone=ZONE) == []
    hall.enrol(2)
    assert hall.people[2].standing is Standing.ENROLLED


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (timedelta(days=10), timedelta(days=1)),
        (timedelta(hours=3), timedelta(hours=1.5)),
        (timedelta(hours=26), timedelta(hours=24)),  # not at eleven in the evening
        (timedelta(hours=21), timedelta(hours=19)),  # not at half past one
    ],
)
def test_an_offer_lasts_a_day_and_less_when_the_event_is_near(
    before: timedelta, left: timedelta
) -> None:
    """Of an event at noon of Moscow; nobody answers at night."""
    now = STARTS - before
    assert offer_until(STARTS, now=now, zone=ZONE) == now + left


def test_there_may_be_no_morning_before_an_event() -> None:
    early = STARTS - timedelta(hours=4)  # eight in the morning
    now = early - timedelta(hours=10)
    assert offer_until(early, now=now, zone=ZONE) == now + timedelta(hours=5)


def test_an_offer_can_be_answered_once_and_in_time() -> None:
    hall = Hall(1)
    for person in (1, 2):
        hall.enrol(person)
    hall.leave(1)
    offered = hall.people[2]
    assert offered.offered_until is not None
    with pytest.raises(OfferOver):
        offered.accepted(at=offered.offered_until)
    with pytest.raises(OfferOver):
        offered.accepted(at=MONDAY).refused(at=MONDAY)
    with pytest.raises(NotEnrolled):
        offered.will_come()


def test_a_seat_passes_to_somebody_else_and_only_from_a_seat() -> None:
    hall = Hall(1)
    for person in (1, 2):
        hall.enrol(person)
    with pytest.raises(OwnSeat):
        pass_on(hall.people[1], hall.people[1], to=PersonId(1), ticket=3, at=MONDAY)
    with pytest.raises(NotEnrolled):
        pass_on(hall.people[2], None, to=PersonId(3), ticket=3, at=MONDAY)
