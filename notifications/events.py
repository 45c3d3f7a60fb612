"""How notices about events are worded, each by the clock of whoever reads."""

from dataclasses import replace
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
    QuorumMissed,
    SeatOffered,
    SeatPassed,
    SeriesAltered,
    SeriesCancelled,
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
    changes = [_change(notice, change, texts) for change in notice.changes]
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


@wordings.of(SeriesAltered, hint="event")
def series_altered(notice: SeriesAltered, texts: Texts) -> Screen:
    """What is other, but for the times: those of each stand in the list."""
    changes = [
        _change(notice, change, texts) for change in notice.changes if change is not Change.TIMES
    ]
    return _of_series(
        "notice-series-altered",
        notice,
        texts,
        changes="\n".join(changes) or "none",
        moved="yes" if Change.TIMES in notice.changes else "no",
    )


@wordings.of(SeriesCancelled, hint="event")
def series_cancelled(notice: SeriesCancelled, texts: Texts) -> Screen:
    return _of_series("notice-series-cancelled", notice, texts, reason=notice.reason)


@wordings.of(QuorumMissed, hint="event")
def quorum_missed(notice: QuorumMissed, texts: Texts) -> Screen:
    text = texts(
        "notice-quorum-missed",
        title=notice.title,
        time=span_of(notice, texts),
        enrolled=notice.enrolled,
        least=notice.least,
        above=notice.above,
    )
    buttons = [("button-hold-anyway", "holdevent"), ("button-call-off", "calloff")]
    if notice.can_wait:
        buttons.append(("button-wait-a-day", "waitevent"))
    return Screen(
        text.strip(), _buttons([*buttons, ("button-open", "event")], notice.event, texts)
    )


def _of_series(
    key: str, notice: SeriesAltered | SeriesCancelled, texts: Texts, **facts: Any
) -> Screen:
    spans = [
        span_of(replace(notice, starts_at=starts_at, ends_at=ends_at), texts)
        for starts_at, ends_at in notice.times
    ]
    text = texts(key, title=notice.title, times="\n".join(spans), **facts)
    return Screen(text, _buttons([("button-whole-series", "series")], notice.event, texts))


def _change(notice: EventAltered | SeriesAltered, change: Change, texts: Texts) -> str:
    return texts.raw(
        "event-change",
        what=change,
        title=notice.title,
        time=span_of(notice, texts),
        presence=notice.presence,
        place=notice.place or "none",
        link=notice.link or "none",
        memo=notice.memo or "none",
    )


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
        applied="yes" if notice.applied else "no",
        **facts,
    )
    named = [*(buttons or ()), ("button-open", "event")]
    return Screen(text, _buttons(named, notice.event, texts))


def _buttons(named: list[tuple[str, str]], event: int, texts: Texts) -> tuple[Button, ...]:
    return tuple(Button(texts.raw(title), f"{place}:{event}") for title, place in named)
