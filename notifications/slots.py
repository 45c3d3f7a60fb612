"""How notices about talks are worded, each by the clock of whoever reads."""

from typing import Any
from zoneinfo import ZoneInfo

from core.letters import Button, Screen
from core.slots.notices import (
    TalkBooked,
    TalkCancelled,
    TalkInAnHour,
    TalkMoved,
    TalkNotice,
    TalkTomorrow,
)
from notifications.clocks import span_of
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(TalkBooked, hint="talk")
def talk_booked(notice: TalkBooked, texts: Texts) -> Screen:
    return _screen(
        "notice-talk-booked",
        notice,
        texts,
        unit=notice.unit,
        about=notice.about,
        has_about="yes" if notice.about else "no",
        place=notice.place,
    )


@wordings.of(TalkMoved, hint="talk")
def talk_moved(notice: TalkMoved, texts: Texts) -> Screen:
    before = texts.moment(notice.before, ZoneInfo(notice.zone))
    return _screen("notice-talk-moved", notice, texts, before=before, place=notice.place)


@wordings.of(TalkCancelled, hint="talk")
def talk_cancelled(notice: TalkCancelled, texts: Texts) -> Screen:
    return _screen("notice-talk-cancelled", notice, texts, by=notice.by)


@wordings.of(TalkTomorrow, hint="talk")
def talk_tomorrow(notice: TalkTomorrow, texts: Texts) -> Screen:
    return _screen("notice-talk-tomorrow", notice, texts, place=notice.place)


@wordings.of(TalkInAnHour, hint="talk")
def talk_in_an_hour(notice: TalkInAnHour, texts: Texts) -> Screen:
    return _screen("notice-talk-in-an-hour", notice, texts, place=notice.place)


def _screen(key: str, notice: TalkNotice, texts: Texts, **facts: Any) -> Screen:
    other = notice.other or texts.raw("somebody")
    text = texts(key, time=span_of(notice, texts), other=other, **facts)
    return Screen(text, (Button(texts.raw("button-open"), f"talk:{notice.talk}"),))
