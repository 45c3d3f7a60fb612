"""What organisers do: draw up an event, open it, change it, cancel it, see who comes."""

from collections.abc import Sequence
from datetime import UTC, timedelta

from core.audit import Deed
from core.errors import Gone, NotYours
from core.events import audience, deciding, telling
from core.events.keeping import check_enough
from core.events.model import Change, Details, Event, EventId, EventState, Form, Level
from core.events.ports import EventPage, EventWork, Guest
from core.events.refusals import EventChanged, EventOver
from core.events.seeing import check_answers_for, check_may_organise, see
from core.events.use_cases import fill
from core.people import COORDINATING, Person
from core.tokens import new_token
from core.units import UnitId

LOOKED_BACK = timedelta(days=30)
"""What is over stays in the list of the organiser for so long."""


async def draw_up(work: EventWork, details: Details, *, unit: UnitId, me: Person) -> Event:
    """A draft, which nobody sees but those who answer for it."""
    await check_may_organise(work, unit, me=me)
    return await work.events.add(
        details.checked(work.now), unit=unit, organiser=me.id, uid=new_token(), at=work.now
    )


async def open_event(work: EventWork, number: EventId, *, me: Person) -> Event:
    before = await _held(work, number, me=me)
    event = before.opened(at=work.now)
    await _save(work, event, before=before)
    return event


async def change(
    work: EventWork, number: EventId, details: Details, *, since: int | None = None, me: Person
) -> Sequence[Change]:
    """Those enrolled are told what is other than it was; more seats go to those who wait.

    ``since`` is the sequence of the event when its details were read.
    """
    before = await _held(work, number, me=me)
    if since not in {None, before.sequence}:
        raise EventChanged
    event, changes = await alter(work, before, details)
    if changes and before.is_open:
        await telling.tell_changed(work, event, changes)
    await fill(work, event)
    return changes


async def alter(
    work: EventWork, before: Event, details: Details
) -> tuple[Event, Sequence[Change]]:
    """One that is held becomes other than it was; nobody is told of it yet."""
    event = before.changed(details, at=work.now)
    await check_enough(work, event)
    await _save(work, event, before=before)
    changes = details.changes_from(before.details)
    if Change.TIMES in changes:
        await deciding.move(work, event)
    if before.state is EventState.DRAFT:
        return event, changes
    if Change.FORM in changes and details.form is not Form.HYBRID:
        (only,) = details.form.presences
        await work.events.move_all(event.id, only)
    if changes:
        await telling.drop_reminders(work, event)
    return event, changes


async def cancel(work: EventWork, number: EventId, reason: str, *, me: Person) -> Event:
    """Everybody who has a seat or waits for one is told why."""
    before = await _held(work, number, me=me)
    event = await call_off(work, before, reason)
    if before.is_open:
        await telling.tell_cancelled(work, event)
    return event


async def call_off(work: EventWork, before: Event, reason: str) -> Event:
    """One that is held is cancelled; nobody is told of it yet."""
    event = before.cancelled(reason, at=work.now)
    await _save(work, event, before=before)
    if before.is_open:
        await telling.drop_untrue(work, event)
    return event


async def organised(work: EventWork, *, me: Person, page: int) -> EventPage:
    """One's own and, for coordinators and administrators, all below their units."""
    return await work.events.organised(
        me.units_as(*COORDINATING), me.id, since=work.now - LOOKED_BACK, page=page
    )


async def guests(
    work: EventWork, number: EventId, *, page: int, me: Person
) -> tuple[Event, Sequence[Guest], int]:
    """Names of those enrolled, and how many pages of them there are."""
    event, answers = await see(work, number, me=me)
    if not answers:
        raise NotYours
    found, pages = await work.events.guests(number, page=page)
    return event, found, pages


async def note_look(work: EventWork, number: EventId, *, me: Person) -> None:
    """Whoever looks at the names is written down."""
    await guests(work, number, page=0, me=me)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"event {number}")


def usual_level(above: int, *, has_below: bool) -> Level:
    """Of an event of a unit so many of which are above: a region has none, a school nothing
    below it."""
    if above == 0:
        return Level.REGIONAL
    return Level.MUNICIPAL if has_below else Level.SCHOOL


def check_changeable(event: Event, *, coming: bool) -> None:
    if event.state is EventState.CANCELLED or not coming:
        raise EventOver


async def clashes(
    work: EventWork, details: Details, unit: UnitId, *, but: EventId | None = None
) -> Sequence[Event]:
    """Other events of that day, by the service's clock, for some of the same people."""
    begins = details.starts_at.astimezone(work.zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    day = (begins.astimezone(UTC), (begins + timedelta(days=1)).astimezone(UTC))
    found = await work.events.beside(details, unit, day, but=but)
    return await audience.sharing(work, but, found)


async def _held(work: EventWork, number: EventId, *, me: Person) -> Event:
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    return event


async def _save(work: EventWork, event: Event, *, before: Event) -> None:
    if not await work.events.save(event, before=before):
        raise EventChanged
