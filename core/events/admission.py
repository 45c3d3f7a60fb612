"""A seat for whoever the organiser has agreed to, by the same rules as for everybody else."""

from core.errors import Gone
from core.events import quotas, seats
from core.events.model import EventId, Presence
from core.events.ports import EventWork
from core.events.refusals import EventOver
from core.people import PersonId


async def admit(
    work: EventWork, event: int, person: PersonId, *, presence: str, ticket: int
) -> bool:
    """A seat, or the place of the ticket in the waiting list: then ``False``.

    The event may be held in another way by now than when they said how they take part.
    """
    number = EventId(event)
    held = await work.events.hold(number)
    if held is None:
        raise Gone
    if not held.is_open or held.is_over(work.now):
        raise EventOver
    ways = held.details.form.presences
    way = Presence(presence) if presence in ways else ways[0]
    before = await work.events.enrolment(number, person)
    hall = await quotas.seats_of(work, held, way)
    whoever = await work.people.get(person)
    after = seats.enrol(
        before,
        event=number,
        person=person,
        presence=way,
        seats=hall,
        units=await quotas.units_of(work, whoever, hall),
        ticket=ticket,
        starts_at=held.details.starts_at,
        now=work.now,
    )
    if after != before:
        await work.events.put(after)
    return after.takes_seat
