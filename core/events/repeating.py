"""What people do with a series: make one, enrol in all of it, change or call off what is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from core.clocks import zone_of
from core.errors import Gone, Refusal
from core.events import organising, telling, use_cases
from core.events.copying import copy_terms
from core.events.model import DAY, Change, Details, Event, EventId, EventState, Presence
from core.events.notices import SeriesAltered, SeriesCancelled
from core.events.ports import EventWork
from core.events.refusals import (
    BeginsTooFar,
    EventChanged,
    EventOver,
    NoSeries,
    SeriesAlready,
    SeriesTooFar,
)
from core.events.seats import Enrolment
from core.events.seeing import check_answers_for, see
from core.events.series import (
    Rhythm,
    Series,
    carried,
    checked_count,
    days_of,
    drafts_of,
    following,
    on_day,
    shown,
)
from core.people import Person
from core.tokens import new_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How often and how many times; ``struck`` are days on which there is none."""

    rhythm: Rhythm
    count: int
    struck: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """An event and the days on which it would be held; the first is its own.

    ``days_off`` are those of them on which people do not work, ``busy`` those on which there is
    something else already for some of the same people.
    """

    event: Event
    days: Sequence[date]
    days_off: frozenset[date]
    busy: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of enrolling for one of a series: an enrolment, or why there is none."""

    event: Event
    enrolment: Enrolment | None = None
    refusal: Refusal | None = None


async def outlook(
    work: EventWork, number: EventId, wanted: Wanted | None, *, me: Person
) -> Outlook:
    """Before anything is done. Without a wish there is the day of the event alone."""
    event = await work.events.get(number)
    if event is None:
        raise Gone
    await _check_repeatable(work, event, me=me)
    zone = await zone_of(work, me.id)
    first = event.details.starts_at.astimezone(zone).date()
    days = [first]
    if wanted is not None:
        days = list(days_of(first, wanted.rhythm, count=wanted.count))
    calendar = work.calendar.within(zone)
    off = frozenset(day for day in days if not calendar.is_working(day))
    busy = await _busy(work, event, days, zone)
    return Outlook(event=event, days=days, days_off=off, busy=busy)


async def _busy(
    work: EventWork, event: Event, days: Sequence[date], zone: tzinfo
) -> frozenset[date]:
    """Looked for once, however many days there are; the day of the event itself was looked at
    when it was drawn up."""
    first, last = (
        datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        for day in (days[0] + DAY, days[-1] + DAY)
    )
    others = await work.events.beside(event.details, event.unit, (first, last), but=event.id)
    return frozenset(one.details.starts_at.astimezone(zone).date() for one in others) & {*days}


def check_dates(outlook: Outlook, wanted: Wanted, zone: tzinfo, *, now: datetime) -> None:
    """Whatever of them cannot be is refused before anybody looks at the others."""
    for day in outlook.days:
        if day in wanted.struck:
            continue
        try:
            on_day(outlook.event.details, day, zone=zone).checked(now)
        except BeginsTooFar:
            raise SeriesTooFar from None


async def repeat(
    work: EventWork, number: EventId, wanted: Wanted, *, since: int, opens: bool, me: Person
) -> Sequence[Event]:
    """The event and as many like it, all of them at once; ``since`` as in ``change``."""
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await _check_repeatable(work, event, me=me)
    if event.sequence != since:
        raise EventChanged
    zone = await zone_of(work, me.id)
    first = event.details.starts_at.astimezone(zone).date()
    days = [
        day
        for day in days_of(first, wanted.rhythm, count=checked_count(wanted.count))
        if day == first or day not in wanted.struck
    ]
    checked_count(len(days))
    series = await work.events.add_series(wanted.rhythm, str(zone), at=work.now)
    await work.events.join_series(number, series.id)
    if opens and event.state is EventState.DRAFT:
        event = await organising.open_event(work, number, me=me)
    later = [
        await _add(work, event, on_day(event.details, day, zone=zone), series, opens=opens, me=me)
        for day in days[1:]
    ]
    return [replace(event, series=series.id), *later]


async def _add(
    work: EventWork, like: Event, details: Details, series: Series, *, opens: bool, me: Person
) -> Event:
    draft = await work.events.add(
        details.checked(work.now),
        unit=like.unit,
        organiser=like.organiser,
        uid=new_token(),
        at=work.now,
    )
    await work.events.join_series(draft.id, series.id)
    await copy_terms(work, like.id, draft)
    return await organising.open_event(work, draft.id, me=me) if opens else draft


async def _check_repeatable(work: EventWork, event: Event, *, me: Person) -> None:
    await check_answers_for(work, event, me=me)
    if event.series is not None:
        raise SeriesAlready
    organising.check_changeable(event, coming=work.now < event.details.starts_at)


async def series_of(
    work: EventWork, number: EventId, *, me: Person
) -> tuple[Event, Series, Sequence[Event]]:
    """The event, its series, and all of it that the person may see."""
    event, answers = await see(work, number, me=me)
    series = None if event.series is None else await work.events.series(event.series)
    if series is None:
        raise NoSeries
    return event, series, shown(await work.events.of_series(series.id), drafts=answers)


async def enrol_in_all(
    work: EventWork, number: EventId, presence: Presence, *, me: Person
) -> Sequence[Outcome]:
    """For each that is still to come, by its own rules; where it is held in another way, so."""
    _, _, events = await series_of(work, number, me=me)
    coming = [one for one in events if one.is_coming(work.now)]
    if not coming:
        raise EventOver
    outcomes = {
        one.id: await _enrol(work, one, presence, me=me)
        for one in sorted(coming, key=lambda one: one.id)
    }
    return [outcomes[one.id] for one in coming]


async def _enrol(work: EventWork, event: Event, presence: Presence, *, me: Person) -> Outcome:
    ways = event.details.form.presences
    way = presence if presence in ways else ways[0]
    try:
        enrolment = await use_cases.enrol(work, event.id, way, me=me)
    except Refusal as refusal:
        return Outcome(event=event, refusal=refusal)
    return Outcome(event=event, enrolment=enrolment)


async def leave_all(work: EventWork, number: EventId, *, me: Person) -> int:
    """Give back every seat that is still to come and every place in a line; say how many."""
    _, _, events = await series_of(work, number, me=me)
    left = 0
    for one in sorted(events, key=lambda one: one.id):
        mine = await work.events.enrolment(one.id, me.id)
        if one.is_coming(work.now) and mine is not None and mine.is_on:
            await use_cases.leave(work, one.id, me=me)
            left += 1
    return left


async def open_all(work: EventWork, number: EventId, *, me: Person) -> int:
    """Every draft of the series that is still to come; say how many."""
    event, _, events = await series_of(work, number, me=me)
    await check_answers_for(work, event, me=me)
    drafts = sorted(one.id for one in drafts_of(events, now=work.now))
    for one in drafts:
        await organising.open_event(work, one, me=me)
    return len(drafts)


async def has_following(work: EventWork, event: Event) -> bool:
    """Whether others of its series come after it that may be changed with it."""
    if event.series is None:
        return False
    return len(following(await work.events.of_series(event.series), event, now=work.now)) > 1


async def change_following(
    work: EventWork, number: EventId, details: Details, *, since: int, me: Person
) -> Sequence[Change]:
    """The event and those after it; whoever is enrolled for several has one letter."""
    held, series = await _hold_following(work, number, me=me)
    this = held[0]
    if this.sequence != since:
        raise EventChanged
    zone = ZoneInfo(series.zone)
    altered, told = [], []
    for one in held:
        own = (
            details
            if one is this
            else carried(one.details, old=this.details, new=details, zone=zone)
        )
        event, changes = await organising.alter(work, one, own)
        altered.append(event)
        if changes and one.is_open:
            told.append(event)
    changes = details.changes_from(this.details)
    if told and changes:
        await telling.tell_series(work, SeriesAltered, told, changes=tuple(changes))
    for event in altered:
        await use_cases.fill(work, event)
    return changes


async def cancel_following(
    work: EventWork, number: EventId, reason: str, *, me: Person
) -> Sequence[Event]:
    """The event and those after it; one letter to each person."""
    held, _ = await _hold_following(work, number, me=me)
    cancelled = [await organising.call_off(work, one, reason) for one in held]
    told = [after for before, after in zip(held, cancelled, strict=True) if before.is_open]
    if told:
        await telling.tell_series(work, SeriesCancelled, told, reason=cancelled[0].reason)
    return cancelled


async def _hold_following(
    work: EventWork, number: EventId, *, me: Person
) -> tuple[Sequence[Event], Series]:
    """In the order of their numbers, as everybody does: nobody waits for each other."""
    event, series, events = await series_of(work, number, me=me)
    await check_answers_for(work, event, me=me)
    numbers = sorted(one.id for one in following(events, event, now=work.now))
    held = [one for each in numbers if (one := await work.events.hold(each)) is not None]
    now_following = following(held, event, now=work.now)
    if not now_following or now_following[0].id != number:
        raise EventChanged if event.is_coming(work.now) else EventOver
    return now_following, series
