"""Events in words: a line of a list, a card, a file for the calendar."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from core.catalogue import EventKindId
from core.events.hosting import Host
from core.events.model import Event, EventState, Presence
from core.events.ports import EventWork
from core.events.seats import Enrolment, Seats, Standing
from core.events.use_cases import Seen
from core.words import units
from handlers.calendars import Occasion
from handlers.clocks import Clock
from texts import Texts

Kinds = Mapping[EventKindId, str]

MOST_SAID = 2200
"""UTF-16 units of a description and a memo together: with all else they are one message."""


async def kinds_of(work: EventWork) -> Kinds:
    return {kind.id: kind.name for kind in await work.catalogue.event_kinds()}


def line(event: Event, kinds: Kinds, clock: Clock, *, standing: Standing | None = None) -> str:
    """Whether one is enrolled for what is cancelled is of no importance any more."""
    details, cancelled = event.details, event.state is EventState.CANCELLED
    return clock.texts(
        "event-line",
        title=details.title,
        time=clock.span(details.starts_at, details.ends_at),
        kind=kinds.get(details.kind, ""),
        form=details.form,
        state=event.state,
        standing="none" if cancelled or standing is None else standing,
    )


def facts(seen: Seen, kinds: Kinds, clock: Clock, now: datetime) -> dict[str, Any]:
    """Everything that the card of an event says to one person."""
    event, enrolment, texts = seen.event, seen.enrolment, clock.texts
    details = event.details
    link = details.link if seen.answers_for or _is_online(enrolment) else ""
    until = enrolment.offered_until if enrolment else None
    return {
        "title": details.title,
        "kind": kinds.get(details.kind, ""),
        "level": details.level,
        "form": details.form,
        "time": clock.span(details.starts_at, details.ends_at),
        "place": details.place,
        "has_place": "yes" if details.place else "no",
        "link": link,
        "has_link": _link_state(event, link),
        "description": details.description,
        "has_description": "yes" if details.description else "no",
        "seats": seats_line(seen.seats, texts),
        "state": "over" if event.is_over(now) else event.state,
        "reason": event.reason,
        "standing": _standing(enrolment),
        "presence": enrolment.presence if enrolment else "none",
        "hybrid": "yes" if len(details.form.presences) > 1 else "no",
        "place_in_line": seen.place,
        "until": clock.moment(until) if until else "none",
    }


def memoed(memo: str, description: str) -> dict[str, Any]:
    """The memo for the card; of a long one below a long description as much as fits a message."""
    most = max(0, MOST_SAID - units(description))
    cut = units(memo) > most
    return {
        "memo": f"{memo[: most - 1]}…" if cut else memo,
        "has_memo": bool(memo),
        "cut": "yes" if cut else "no",
    }


def hosted(host: Host | None) -> dict[str, Any]:
    """Who holds it, for the card."""
    return {
        "has_host": host is not None,
        "host": host.name if host else "",
        "host_role": host.role or "none" if host else "none",
        "host_position": host.position or "none" if host else "none",
        "host_unit": host.unit or "none" if host else "none",
    }


def _standing(enrolment: Enrolment | None) -> str:
    if enrolment is None:
        return "none"
    return "coming" if enrolment.coming else enrolment.standing


def _is_online(enrolment: Enrolment | None) -> bool:
    return (
        enrolment is not None
        and enrolment.standing is Standing.ENROLLED
        and enrolment.presence is Presence.ONLINE
    )


def _link_state(event: Event, link: str) -> str:
    """A link is for those enrolled; the others are told that it will come."""
    if Presence.ONLINE not in event.details.form.presences:
        return "none"
    return "yes" if link else "later"


def seats_line(seats: Mapping[Presence, Seats], texts: Texts) -> str:
    """One line for each way of taking part; none for as many as like."""
    hybrid = len(seats) > 1
    return "\n".join(_seats(one, seats[one], hybrid, texts) for one in seats)


def _seats(presence: Presence, seats: Seats, hybrid: bool, texts: Texts) -> str:  # noqa: FBT001 - private
    return texts.raw(
        "event-seats",
        presence=presence if hybrid else "only",
        most=seats.common if seats.common is not None else -1,
        free=seats.free if seats.free is not None else -1,
        waiting=seats.waiting,
    )


def occasion_of(
    event: Event,
    kinds: Kinds,
    texts: Texts,
    *,
    link: str = "",
    memo: str = "",
    certain: bool = True,
) -> Occasion:
    """Without anything about anybody. ``link`` and ``memo`` are given to those alone who may have
    them."""
    details = event.details
    said = [details.description, texts.raw("event-file-memo", memo=memo) if memo else ""]
    kind = kinds.get(details.kind, "")
    return Occasion(
        uid=event.uid,
        sequence=event.sequence,
        starts_at=details.starts_at,
        ends_at=details.ends_at,
        summary=texts.raw("event-summary", kind=kind, title=details.title),
        place=details.place or texts.raw("event-online"),
        description="\n\n".join(filter(None, said)),
        link=link,
        cancelled=event.state is EventState.CANCELLED,
        certain=certain,
    )


def titles(events: Iterable[tuple[Event, str]], clock: Clock) -> list[tuple[str, str]]:
    """A button for each: its number in the list stands before its beginning."""
    return [
        (f"{number}. {clock.moment(event.details.starts_at)}", place)
        for number, (event, place) in enumerate(events, start=1)
    ]
