"""Rules of talks: who may book what, and when both are reminded."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people import PersonId
from core.quiet_hours import early_moment
from core.slots.model import (
    DAY,
    HOUR,
    LENGTHS,
    MOST_TALKS,
    SOONEST,
    Reminder,
    Slot,
    SlotId,
    SlotState,
    Talk,
    TalkId,
    TalkState,
    Times,
    check_may_book,
)
from core.slots.refusals import (
    SlotTaken,
    TalkNotBegun,
    TalkOver,
    TalksOverlap,
    TooManyTalks,
    TooSoon,
)
from core.units import UnitId
from core.working_time import WorkingCalendar

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ANNA, BORIS = PersonId(1), PersonId(2)
CALENDAR = WorkingCalendar(UTC)
minutes = st.integers(min_value=-600, max_value=60 * 24 * 7)


def a_slot(after: int, length: int = 30, state: SlotState = SlotState.FREE) -> Slot:
    begins = NOW + timedelta(minutes=after)
    times = Times(begins, begins + timedelta(minutes=length))
    return Slot(
        id=SlotId(1), methodist=BORIS, unit=UnitId(1), times=times, place="к. 5", state=state
    )


def a_talk(after: int, length: int = 30, *, settled: datetime = NOW - 30 * DAY) -> Talk:
    return Talk(
        id=TalkId(1),
        uid="u",
        slot=a_slot(after, length, SlotState.BOOKED),
        teacher=ANNA,
        settled_at=settled,
    )


@given(minutes, st.sampled_from(LENGTHS), st.lists(minutes, max_size=4))
def test_nobody_books_too_soon_too_much_or_two_at_once(
    after: int, length: int, others: list[int]
) -> None:
    slot, coming = a_slot(after, length), [a_talk(one) for one in others]
    try:
        check_may_book(slot, coming=coming, now=NOW)
    except TooSoon:
        assert slot.times.starts_at - NOW < SOONEST
    except TooManyTalks:
        assert len(coming) >= MOST_TALKS
    except TalksOverlap:
        assert any(one.slot.times.overlaps(slot.times) for one in coming)
    else:
        assert slot.times.starts_at - NOW >= SOONEST
        assert len(coming) < MOST_TALKS
        assert not any(one.slot.times.overlaps(slot.times) for one in coming)


@pytest.mark.parametrize("state", [SlotState.BOOKED, SlotState.WITHDRAWN])
def test_only_a_free_time_is_booked(state: SlotState) -> None:
    with pytest.raises(SlotTaken):
        check_may_book(a_slot(600, state=state), coming=[], now=NOW)


@given(minutes, minutes, st.sampled_from(LENGTHS), st.sampled_from(LENGTHS))
def test_times_overlap_both_ways_or_not_at_all(a: int, b: int, la: int, lb: int) -> None:
    one, other = a_slot(a, la).times, a_slot(b, lb).times
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (max(a, b) < min(a + la, b + lb))


@given(st.integers(min_value=61, max_value=60 * 24 * 3), st.integers(min_value=1, max_value=90))
def test_each_reminder_is_due_once_and_never_after_the_beginning(after: int, step: int) -> None:
    talk, now, heard = a_talk(after, settled=NOW), NOW, []
    while now < talk.slot.times.starts_at + HOUR:
        due = talk.due_reminder(now, CALENDAR)
        if due is not None:
            assert now < talk.slot.times.starts_at
            heard.append(due)
            talk = Talk(
                id=talk.id,
                uid=talk.uid,
                slot=talk.slot,
                teacher=ANNA,
                settled_at=NOW,
                reminded=due,
            )
        now += timedelta(minutes=step)
    assert len(heard) == len(set(heard))
    moment = early_moment(talk.slot.times.starts_at - DAY, CALENDAR)
    assert (Reminder.DAY in heard) <= (moment >= NOW)


@given(minutes)
def test_a_talk_that_has_begun_is_neither_moved_nor_cancelled(after: int) -> None:
    talk = a_talk(after)
    if after > 0:
        assert talk.cancelled(at=NOW).sequence == talk.sequence + 1
        assert talk.moved(a_slot(after + 60), at=NOW).uid == talk.uid
    else:
        with pytest.raises(TalkOver):
            talk.cancelled(at=NOW)
        with pytest.raises(TalkOver):
            talk.moved(a_slot(60), at=NOW)


def test_whether_it_took_place_is_said_only_afterwards() -> None:
    with pytest.raises(TalkNotBegun):
        a_talk(10).marked(TalkState.HELD, by=BORIS, at=NOW)
    assert a_talk(-10).marked(TalkState.MISSED, by=BORIS, at=NOW).state is TalkState.MISSED
