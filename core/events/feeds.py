"""Calendars that programs read: a person's own under a secret address, and the public one."""

from collections.abc import Sequence
from datetime import timedelta

from core.errors import Gone
from core.events.model import Event
from core.events.ports import EventWork
from core.events.seats import Enrolment
from core.guessing import Missed
from core.people import Person
from core.tokens import fingerprint, new_token
from core.units import UnitId

KEPT = timedelta(days=30)
"""What is over stays in a person's calendar for so long."""


class NoSuchCalendar(Missed):
    """Nobody's address, or one that was given back."""


async def subscribe(work: EventWork, *, me: Person) -> str:
    """A new secret; whatever had the old one reads nothing any more."""
    token = new_token()
    await work.events.subscribe(me.id, fingerprint(token), at=work.now)
    return token


async def unsubscribe(work: EventWork, *, me: Person) -> None:
    await work.events.unsubscribe(me.id)


async def personal(work: EventWork, token: str) -> Sequence[tuple[Event, Enrolment]]:
    """What whoever has the secret is enrolled for or waits for, what was called off too."""
    person = await work.events.subscriber(fingerprint(token))
    if person is None:
        raise NoSuchCalendar
    return await work.events.of_person(person, since=work.now - KEPT)


async def public(work: EventWork, unit: UnitId | None) -> Sequence[Event]:
    """What anybody may know of. Events of one school are its own business."""
    if unit is not None:
        try:
            await work.units.get(unit)
        except Gone:
            raise NoSuchCalendar from None
    return await work.events.public(unit, since=work.now)
