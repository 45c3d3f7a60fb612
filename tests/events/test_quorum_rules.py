"""For how many an event is held: asked once of each decision, never at night, never by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events.model import EventId, Form
from core.events.quorum import (
    LEADS,
    Quorum,
    Stage,
    agreed,
    by_day,
    check_seats,
    lead_of,
    least_of,
)
from core.events.refusals import QuorumAboveSeats, QuorumNoDay, QuorumNotNumber, QuorumTooLate
from core.events.seats import EVENING, MORNING
from tests.times import MONDAY, ZONE
from tests.town import an_event

STARTS = MONDAY + timedelta(days=10)
LEAST = 5

minutes = st.integers(0, 10 * 24 * 60 - 1)
looks = st.lists(st.tuples(minutes, st.integers(0, 8)), max_size=40)
"""When somebody looks whether there is something to ask, and how many are enrolled then."""
leads = st.sampled_from(LEADS)


def wanted(lead: timedelta = LEADS[1], least: int = LEAST) -> Quorum:
    return agreed(
        an_event(MONDAY),
        event=EventId(1),
        least=least,
        lead=lead,
        before=None,
        now=MONDAY,
        zone=ZONE,
    )


def look(quorum: Quorum, at: datetime, enrolled: int) -> Quorum:
    return quorum.looked_at(enrolled=enrolled, starts_at=STARTS, now=at, zone=ZONE)


def asked(quorum: Quorum, when: list[tuple[int, int]]) -> list[tuple[Stage, int]]:
    """Every question, with the number of its decision."""
    questions = []
    for minute, enrolled in sorted(when):
        after = look(quorum, MONDAY + timedelta(minutes=minute), enrolled)
        if after != quorum and after.is_asked:
            questions.append((after.stage, after.round))
        quorum = after
    return questions


@given(leads, looks)
def test_each_is_asked_once_of_a_decision_the_organiser_first(
    lead: timedelta, when: list[tuple[int, int]]
) -> None:
    assert asked(wanted(lead), when) in (
        [],
        [(Stage.ASKED, 1)],
        [(Stage.ASKED, 1), (Stage.ASKED_ABOVE, 1)],
    )


@given(leads, looks)
def test_nobody_is_asked_while_there_are_enough(
    lead: timedelta, when: list[tuple[int, int]]
) -> None:
    enough = [(minute, LEAST + enrolled) for minute, enrolled in when]
    assert asked(wanted(lead), enough) == []


@given(leads, looks)
def test_nobody_is_asked_before_its_time(lead: timedelta, when: list[tuple[int, int]]) -> None:
    quorum = wanted(lead)
    assert quorum.ask_at is not None
    early = [one for one in when if MONDAY + timedelta(minutes=one[0]) < quorum.ask_at]
    assert asked(quorum, early) == []


@given(leads, st.integers(0, LEAST - 1))
def test_with_too_few_somebody_is_asked_for_certain(lead: timedelta, enrolled: int) -> None:
    every_hour = [(hour * 60, enrolled) for hour in range(10 * 24)]
    assert asked(wanted(lead), every_hour) == [(Stage.ASKED, 1), (Stage.ASKED_ABOVE, 1)]


@given(leads, looks)
def test_nothing_is_decided_by_itself_with_too_few(
    lead: timedelta, when: list[tuple[int, int]]
) -> None:
    quorum = wanted(lead)
    for minute, enrolled in sorted(when):
        quorum = look(quorum, MONDAY + timedelta(minutes=minute), enrolled % LEAST)
    assert quorum.is_open


@given(leads, looks)
def test_once_it_is_decided_nobody_is_asked(lead: timedelta, when: list[tuple[int, int]]) -> None:
    assert asked(wanted(lead).held(), when) == []


@given(minutes)
def test_nobody_decides_at_night(minute: int) -> None:
    moment = MONDAY + timedelta(minutes=minute)
    found = by_day(moment, before=STARTS + timedelta(days=2), zone=ZONE)
    assert MORNING <= found.astimezone(ZONE).hour < EVENING
    assert timedelta(0) <= found - moment < timedelta(hours=24)


def test_at_night_all_the_same_when_there_is_no_morning_before_it() -> None:
    begins = datetime(2026, 9, 8, 7, 0, tzinfo=ZONE).astimezone(UTC)
    night = begins - timedelta(hours=4)
    assert by_day(night, before=begins, zone=ZONE) == night


def test_coordinators_are_asked_half_way_to_the_beginning() -> None:
    quorum = wanted()
    assert quorum.ask_at == STARTS - timedelta(days=2)
    after = look(quorum, quorum.ask_at, 1)
    assert (after.stage, after.ask_at) == (Stage.ASKED, STARTS - timedelta(days=1))


def test_when_enough_come_after_the_question_it_is_met() -> None:
    quorum = wanted()
    assert quorum.ask_at is not None
    after = look(quorum, quorum.ask_at, 1)
    assert look(after, quorum.ask_at + timedelta(minutes=1), LEAST).stage is Stage.MET


def test_a_day_later_it_is_another_decision() -> None:
    quorum = wanted()
    assert quorum.ask_at is not None
    at = quorum.ask_at
    put_off = look(quorum, at, 1).put_off(STARTS, now=at, zone=ZONE)
    assert (put_off.stage, put_off.round) == (Stage.AHEAD, 2)
    assert put_off.ask_at == at + timedelta(days=1)
    again = put_off.put_off(STARTS, now=at, zone=ZONE)
    assert again == put_off, "a second press changes nothing"


def test_there_may_be_no_day_to_wait() -> None:
    quorum = wanted(LEADS[0])
    assert quorum.ask_at is not None
    asked_for = look(quorum, quorum.ask_at, 1)
    assert asked_for.waits_until(STARTS, now=quorum.ask_at, zone=ZONE) is None
    with pytest.raises(QuorumNoDay):
        asked_for.put_off(STARTS, now=quorum.ask_at, zone=ZONE)


def test_of_an_event_that_is_moved_it_is_asked_anew_unless_it_is_decided() -> None:
    quorum = wanted()
    later = STARTS + timedelta(days=5)
    moved = quorum.moved(later, now=MONDAY, zone=ZONE)
    assert (moved.ask_at, moved.round) == (later - timedelta(days=2), 2)
    assert quorum.held().moved(later, now=MONDAY, zone=ZONE) == quorum.held()


@pytest.mark.parametrize("words", ["0", "-1", "много", "", "2,5", "٤", "9" * 40, "100001"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(QuorumNotNumber):
        least_of(words)


def test_there_have_to_be_so_many_seats() -> None:
    check_seats(5, an_event(MONDAY, seats_room=5))
    check_seats(500, an_event(MONDAY))
    check_seats(7, an_event(MONDAY, form=Form.HYBRID, seats_room=5, seats_online=2))
    with pytest.raises(QuorumAboveSeats):
        check_seats(6, an_event(MONDAY, seats_room=5))


def test_a_moment_that_is_over_or_after_the_beginning_is_refused() -> None:
    assert lead_of(STARTS - timedelta(hours=5), STARTS, now=MONDAY) == timedelta(hours=5)
    for moment in (MONDAY, STARTS, STARTS + timedelta(hours=1)):
        with pytest.raises(QuorumTooLate):
            lead_of(moment, STARTS, now=MONDAY)
    with pytest.raises(QuorumTooLate):
        agreed(
            an_event(MONDAY),
            event=EventId(1),
            least=1,
            lead=timedelta(days=11),
            before=None,
            now=MONDAY,
            zone=ZONE,
        )
