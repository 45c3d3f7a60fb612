"""What teachers do with applications: begin, send, send anew, take back."""

from collections.abc import Sequence

from core.applications import telling
from core.applications.calls import Call
from core.applications.model import (
    REMINDED_BEFORE,
    UNSENT,
    Application,
    Entry,
    State,
    begun,
)
from core.applications.ports import ApplicationWork
from core.applications.refusals import NoApplication, TakesPartAlready
from core.errors import Gone, NotYours
from core.people import STAFF, Person

REMINDED_AT_ONCE = 200


async def see(work: ApplicationWork, event: int, *, me: Person) -> tuple[Call, Application | None]:
    """The event, and one's own application for it."""
    call = await work.applications.call(event)
    if call is None:
        raise Gone
    mine = await work.applications.of(event, me.id)
    if mine is None:
        await _check_may_see(work, call, me=me)
    return call, mine


async def look_ahead(
    work: ApplicationWork, event: int, *, me: Person
) -> tuple[Call, Application | None]:
    """The same, if an application may be written now: nobody types what could not be sent."""
    call, mine = await see(work, event, me=me)
    await _check_may_send(work, call, mine, me=me)
    return call, mine


async def begin(work: ApplicationWork, event: int, entry: Entry, *, me: Person) -> Application:
    """Something was written, so its author is reminded if it is not sent."""
    call, before = await _held(work, event, me=me)
    await _check_may_send(work, call, before, me=me)
    entry.fitting(call.terms)
    after = begun(before, event=event, person=me.id, at=work.now)
    if after != before:
        await work.applications.put(after)
    return after


async def send(
    work: ApplicationWork, event: int, entry: Entry, *, presence: str, me: Person
) -> Application:
    call, before = await _held(work, event, me=me)
    await _check_may_send(work, call, before, me=me)
    written = begun(before, event=event, person=me.id, at=work.now)
    after = written.sent(
        entry.whole(call.terms),
        presence=presence if presence in call.presences else call.presences[0],
        ticket=await work.applications.next_ticket(event),
        at=work.now,
    )
    await work.applications.put(after)
    await work.applications.drop_reminder(event, me.id)
    return after


async def discard(work: ApplicationWork, event: int, *, me: Person) -> None:
    """What was being written is not going to be sent; what was sent before stays."""
    _call, before = await _held(work, event, me=me)
    if before is None or before.state is not State.BEGUN:
        return
    if before.revision:
        await work.applications.put(before.discarded(at=work.now))
    else:
        await work.applications.remove(before)
    await work.applications.drop_reminder(event, me.id)


async def take_back(work: ApplicationWork, event: int, *, me: Person) -> Application:
    """Until the deadline. A seat is given back where it was taken, and the application with it."""
    call, before = await _held(work, event, me=me)
    call.check_takes(work.now)
    if before is None or before.state is State.APPROVED:
        raise NoApplication
    after = before.withdrawn(at=work.now)
    await work.applications.put(after)
    await work.applications.drop_reminder(event, me.id)
    return after


async def mine(work: ApplicationWork, *, me: Person) -> Sequence[tuple[Call, Application]]:
    return await work.applications.of_person(me.id, since=work.now)


async def remind(work: ApplicationWork) -> int:
    """A day before the deadline, whoever has begun and not sent; say how many letters that were.

    Whoever began later than that knows the deadline, and is not written to.
    """
    until = work.now + REMINDED_BEFORE
    found = await work.applications.unsent(
        UNSENT, now=work.now, until=until, most=REMINDED_AT_ONCE
    )
    told = 0
    for call, application in found:
        await work.applications.mark_reminded(application, call.closes_at)
        if application.since <= call.closes_at - REMINDED_BEFORE:
            await telling.tell_unsent(work, call, application)
            told += 1
    return told


async def _held(
    work: ApplicationWork, event: int, *, me: Person
) -> tuple[Call, Application | None]:
    call = await work.applications.hold(event)
    if call is None:
        raise Gone
    before = await work.applications.of(event, me.id)
    if before is None:
        await _check_may_see(work, call, me=me)
    return call, before


async def _check_may_see(work: ApplicationWork, call: Call, *, me: Person) -> None:
    """The event is for their unit, or they are of the staff over it."""
    if me.holds(*STAFF, over=await work.units.lineage(call.unit)):
        return
    if me.unit is None or call.unit not in await work.units.lineage(me.unit):
        raise NotYours


async def _check_may_send(
    work: ApplicationWork, call: Call, before: Application | None, *, me: Person
) -> None:
    call.check_takes(work.now)
    begun(before, event=call.event, person=me.id, at=work.now)
    if await work.applications.takes_part(call.event, me.id):
        raise TakesPartAlready
