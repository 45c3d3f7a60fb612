"""Whether an event is held when few have enrolled: asked of whoever answers for it, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.clocks import zone_of
from core.errors import Gone, NotYours
from core.events import telling
from core.events.model import Event, EventId, EventState
from core.events.ports import EventWork
from core.events.quorum import Quorum, Stage, agreed
from core.events.refusals import QuorumOver
from core.events.seeing import check_answers_for, see
from core.people import COORDINATING, Person, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An event, what it depends on, and how many are enrolled for it."""

    event: Event
    quorum: Quorum | None
    enrolled: int


async def look(work: EventWork, number: EventId, *, me: Person) -> Decision:
    event, answers = await see(work, number, me=me)
    if not answers:
        raise NotYours
    return Decision(
        event=event,
        quorum=await work.events.quorum(number),
        enrolled=await work.events.count_enrolled(number),
    )


async def agree(
    work: EventWork, number: EventId, least: int, lead: timedelta, *, me: Person
) -> Quorum:
    """From now on it depends on so many people; whatever was asked before is asked no more."""
    event = await _held(work, number, me=me)
    before = await work.events.quorum(number)
    quorum = agreed(
        event.details,
        event=number,
        least=least,
        lead=lead,
        before=before,
        now=work.now,
        zone=await zone_of(work, event.organiser),
    )
    await work.events.put_quorum(quorum)
    await _unask(work, event)
    return quorum


async def drop(work: EventWork, number: EventId, *, me: Person) -> None:
    """It depends on nothing any more."""
    event = await _held(work, number, me=me)
    await work.events.drop_quorum(number)
    await _unask(work, event)


async def hold_anyway(work: EventWork, number: EventId, *, me: Person) -> None:
    """With as many as there are."""
    event = await _held(work, number, me=me)
    quorum = await work.events.quorum(number)
    if quorum is not None and quorum.is_open:
        await work.events.put_quorum(quorum.held())
        await _unask(work, event)


async def put_off(work: EventWork, number: EventId, *, me: Person) -> None:
    """The same question a day later."""
    event = await _held(work, number, me=me)
    quorum = await work.events.quorum(number)
    if quorum is not None and quorum.is_asked:
        zone = await zone_of(work, event.organiser)
        later = quorum.put_off(event.details.starts_at, now=work.now, zone=zone)
        await work.events.put_quorum(later)
        await _unask(work, event)


async def move(work: EventWork, event: Event) -> None:
    """The event is at another time: it is asked about anew."""
    quorum = await work.events.quorum(event.id)
    if quorum is None:
        return
    zone = await zone_of(work, event.organiser)
    await work.events.put_quorum(quorum.moved(event.details.starts_at, now=work.now, zone=zone))
    await _unask(work, event)


async def copy(work: EventWork, from_: EventId, to: Event) -> None:
    """The same for another event, if there is time to ask."""
    quorum = await work.events.quorum(from_)
    if quorum is None:
        return
    fresh = Quorum(event=to.id, least=quorum.least, lead=quorum.lead, ask_at=None)
    zone = await zone_of(work, to.organiser)
    await work.events.put_quorum(fresh.moved(to.details.starts_at, now=work.now, zone=zone))


async def due(work: EventWork) -> Sequence[EventId]:
    return await work.events.quorums_due(now=work.now)


async def ask(work: EventWork, number: EventId) -> int:
    """Put the question about one event and say how many questions that were, none or one.

    When enough have come meanwhile, one that has not left is taken back.
    """
    event = await work.events.hold(number)
    before = None if event is None else await work.events.quorum(number)
    if event is None or before is None or not before.is_open:
        return 0
    if not event.is_coming(work.now):
        await work.events.put_quorum(before.over())
        return 0
    enrolled = await work.events.count_enrolled(number)
    after = before.looked_at(
        enrolled=enrolled,
        starts_at=event.details.starts_at,
        now=work.now,
        zone=await zone_of(work, event.organiser),
    )
    if after == before:
        return 0
    await work.events.put_quorum(after)
    if not after.is_asked:
        await _unask(work, event)
        return 0
    await _put_question(work, event, after, enrolled)
    return 1


async def _put_question(work: EventWork, event: Event, quorum: Quorum, enrolled: int) -> None:
    """To the organiser, or to coordinators when the organiser is one no more or keeps silent."""
    above = quorum.stage is Stage.ASKED_ABOVE
    people = await _above(work, event) if above else [event.organiser]
    if not above and not await _answers(work, event):
        above, people = True, await _above(work, event)
    await telling.ask_whether_held(
        work, event, quorum, people=people, enrolled=enrolled, above=above
    )


async def _answers(work: EventWork, event: Event) -> bool:
    try:
        organiser = await work.people.get(event.organiser)
    except Gone:
        return False
    return organiser.answers_for(event.organiser, await work.units.lineage(event.unit))


async def _above(work: EventWork, event: Event) -> Sequence[PersonId]:
    """The nearest coordinators, or administrators where there are none, but the organiser."""
    for role in COORDINATING:
        staff = await work.people.staff_over(event.unit, role)
        others = [one for one in staff if one != event.organiser]
        if others:
            return others
    return []


async def _unask(work: EventWork, event: Event) -> None:
    await telling.drop_question(work, event, [event.organiser, *await _above(work, event)])


async def _held(work: EventWork, number: EventId, *, me: Person) -> Event:
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    if event.state is EventState.CANCELLED or event.details.starts_at <= work.now:
        raise QuorumOver
    return event
