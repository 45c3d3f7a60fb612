"""What organisers decide about applications beforehand: whether, until when, with what."""

from dataclasses import replace
from datetime import datetime

from core.applications import telling
from core.applications.calls import Admission, Call, prompt_of
from core.applications.deciding import waiting_for
from core.applications.model import CONCERNED, UNSENT
from core.applications.ports import ApplicationWork
from core.applications.refusals import StillUndecided
from core.errors import Gone
from core.people import Person


async def admit_by(work: ApplicationWork, event: int, how: Admission, *, me: Person) -> Call:
    """Whoever has a seat or waits for one keeps it, however people come from now on.

    Nobody who waits for a decision is left without one.
    """
    call = await _held(work, event, me=me)
    if how is call.terms.admission:
        return call
    if how is not Admission.OPEN:
        return await _put(work, replace(call, terms=replace(call.terms, admission=how)))
    if undecided := len(await waiting_for(work, call)):
        raise StillUndecided(count=undecided)
    terms = replace(call.terms, admission=how, sequence=call.terms.sequence + 1)
    after = await _put(work, replace(call, terms=terms))
    await work.applications.drop_reminders(event)
    if after.is_open:
        unsent = await work.applications.in_state(event, UNSENT)
        await telling.tell_not_needed(work, after, unsent)
    return after


async def close_at(
    work: ApplicationWork, event: int, deadline: datetime | None, *, me: Person
) -> Call:
    """At that moment, or with the beginning; whoever is about to send one is told."""
    call = await _held(work, event, me=me)
    if deadline is not None:
        call.check_deadline(deadline, work.now)
    terms = replace(call.terms, deadline=deadline, sequence=call.terms.sequence + 1)
    after = replace(call, terms=terms)
    if after.closes_at == call.closes_at:
        return await _put(work, replace(call, terms=replace(call.terms, deadline=deadline)))
    await _put(work, after)
    await work.applications.drop_reminders(event)
    if after.is_open and terms.takes_applications:
        concerned = await work.applications.in_state(event, CONCERNED)
        await telling.tell_deadline(work, after, concerned)
    return after


async def ask_for(work: ApplicationWork, event: int, words: str, *, me: Person) -> Call:
    """What applicants write about; no words, and they write what they think is needed."""
    call = await _held(work, event, me=me)
    prompt = prompt_of(words) if words else ""
    return await _put(work, replace(call, terms=replace(call.terms, prompt=prompt)))


async def want_files(work: ApplicationWork, event: int, *, wanted: bool, me: Person) -> Call:
    call = await _held(work, event, me=me)
    return await _put(work, replace(call, terms=replace(call.terms, files=wanted)))


async def _held(work: ApplicationWork, event: int, *, me: Person) -> Call:
    call = await work.applications.hold(event)
    if call is None:
        raise Gone
    call.check_organiser(me, await work.units.lineage(call.unit))
    call.check_changeable(work.now)
    return call


async def _put(work: ApplicationWork, call: Call) -> Call:
    await work.applications.put_terms(call.event, call.terms)
    return call
