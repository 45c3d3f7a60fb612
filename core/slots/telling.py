"""Who has to hear of a talk, by whose clock, and what they need to know of it."""

from core.errors import Gone
from core.people import Person, PersonId
from core.slots.model import Reminder, Side, Talk
from core.slots.notices import (
    TalkBooked,
    TalkCancelled,
    TalkInAnHour,
    TalkMoved,
    TalkTomorrow,
    reminder_of,
)
from core.slots.ports import SlotWork


async def tell_booked(work: SlotWork, talk: Talk, *, teacher: Person) -> None:
    to = talk.slot.methodist
    zone, named = await _clock(work, to)
    unit = "" if teacher.unit is None else (await work.units.get(teacher.unit)).name
    await work.outbox.put(
        TalkBooked(
            to=to,
            sender=teacher.id,
            talk=talk.id,
            sequence=talk.sequence,
            starts_at=talk.slot.times.starts_at,
            ends_at=talk.slot.times.ends_at,
            zone=zone,
            named=named,
            other=teacher.name,
            place=talk.slot.place,
            unit=unit,
            about=talk.about,
            consultation=talk.consultation,
        )
    )


async def tell_moved(work: SlotWork, talk: Talk, *, before: Talk, teacher: Person) -> None:
    to = talk.slot.methodist
    zone, named = await _clock(work, to)
    await work.outbox.put(
        TalkMoved(
            to=to,
            sender=teacher.id,
            talk=talk.id,
            sequence=talk.sequence,
            starts_at=talk.slot.times.starts_at,
            ends_at=talk.slot.times.ends_at,
            zone=zone,
            named=named,
            other=teacher.name,
            place=talk.slot.place,
            before=before.slot.times.starts_at,
        )
    )


async def tell_cancelled(work: SlotWork, talk: Talk, *, by: Side) -> None:
    """The side that has not done it; both when neither has, but whoever is gone hears nothing."""
    names = await work.people.names([talk.teacher, talk.slot.methodist])
    for to, other in _pairs(talk):
        side = talk.side_of(to)
        if side is by or to == other or not await _is_here(work, to):
            continue
        zone, named = await _clock(work, to)
        await work.outbox.put(
            TalkCancelled(
                to=to,
                sender=other,
                talk=talk.id,
                sequence=talk.sequence,
                starts_at=talk.slot.times.starts_at,
                ends_at=talk.slot.times.ends_at,
                zone=zone,
                named=named,
                other=names.get(other, ""),
                by=by,
            )
        )


async def remind(work: SlotWork, talk: Talk, reminder: Reminder) -> None:
    names = await work.people.names([talk.teacher, talk.slot.methodist])
    kind = TalkTomorrow if reminder is Reminder.DAY else TalkInAnHour
    for to, other in _pairs(talk):
        zone, named = await _clock(work, to)
        await work.outbox.put(
            kind(
                to=to,
                sender=other,
                talk=talk.id,
                sequence=talk.sequence,
                starts_at=talk.slot.times.starts_at,
                ends_at=talk.slot.times.ends_at,
                zone=zone,
                named=named,
                other=names.get(other, ""),
                place=talk.slot.place,
            )
        )


async def drop_reminders(work: SlotWork, talk: Talk) -> None:
    """What was put for the time that is no more and has not left yet."""
    await work.slots.drop_reminders(
        [
            reminder_of(talk.id, talk.sequence, reminder, to)
            for reminder in Reminder
            for to, _ in _pairs(talk)
        ]
    )


def _pairs(talk: Talk) -> tuple[tuple[PersonId, PersonId], ...]:
    return (talk.teacher, talk.slot.methodist), (talk.slot.methodist, talk.teacher)


async def _clock(work: SlotWork, person: PersonId) -> tuple[str, bool]:
    """The zone of whoever is told, and whether it has to be said."""
    clocks = await work.preferences.of_many([person])
    zone = clocks[person][1] if person in clocks else work.zone
    return str(zone), str(zone) != str(work.zone)


async def _is_here(work: SlotWork, person: PersonId) -> bool:
    try:
        await work.people.get(person)
    except Gone:
        return False
    return True
