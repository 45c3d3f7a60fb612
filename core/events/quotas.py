"""Seats kept for units: until a day they are for those who work there, then for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.events.model import Event, Presence
from core.events.ports import EventWork
from core.events.refusals import ReleaseOver, ReleaseUnclear
from core.events.seats import Enrolment, Kept, Quota, Seats
from core.people import Person, PersonId
from core.units import UnitId
from core.vocabulary import Vocabulary
from core.written_times import Unclear, read

RELEASED_BEFORE = timedelta(days=3)
"""When the organiser has said nothing else."""

Units = Mapping[PersonId, Sequence[UnitId]]
"""Of each person those that seats are kept for, the nearest first."""


def release_day(starts_at: datetime, said: date | None, *, zone: tzinfo) -> date:
    """From its beginning, by the clock of the service, what is kept and free is for everybody.

    An event that was put forward takes the day along, past its beginning nothing is kept.
    """
    begins = starts_at.astimezone(zone).date()
    return begins - RELEASED_BEFORE if said is None else min(said, begins)


def is_released(day: date, *, now: datetime, zone: tzinfo) -> bool:
    return now >= datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def day_of(words: str, *, now: datetime, zone: tzinfo, vocabulary: Vocabulary) -> date:
    """«14 сентября», «завтра», «пт»; refused if it is no day, several or one just over."""
    local = now.astimezone(zone)
    first, *more = [*words.strip().splitlines(), ""]
    reading = read(f"{first} 0:00", now=local, vocabulary=vocabulary, lengths=())
    if any(trouble.unclear is Unclear.OVER for trouble in reading.troubles):
        raise ReleaseOver
    days = {entry.day for entry in reading.entries}
    if any(more) or len(days) != 1:
        raise ReleaseUnclear
    return days.pop()


def left_to_keep(most: int, quotas: Sequence[Quota], presence: Presence, unit: UnitId) -> int:
    """How many may be kept for the unit at most."""
    others = (one for one in quotas if one.presence is presence and one.unit != unit)
    return max(0, most - sum(one.seats for one in others))


def counted_in(quota: Quota, kept: Kept, common: Sequence[Enrolment]) -> list[Enrolment]:
    """Those of its people who sit on common seats already and sit on kept ones from now on.

    Otherwise a quota that was made late would give the unit more than was decided.
    """
    line = sorted(common, key=lambda one: one.ticket)
    return [replace(one, kept_for=quota.unit) for one in line[: kept.left]]


async def kept_until(work: EventWork, event: Event) -> date:
    said = await work.events.release_day(event.id)
    return release_day(event.details.starts_at, said, zone=work.zone)


async def are_released(work: EventWork, event: Event) -> bool:
    return is_released(await kept_until(work, event), now=work.now, zone=work.zone)


async def seats_of(work: EventWork, event: Event, presence: Presence) -> Seats:
    """With what is kept, unless it is released."""
    seats = await work.events.seats(event, presence)
    if seats.most is None:
        return seats
    quotas = await work.events.quotas(event.id, [presence])
    if not quotas or await are_released(work, event):
        return seats
    return replace(seats, kept=tuple(await work.events.kept(event.id, quotas)))


async def units_of(work: EventWork, me: Person, *halls: Seats) -> Sequence[UnitId]:
    """Those of the person's that seats are kept for, the nearest first."""
    kept = {one.unit for seats in halls for one in seats.kept}
    if not kept or me.unit is None:
        return ()
    return tuple(unit for unit in await work.units.lineage(me.unit) if unit in kept)


async def line(
    work: EventWork, event: Event, presence: Presence, seats: Seats
) -> tuple[Sequence[Enrolment], Units]:
    """Those who may be offered what is left, and the units seats are kept for them as of.

    Nobody further back gets anything: a seat for all goes to one of so many, and of those whom
    a seat is kept for everybody is here.
    """
    waiting = await work.events.waiting(event.id, presence, most=seats.left)
    free = [one.unit for one in seats.kept if one.left]
    entitled = await work.events.entitled(event.id, presence, free) if free else ()
    units: dict[PersonId, list[UnitId]] = {}
    for enrolment, unit in entitled:
        units.setdefault(enrolment.person, []).append(unit)
    everybody = (*waiting, *(enrolment for enrolment, _ in entitled))
    return list({one.person: one for one in everybody}.values()), units
