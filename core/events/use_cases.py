"""What people do with events: enrol, wait, take a seat that is offered, leave."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.audience import Audience
from core.catalogue import SubjectId
from core.errors import NotYours
from core.events import quotas, seats, telling
from core.events.model import Event, EventId, Form, Level, Presence
from core.events.ports import EventPage, EventWork, Span, Viewer, Wanted
from core.events.refusals import EventOver, NeedsApplication, NoSuchPresence, NotEnrolled
from core.events.seats import Enrolment, Seats, Standing
from core.events.seeing import ORGANISING, check_fits, hold, see, traits, unmet_of
from core.people import COORDINATING, Person
from core.units import UnitId

OVERDUE_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An event as one person sees it; ``place`` is theirs in the waiting list, 0 for none.

    ``fits`` says that they are of the ``audience``, ``units`` are those of theirs that seats are
    kept for.
    """

    event: Event
    answers_for: bool
    enrolment: Enrolment | None
    seats: dict[Presence, Seats]
    place: int
    audience: Audience = field(default_factory=Audience)
    fits: bool = True
    units: Sequence[UnitId] = ()


async def look(work: EventWork, number: EventId, *, me: Person) -> Seen:
    event, answers = await see(work, number, me=me)
    enrolment = await work.events.enrolment(number, me.id)
    waits = enrolment is not None and enrolment.standing is Standing.WAITING
    audience = await work.events.audience(number)
    halls = {one: await quotas.seats_of(work, event, one) for one in event.details.form.presences}
    return Seen(
        event=event,
        answers_for=answers,
        enrolment=enrolment,
        seats=halls,
        place=await work.events.place_in_line(enrolment) if enrolment and waits else 0,
        audience=audience,
        fits=await unmet_of(work, audience, me=me) is None,
        units=await quotas.units_of(work, me, *halls.values()),
    )


async def calendar(
    work: EventWork,
    *,
    me: Person,
    page: int,
    subjects: Sequence[SubjectId] = (),
    level: Level | None = None,
    form: Form | None = None,
    month: Span | None = None,
) -> EventPage:
    """Open events of one's unit and all above, of staff also those of the units they serve; of
    those the ones that are for people like them."""
    if me.unit is None:
        raise NotYours
    units = [*await work.units.lineage(me.unit), *me.units_as(*ORGANISING)]
    since = work.now if month is None else max(work.now, month[0])
    until = None if month is None else month[1]
    wanted = Wanted(
        units=units,
        viewer=Viewer(
            person=me.id, traits=await traits(work, me), over=me.units_as(*COORDINATING)
        ),
        since=since,
        until=until,
        subjects=subjects,
        level=level,
        form=form,
    )
    return await work.events.coming(wanted, page=page)


async def enrol(work: EventWork, number: EventId, presence: Presence, *, me: Person) -> Enrolment:
    """A seat or a place in the waiting list. A second press changes nothing."""
    event = await hold(work, number, me=me)
    if not event.is_coming(work.now):
        raise EventOver
    if presence not in event.details.form.presences:
        raise NoSuchPresence
    before = await work.events.enrolment(number, me.id)
    if before is None or not before.is_on:
        await check_fits(work, event, me=me)
        if not await work.admissions.lets_in(number, me.id):
            raise NeedsApplication
    hall = await quotas.seats_of(work, event, presence)
    after = seats.enrol(
        before,
        event=number,
        person=me.id,
        presence=presence,
        seats=hall,
        units=await quotas.units_of(work, me, hall),
        ticket=await work.events.next_ticket(number),
        starts_at=event.details.starts_at,
        now=work.now,
    )
    if after != before:
        await work.events.put(after)
    return after


async def leave(work: EventWork, number: EventId, *, me: Person) -> Enrolment:
    """Give the seat back, or the place in the waiting list; the seat goes to the next at once."""
    event, before = await _of(work, number, me=me)
    await work.admissions.end(number, me.id, at=work.now)
    return await _give_back(work, event, before, before.left(at=work.now))


async def accept(work: EventWork, number: EventId, *, me: Person) -> Enrolment:
    _, before = await _of(work, number, me=me)
    if before.standing is Standing.ENROLLED:
        return before
    after = before.accepted(at=work.now)
    await work.events.put(after)
    return after


async def refuse(work: EventWork, number: EventId, *, me: Person) -> Enrolment:
    event, before = await _of(work, number, me=me)
    if before.standing is Standing.DECLINED:
        return before
    return await _give_back(work, event, before, before.refused(at=work.now))


async def come(work: EventWork, number: EventId, *, me: Person) -> Enrolment:
    """«Приду», the day before."""
    _, before = await _of(work, number, me=me)
    after = before.will_come()
    await work.events.put(after)
    return after


async def expire(work: EventWork) -> int:
    """Offers that nobody has answered in time go to the next; say how many."""
    overdue = await work.events.overdue(now=work.now, most=OVERDUE_AT_ONCE)
    for one in sorted(overdue, key=lambda one: one.event):
        event = await work.events.hold(one.event)
        before = await work.events.enrolment(one.event, one.person)
        if event is None or before is None or not before.is_overdue(work.now):
            continue
        await _give_back(work, event, before, before.lapsed(at=work.now))
        if event.is_coming(work.now):
            await telling.tell_lapsed(work, event, before)
    return len(overdue)


async def put_right(work: EventWork) -> None:
    """Seats that got free when somebody was erased or two records became one."""
    for number in await work.events.awaited(now=work.now):
        event = await work.events.hold(number)
        if event is not None:
            await fill(work, event)


async def fill(work: EventWork, event: Event) -> None:
    """Offer what is free to those who wait for it."""
    if not event.is_coming(work.now):
        return
    for presence in event.details.form.presences:
        hall = await quotas.seats_of(work, event, presence)
        if hall.left == 0:
            continue
        waiting, units = await quotas.line(work, event, presence, hall)
        for one in seats.promote(
            waiting,
            seats=hall,
            units=units,
            starts_at=event.details.starts_at,
            now=work.now,
            zone=work.zone,
        ):
            await work.events.put(one)
            await telling.tell_offered(work, event, one)


async def _give_back(
    work: EventWork, event: Event, before: Enrolment, after: Enrolment
) -> Enrolment:
    await work.events.put(after)
    await telling.drop_untrue(work, event, person=before.person)
    if before.takes_seat:
        await fill(work, event)
    return after


async def _of(work: EventWork, number: EventId, *, me: Person) -> tuple[Event, Enrolment]:
    """Held, still to come, and the person stands to it somehow."""
    event = await hold(work, number, me=me)
    if not event.is_coming(work.now):
        raise EventOver
    enrolment = await work.events.enrolment(number, me.id)
    if enrolment is None:
        raise NotEnrolled
    return event, enrolment
