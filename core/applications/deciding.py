"""What organisers do with applications: read, approve, refuse, ask for more, award."""

from collections.abc import Mapping, Sequence

from core.applications import telling
from core.applications.calls import Call
from core.applications.model import Application, Award, State
from core.applications.ports import Applicant, ApplicationWork, Page, Seat
from core.applications.refusals import (
    DecidedAlready,
    NoApplication,
    NobodyToAward,
    StillUndecided,
)
from core.audit import Deed
from core.errors import Gone
from core.people import Person, PersonId


async def keep(work: ApplicationWork, event: int, *, me: Person) -> Call:
    """The event, if the person decides about applications for it."""
    call = await work.applications.call(event)
    if call is None:
        raise Gone
    call.check_organiser(me, await work.units.lineage(call.unit))
    return call


async def note_look(work: ApplicationWork, event: int, *, me: Person) -> Call:
    """The same, and that names and words were looked at is written down."""
    call = await keep(work, event, me=me)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"applications {event}")
    return call


async def page(
    work: ApplicationWork, event: int, box: Sequence[State], *, page: int, me: Person
) -> tuple[Call, Page, Mapping[State, int]]:
    """A part of the list, and how many applications are in which state."""
    call = await keep(work, event, me=me)
    found = await work.applications.page(event, box, page=page)
    return call, found, await work.applications.counts(event)


async def read(
    work: ApplicationWork, event: int, person: PersonId, *, me: Person
) -> tuple[Call, Applicant]:
    call = await keep(work, event, me=me)
    found = await work.applications.applicant(event, person)
    if found is None or not found.application.is_sent:
        raise NoApplication
    return call, found


async def approve(
    work: ApplicationWork,
    event: int,
    person: PersonId,
    *,
    revision: int,
    seat: Seat,
    me: Person,
) -> bool:
    """A seat, if there is one: says whether."""
    call, before = await _held(work, event, person, me=me)
    [seated] = await _approve(work, call, [(before, revision)], seat=seat, me=me)
    return seated


async def approve_all(
    work: ApplicationWork, event: int, revisions: Mapping[int, int], *, seat: Seat, me: Person
) -> int:
    """Those that were there when it was asked, as they read then; says how many.

    ``revisions`` are by person. What came or was sent anew meanwhile waits to be read.
    """
    call = await _held_call(work, event, me=me)
    call.check_decides(work.now)
    waiting = await waiting_for(work, call)
    asked = [(one, one.revision) for one in waiting if revisions.get(one.person) == one.revision]
    return len(await _approve(work, call, asked, seat=seat, me=me))


async def waiting_for(work: ApplicationWork, call: Call) -> Sequence[Application]:
    """Those a decision is waited for."""
    found = await work.applications.in_state(call.event, (State.SENT, State.RETURNED))
    closed = call.is_closed(work.now)
    return [one for one in found if one.waits(closed=closed)]


async def refuse(
    work: ApplicationWork, event: int, person: PersonId, why: str, *, revision: int, me: Person
) -> Application:
    call, before = await _held(work, event, person, me=me)
    closed = call.is_closed(work.now)
    after = before.refused(why, by=me.id, revision=revision, closed=closed, at=work.now)
    await work.applications.put(after)
    await work.applications.drop_reminder(event, person)
    await telling.tell_refused(work, call, after)
    return after


async def send_back(
    work: ApplicationWork, event: int, person: PersonId, what: str, *, revision: int, me: Person
) -> Application:
    """For ``what`` is missing in it; while there is time to add it."""
    call, before = await _held(work, event, person, me=me)
    call.check_returns(work.now)
    after = before.returned(what, by=me.id, revision=revision, at=work.now)
    await work.applications.put(after)
    await telling.tell_returned(work, call, after)
    return after


async def award(
    work: ApplicationWork, event: int, person: PersonId, what: Award, *, me: Person
) -> None:
    """Nobody sees it before all results are announced; until then it may be another."""
    call = await _held_call(work, event, me=me)
    call.check_awards(work.now)
    before = await work.applications.of(event, person)
    if before is None:
        raise NoApplication
    await work.applications.put(before.awarded(what))


async def announce(work: ApplicationWork, event: int, *, me: Person) -> int:
    """Every participant reads their result; says how many. Whoever was not named took part."""
    call = await _held_call(work, event, me=me)
    call.check_awards(work.now)
    if undecided := len(await waiting_for(work, call)):
        raise StillUndecided(count=undecided)
    people = await work.applications.in_state(event, (State.APPROVED,))
    if not people:
        raise NobodyToAward
    for one in people:
        if one.award is None:
            await work.applications.put(one.awarded(Award.PARTICIPANT))
    await work.applications.put_terms(event, call.terms.announced(at=work.now))
    await telling.tell_results(work, call, people)
    return len(people)


async def take_out(
    work: ApplicationWork, event: int, *, me: Person
) -> tuple[Call, Sequence[Applicant]]:
    """Everybody who has applied, for a table; that it was taken is written down."""
    call = await note_look(work, event, me=me)
    return call, await work.applications.applicants(event)


async def _approve(
    work: ApplicationWork,
    call: Call,
    read: Sequence[tuple[Application, int]],
    *,
    seat: Seat,
    me: Person,
) -> list[bool]:
    """In the order of sending, so that the first to come get what is free."""
    closed = call.is_closed(work.now)
    seated = []
    for before, revision in read:
        after = before.approved(by=me.id, revision=revision, closed=closed, at=work.now)
        await work.applications.put(after)
        await work.applications.drop_reminder(call.event, after.person)
        has_seat = await seat(
            call.event, after.person, presence=after.presence, ticket=after.ticket
        )
        seated.append((after, has_seat))
    await telling.tell_approved(work, call, seated)
    return [has_seat for _, has_seat in seated]


async def _held_call(work: ApplicationWork, event: int, *, me: Person) -> Call:
    call = await work.applications.hold(event)
    if call is None:
        raise Gone
    call.check_organiser(me, await work.units.lineage(call.unit))
    return call


async def _held(
    work: ApplicationWork, event: int, person: PersonId, *, me: Person
) -> tuple[Call, Application]:
    """Waits for a decision; if somebody was quicker, it is said who."""
    call = await _held_call(work, event, me=me)
    call.check_decides(work.now)
    before = await work.applications.of(event, person)
    if before is None or not before.is_sent:
        raise NoApplication
    if not before.waits(closed=call.is_closed(work.now)):
        by = before.decided_by
        names = await work.people.names([by]) if by is not None else {}
        raise DecidedAlready(name=names.get(by, "") if by is not None else "", state=before.state)
    return call, before
