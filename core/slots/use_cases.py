"""What people do with times for talks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.clocks import zone_of
from core.errors import Gone, NotYours
from core.people import Person, Role
from core.slots.model import (
    SOONEST,
    Side,
    Slot,
    SlotId,
    SlotState,
    Talk,
    TalkId,
    TalkState,
    about_of,
    check_may_book,
    place_of,
)
from core.slots.opening import Plan, plan
from core.slots.ports import Host, SlotWork
from core.slots.refusals import NothingToOpen, SlotBegun, SlotTaken, TalkOver
from core.slots.telling import drop_reminders, tell_booked, tell_cancelled, tell_moved
from core.tokens import new_token
from core.units import UnitId
from core.written_times import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a methodist wants to open."""

    unit: UnitId
    place: str
    entries: Sequence[Entry]
    minutes: int
    weeks: int = 1


async def look_over(work: SlotWork, opening: Opening, *, me: Person) -> Plan:
    """What would be opened and what not, before anything counts."""
    if not me.holds(Role.METHODIST, over=await work.units.lineage(opening.unit)):
        raise NotYours
    zone = await zone_of(work, me.id)
    return plan(
        opening.entries,
        minutes=opening.minutes,
        weeks=opening.weeks,
        now=work.now,
        zone=zone,
        taken=await work.slots.taken_times(me.id, since=work.now),
    )


async def open_times(work: SlotWork, opening: Opening, *, me: Person) -> Plan:
    """Those that can be opened are; nobody opens others of the methodist meanwhile."""
    await work.slots.hold(me.id)
    place = place_of(opening.place)
    planned = await look_over(work, opening, me=me)
    if not planned.times:
        raise NothingToOpen
    await work.slots.open(me.id, opening.unit, planned.times, place=place)
    return planned


async def withdraw(work: SlotWork, number: SlotId, *, me: Person) -> Talk | None:
    """Take a time back; whoever was booked for it is told. What has begun is marked instead."""
    slot = await work.slots.get(number)
    if slot is None:
        raise Gone
    if slot.methodist != me.id:
        raise NotYours
    if slot.times.starts_at <= work.now:
        raise SlotBegun
    if not await work.slots.change(slot.id, before=[slot.state], to=SlotState.WITHDRAWN):
        raise SlotTaken
    talk = await work.slots.on(slot.id)
    if talk is None:
        return None
    await _call_off(work, talk, by=Side.METHODIST)
    return talk


async def hosts(
    work: SlotWork, *, consultation: int | None, me: Person
) -> tuple[Sequence[Host], int | None]:
    """Who could talk with the person, and about which of their consultations."""
    if me.unit is None:
        raise NotYours
    asked = await work.slots.asked(consultation) if consultation else None
    if asked is not None and asked.teacher != me.id:
        raise NotYours
    subjects = me.subjects if asked is None or asked.subject is None else (asked.subject,)
    found = await work.slots.hosts(
        me.unit,
        subjects=subjects,
        first=asked.methodist if asked else None,
        but=me.id,
        since=soonest(work),
    )
    return found, consultation if asked else None


async def bookable(work: SlotWork, number: SlotId, *, me: Person) -> Slot:
    """A time that the person may be offered, free or not any more."""
    slot = await work.slots.get(number)
    if slot is None:
        raise Gone
    if me.unit is None or slot.methodist == me.id:
        raise NotYours
    if slot.unit not in await work.units.lineage(me.unit):
        raise NotYours
    return slot


async def book(
    work: SlotWork, number: SlotId, *, about: str = "", consultation: int | None = None, me: Person
) -> Talk:
    """Of two who press at once one gets it, the other hears that it is taken."""
    about = about_of(about)
    await work.slots.hold(me.id)
    slot = await bookable(work, number, me=me)
    coming = await work.slots.coming_of(me.id, now=work.now)
    check_may_book(slot, coming=coming, now=work.now)
    if consultation is not None:
        asked = await work.slots.asked(consultation)
        if asked is None or asked.teacher != me.id:
            raise NotYours
    await _take(work, slot)
    talk = await work.slots.book(
        replace(slot, state=SlotState.BOOKED),
        uid=new_token(),
        teacher=me.id,
        about=about,
        consultation=consultation,
        at=work.now,
    )
    await tell_booked(work, talk, teacher=me)
    return talk


async def see(work: SlotWork, number: TalkId, *, me: Person) -> tuple[Talk, Side]:
    talk = await work.slots.talk(number)
    if talk is None:
        raise Gone
    return talk, talk.side_of(me.id)


async def move(work: SlotWork, number: TalkId, to: SlotId, *, me: Person) -> Talk:
    """Another time of the same methodist: it is booked and the old one freed, or neither."""
    await work.slots.hold(me.id)
    talk, side = await see(work, number, me=me)
    slot = await bookable(work, to, me=me)
    if side is not Side.TEACHER or slot.methodist != talk.slot.methodist:
        raise NotYours
    others = [one for one in await work.slots.coming_of(me.id, now=work.now) if one.id != talk.id]
    check_may_book(slot, coming=others, now=work.now)
    moved = talk.moved(replace(slot, state=SlotState.BOOKED), at=work.now)
    await _take(work, slot)
    await _save(work, moved, before=talk)
    await _free(work, talk)
    await drop_reminders(work, talk)
    await tell_moved(work, moved, before=talk, teacher=me)
    return moved


async def cancel(work: SlotWork, number: TalkId, *, me: Person) -> Talk:
    """Either side may; the other is told, and the time is free again."""
    talk, side = await see(work, number, me=me)
    cancelled = talk.cancelled(at=work.now)
    await _save(work, cancelled, before=talk)
    await _free(work, talk)
    await drop_reminders(work, talk)
    await tell_cancelled(work, cancelled, by=side)
    return cancelled


async def mark(work: SlotWork, number: TalkId, outcome: TalkState, *, me: Person) -> Talk:
    talk, _ = await see(work, number, me=me)
    marked = talk.marked(outcome, by=me.id, at=work.now)
    await _save(work, marked, before=talk)
    return marked


async def put_right(work: SlotWork) -> None:
    """Times of those who are methodists there no more, talks of those who are gone.

    Of two records made into one, free times at which the methodist is to be elsewhere too.
    """
    for slot in await work.slots.masterless(since=work.now):
        await work.slots.change(slot.id, before=[slot.state], to=SlotState.WITHDRAWN)
    for slot in await work.slots.crowded(since=work.now):
        await work.slots.change(slot.id, before=[SlotState.FREE], to=SlotState.WITHDRAWN)
    for talk in await work.slots.stranded(now=work.now):
        await _call_off(work, talk, by=Side.NOBODY)
        await _free(work, talk)


async def _call_off(work: SlotWork, talk: Talk, *, by: Side) -> None:
    cancelled = talk.called_off()
    if await work.slots.save(cancelled, before=talk):
        await drop_reminders(work, talk)
        await tell_cancelled(work, cancelled, by=by)


async def _take(work: SlotWork, slot: Slot) -> None:
    if not await work.slots.change(slot.id, before=[SlotState.FREE], to=SlotState.BOOKED):
        raise SlotTaken


async def _free(work: SlotWork, talk: Talk) -> None:
    """A time that was withdrawn meanwhile stays so."""
    await work.slots.change(talk.slot.id, before=[SlotState.BOOKED], to=SlotState.FREE)


async def _save(work: SlotWork, talk: Talk, *, before: Talk) -> None:
    if not await work.slots.save(talk, before=before):
        raise TalkOver


def soonest(work: SlotWork) -> datetime:
    return work.now + SOONEST
