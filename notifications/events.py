"""How notices about events are worded, each by the clock of whoever reads."""

from typing import Any
from zoneinfo import ZoneInfo

from core.events.model import Change
from core.events.notices import (
    EventAltered,
    EventCancelled,
    EventInAnHour,
    EventInAWeek,
    EventNotice,
    EventTomorrow,
    InquiryAnswered,
    InquiryMade,
    OfferLapsed,
    SeatOffered,
    SeatPassed,
)
from core.letters import Button, Screen
from notifications.clocks import span_of
from notifications.wording import Wordings
from texts import Texts

wordings = Wordings()


@wordings.of(SeatOffered, hint="event")
def seat_offered(notice: SeatOffered, texts: Texts) -> Screen:
    until = texts.moment(notice.until, ZoneInfo(notice.zone))
    buttons = [("button-take-seat", "takeseat"), ("button-give-seat", "giveseat")]
    return _screen("notice-seat-offered", notice, texts, buttons, until=until)


@wordings.of(OfferLapsed, hint="event")
def offer_lapsed(notice: OfferLapsed, texts: Texts) -> Screen:
    return _screen("notice-offer-lapsed", notice, texts)


@wordings.of(SeatPassed, hint="event")
def seat_passed(notice: SeatPassed, texts: Texts) -> Screen:
    return _screen("notice-seat-passed", notice, texts, name=notice.name)


@wordings.of(EventAltered, hint="event")
def event_altered(notice: EventAltered, texts: Texts) -> Screen:
    """What is other than it was, a line each."""
    changes = [
        texts.raw(
            "event-change",
            what=change,
            title=notice.title,
            time=span_of(notice, texts),
            presence=notice.presence,
            place=notice.place or "none",
            link=notice.link or "none",
            memo=notice.memo or "none",
        )
        for change in notice.changes
    ]
    asks = "no" if notice.changes == (Change.MEMO,) else "yes"
    return _screen("notice-event-altered", notice, texts, changes="\n".join(changes), asks=asks)


@wordings.of(EventCancelled, hint="event")
def event_cancelled(notice: EventCancelled, texts: Texts) -> Screen:
    return _screen("notice-event-cancelled", notice, texts, reason=notice.reason)


@wordings.of(EventInAWeek, hint="event")
def event_in_a_week(notice: EventInAWeek, texts: Texts) -> Screen:
    return _screen("notice-event-in-a-week", notice, texts)


@wordings.of(EventTomorrow, hint="event")
def event_tomorrow(notice: EventTomorrow, texts: Texts) -> Screen:
    buttons = [("button-come", "come"), ("button-not-come", "notcome")]
    memo = notice.memo or "none"
    return _screen("notice-event-tomorrow", notice, texts, buttons, memo=memo)


@wordings.of(EventInAnHour, hint="event")
def event_in_an_hour(notice: EventInAnHour, texts: Texts) -> Screen:
    return _screen("notice-event-in-an-hour", notice, texts)


@wordings.of(InquiryMade, hint="question")
def inquiry_made(notice: InquiryMade, texts: Texts) -> Screen:
    return Screen(
        texts("notice-inquiry-made", title=notice.title, name=notice.name, text=notice.text),
        (
            Button(texts.raw("button-answer"), f"answerguest:{notice.inquiry}"),
            Button(texts.raw("button-open"), f"event:{notice.event}"),
        ),
    )


@wordings.of(InquiryAnswered, hint="answer")
def inquiry_answered(notice: InquiryAnswered, texts: Texts) -> Screen:
    return Screen(
        texts(
            "notice-inquiry-answered",
            title=notice.title,
            name=notice.name,
            question=notice.question,
            text=notice.text,
        ),
        (
            Button(texts.raw("button-ask-host"), f"askhost:{notice.event}"),
            Button(texts.raw("button-open"), f"event:{notice.event}"),
        ),
    )


def _screen(
    key: str,
    notice: EventNotice,
    texts: Texts,
    buttons: list[tuple[str, str]] | None = None,
    **facts: Any,
) -> Screen:
    text = texts(
        key,
        title=notice.title,
        time=span_of(notice, texts),
        presence=notice.presence,
        where=notice.place or notice.link or "none",
        **facts,
    )
    named = [*(buttons or ()), ("button-open", "event")]
    return Screen(
        text,
        tuple(Button(texts.raw(title), f"{place}:{notice.event}") for title, place in named),
    )
