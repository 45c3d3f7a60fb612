"""Rules of seats kept for units: never oversold, never another's, fair; whatever people press."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.events.model import EventId, Presence
from core.events.quotas import counted_in, line
from core.events.seats import Enrolment, Kept, Quota, Seat, Seats, Standing, promote
from core.units import UnitId
from tests.events.hall import DISTRICT, OTHER, PEOPLE, SCHOOL, STARTS, Hall, begun
from tests.times import MONDAY, ZONE

MOVES = (
    *("enrol", "enrol", "enrol", "enrol", "leave", "refuse", "accept", "lapse", "vanish"),
    *("move", "keep", "keep", "drop", "release", "grow"),
)
steps = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, PEOPLE - 1)), max_size=60)
halls = st.integers(1, 6)


@given(halls, steps)
def test_seats_are_never_oversold(most: int, moves: list[tuple[str, int]]) -> None:
    hall = begun(most)
    for move, number in moves:
        getattr(hall, move)(number)
        assert hall.seats.taken <= hall.most
        assert sum(hall.quotas.values()) <= hall.most


@given(halls, steps)
def test_nobody_takes_a_seat_that_is_kept_for_others(
    most: int, moves: list[tuple[str, int]]
) -> None:
    """Whoever gets one by pressing or by an offer was of its unit, or it was a common one."""
    hall = begun(most)
    for move, number in moves:
        before, seats = dict(hall.people), hall.seats
        getattr(hall, move)(number)
        if move != "enrol" or not hall.people[number].takes_seat or hall.released:
            continue
        one = hall.people[number]
        if number in before and before[number].takes_seat:
            assert one == before[number]
        elif one.kept_for is None:
            assert seats.free
        else:
            assert one.kept_for in hall.units[number]


@given(halls, steps)
def test_what_is_kept_stays_free_for_its_people(most: int, moves: list[tuple[str, int]]) -> None:
    """A stranger who presses leaves as many kept seats as there were."""
    hall = begun(most)
    for move, number in moves:
        left = {one.unit: min(one.left, hall.seats.left or 0) for one in hall.all_kept}
        getattr(hall, move)(number)
        if move == "enrol" and not hall.units[number] and not hall.released:
            now = {one.unit: min(one.left, hall.seats.left or 0) for one in hall.all_kept}
            assert now == left


@given(halls, steps)
def test_of_a_unit_no_more_take_kept_seats_than_are_kept(
    most: int, moves: list[tuple[str, int]]
) -> None:
    """Else one unit would take what is kept for another."""
    hall = begun(most)
    for move, number in moves:
        before = {one.unit: one.taken for one in hall.all_kept}
        getattr(hall, move)(number)
        if move != "keep":
            for one in hall.all_kept:
                assert one.taken <= max(one.seats, before[one.unit])


@given(halls, steps)
def test_a_newcomer_passes_nobody_who_might_take_the_same_seat(
    most: int, moves: list[tuple[str, int]]
) -> None:
    """One that got free and is not offered yet."""
    hall = begun(most)
    for move, number in moves:
        line, before = hall.line, hall.people.get(number)
        getattr(hall, move)(number)
        after = hall.people.get(number)
        if move == "enrol" and after and after.takes_seat and not (before and before.takes_seat):
            assert not [
                one
                for one in line
                if after.kept_for is None or after.kept_for in hall.units[one.person]
            ]


@given(halls, steps)
def test_nobody_waits_who_might_take_what_is_free(most: int, moves: list[tuple[str, int]]) -> None:
    hall = begun(most)
    for move, number in moves:
        getattr(hall, move)(number)
    hall.fill()  # the tick: of an erased person nobody has heard
    for one in hall.line:
        assert hall.seats.seat_for(hall.units[one.person], first_pressed=True) is None


@given(halls, steps)
def test_seats_are_offered_in_the_order_of_coming(most: int, moves: list[tuple[str, int]]) -> None:
    """Nobody was passed over who might have taken the same seat."""
    hall = begun(most)
    for move, number in moves:
        before = len(hall.called)
        getattr(hall, move)(number)
        for one, _ in hall.called[before:]:
            for other in hall.line:
                if one.kept_for is None or one.kept_for in hall.units[other.person]:
                    assert one.ticket < other.ticket


@given(halls, steps)
def test_nobody_loses_a_seat_that_they_have_not_given_back(
    most: int, moves: list[tuple[str, int]]
) -> None:
    hall = begun(most)
    for move, number in moves:
        before = {one.person for one in hall.all if one.takes_seat}
        getattr(hall, move)(number)
        after = {one.person for one in hall.all if one.takes_seat}
        gone = before - after
        assert not gone or (move in {"leave", "refuse", "lapse", "vanish"} and gone == {number})


@given(halls, steps)
def test_without_quotas_it_is_as_it_was(most: int, moves: list[tuple[str, int]]) -> None:
    hall, plain = Hall(most), Hall(most)
    plain.units = dict.fromkeys(range(PEOPLE), ())
    for move, number in moves:
        if move in {"keep", "move"}:
            continue
        for each in (hall, plain):
            getattr(each, move)(number)
    assert hall.people == plain.people


def test_a_seat_kept_for_the_nearest_unit_is_taken_first_then_the_next_then_a_common_one() -> None:
    hall = Hall(4)
    hall.units = dict.fromkeys(range(PEOPLE), (SCHOOL, DISTRICT))
    hall.quotas = {DISTRICT: 1, SCHOOL: 1}
    for person in range(5):
        hall.enrol(person)
    assert [hall.people[one].kept_for for one in range(4)] == [SCHOOL, DISTRICT, None, None]
    assert hall.people[4].standing is Standing.WAITING


def test_who_waits_for_a_common_seat_does_not_stand_in_the_way_of_a_kept_one() -> None:
    hall = Hall(2)
    hall.quotas = {SCHOOL: 1}
    hall.units = {**dict.fromkeys(range(PEOPLE), ()), 7: (SCHOOL,), 8: (SCHOOL,)}
    for person in (0, 1, 7, 8):
        hall.enrol(person)
    stand = {key: one.standing for key, one in hall.people.items()}
    assert stand == {0: "enrolled", 1: "waiting", 7: "enrolled", 8: "waiting"}
    hall.leave(7)
    assert hall.people[8].standing is Standing.OFFERED, "kept for the school, though 1 was first"
    hall.leave(0)
    assert hall.people[1].standing is Standing.OFFERED


def test_a_newcomer_of_the_school_does_not_pass_a_colleague_who_waits() -> None:
    hall = Hall(2, {SCHOOL: 1})
    hall.units = {**dict.fromkeys(range(PEOPLE), (SCHOOL,)), 0: ()}
    for person in (0, 7, 8):
        hall.enrol(person)
    hall.vanish(7)
    hall.enrol(6)
    assert [one.person for one in hall.line] == [8, 6]


def test_in_one_round_a_school_is_not_offered_what_is_kept_for_another() -> None:
    hall = Hall(3, {SCHOOL: 1, OTHER: 1})
    hall.units = dict.fromkeys(range(PEOPLE), (SCHOOL,))
    for person in (0, 1, 2, 3, 4):
        hall.enrol(person)
    for person in (0, 1):
        hall.vanish(person)
    hall.fill()
    assert [hall.people[one].standing for one in (2, 3, 4)] == ["offered", "offered", "waiting"]


def test_what_nobody_took_is_offered_to_those_who_wait_when_it_is_released() -> None:
    hall = Hall(3)
    hall.quotas = {SCHOOL: 2}
    hall.units = dict.fromkeys(range(PEOPLE), ())
    for person in range(4):
        hall.enrol(person)
    assert [one.person for one in hall.line] == [1, 2, 3]
    hall.release(1)
    assert [hall.people[one].standing for one in (1, 2, 3)] == ["offered", "offered", "waiting"]


def test_a_quota_made_late_counts_those_who_are_in() -> None:
    hall = Hall(4)
    hall.units = {**dict.fromkeys(range(PEOPLE), ()), 0: (SCHOOL,), 1: (SCHOOL,), 2: (SCHOOL,)}
    for person in (0, 1):
        hall.enrol(person)
    hall.quotas = {SCHOOL: 2}
    (kept,) = hall.all_kept
    quota = Quota(presence=Presence.ROOM, unit=SCHOOL, seats=2)
    moved = counted_in(quota, kept, hall.all)
    assert [one.kept_for for one in moved] == [SCHOOL, SCHOOL]
    assert counted_in(quota, replace(kept, taken=2), hall.all) == []


def test_a_smaller_quota_takes_nothing_away_and_is_not_counted_twice() -> None:
    seats = Seats(most=5, taken=3, kept=(Kept(unit=SCHOOL, seats=1, taken=3),))
    assert (seats.left, seats.free, seats.common) == (2, 2, 4)
    assert seats.seat_for((SCHOOL,), first_pressed=False) == Seat()


class Shortened:
    """What the use case asks for: the first of the line, and all whom a free seat is kept for."""

    def __init__(self, hall: Hall) -> None:
        self.events = self
        self.hall = hall

    async def waiting(
        self, event: EventId, presence: Presence, *, most: int | None
    ) -> list[Enrolment]:
        return self.hall.line[:most]

    async def entitled(
        self, event: EventId, presence: Presence, units: Collection[UnitId]
    ) -> list[tuple[Enrolment, UnitId]]:
        return [
            (one, unit)
            for one in self.hall.line
            for unit in self.hall.units[one.person]
            if unit in units
        ]


@given(halls, steps)
def test_the_shortened_line_calls_the_same_people_as_the_whole_one(
    most: int, moves: list[tuple[str, int]]
) -> None:
    """Seats of those erased are free and not offered yet."""
    hall = begun(most)
    for move, number in moves:
        getattr(hall, move)(number)
    meeting: Any = SimpleNamespace(id=EventId(1))
    work: Any = Shortened(hall)
    short, units = asyncio.run(line(work, meeting, Presence.ROOM, hall.seats))
    called = promote(short, seats=hall.seats, units=units, starts_at=STARTS, now=MONDAY, zone=ZONE)
    before = len(hall.called)
    hall.fill()
    assert called == [one for one, _ in hall.called[before:]]
