"""The calendar file, read by somebody else's parser."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from core.people import PersonId
from core.slots.model import Slot, SlotId, SlotState, Talk, TalkId, TalkState, Times
from core.units import UnitId
from handlers.calendars import as_ics
from handlers.slots.calendar import occasion_of
from texts import Texts

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
TEXTS = Texts()
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300
)


def a_talk(place: str = "каб. 12; ул. Школьная, 1", about: str = "О проекте") -> Talk:
    times = Times(NOW + timedelta(days=3), NOW + timedelta(days=3, minutes=30))
    slot = Slot(
        id=SlotId(1),
        methodist=PersonId(2),
        unit=UnitId(1),
        times=times,
        place=place,
        state=SlotState.BOOKED,
    )
    return Talk(
        id=TalkId(1), uid="abc", slot=slot, teacher=PersonId(1), about=about, settled_at=NOW
    )


def parsed(talk: Talk) -> vobject.base.Component:
    return vobject.readOne(as_ics(occasion_of(talk, "Громов Борис", TEXTS), now=NOW).decode())


def test_a_moved_talk_is_the_same_event_and_a_cancelled_one_is_called_off() -> None:
    talk = a_talk()
    later = replace(
        talk.slot, id=SlotId(2), times=Times(NOW + timedelta(days=5), NOW + timedelta(days=6))
    )
    moved = talk.moved(later, at=NOW)
    cancelled = moved.cancelled(at=NOW)
    read = [parsed(one) for one in (talk, moved, cancelled)]

    assert {one.vevent.uid.value for one in read} == {"abc@opora"}
    assert [int(one.vevent.sequence.value) for one in read] == [0, 1, 2]
    assert [one.method.value for one in read] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert read[1].vevent.dtstart.value == later.times.starts_at
    assert read[2].vevent.status.value == "CANCELLED"
    assert cancelled.state is TalkState.CANCELLED


@given(words, words)
@example("\\N", "C:\\New; a, b\\n")
def test_whatever_people_write_the_file_says_it_back(place: str, about: str) -> None:
    event = parsed(a_talk(place, about)).vevent
    assert event.location.value.strip() == place.strip()
    assert not about or event.description.value.strip() == about.strip()
