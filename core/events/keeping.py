"""What organisers do with seats kept for units: keep, give free, say until when."""

from dataclasses import dataclass
from datetime import date

from core.errors import Gone
from core.events import quotas
from core.events.model import Event, EventId, EventState, Presence
from core.events.ports import EventWork
from core.events.refusals import (
    EventOver,
    NotSoManyKept,
    QuotaForAll,
    ReleaseTooFar,
    SeatsUnlimited,
    TooFewSeats,
)
from core.events.seats import Kept, Quota, Seats
from core.events.seeing import check_answers_for
from core.events.use_cases import fill
from core.people import Person
from core.units import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """One presence as its organiser sees it: what is kept, whether it is released or not."""

    seats: Seats
    kept: tuple[Kept, ...]
    left_to_keep: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Of one event, in the presences whose seats are limited."""

    event: Event
    halls: dict[Presence, Hall]
    until: date
    is_released: bool


async def look(work: EventWork, number: EventId, *, me: Person) -> Keeping:
    event = await work.events.get(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    halls = {}
    made = await work.events.quotas(number)
    for presence in event.details.form.presences:
        seats = await work.events.seats(event, presence)
        if seats.most is None:
            continue
        of_it = [one for one in made if one.presence is presence]
        kept = tuple(await work.events.kept(number, of_it)) if of_it else ()
        left = max(0, seats.most - sum(one.seats for one in of_it))
        halls[presence] = Hall(seats=seats, kept=kept, left_to_keep=left)
    return Keeping(
        event=event,
        halls=halls,
        until=await quotas.kept_until(work, event),
        is_released=await quotas.are_released(work, event),
    )


async def keep(work: EventWork, number: EventId, quota: Quota, *, me: Person) -> None:
    """So many for the unit, whatever it was before; its people who have a seat are among them."""
    event = await _held(work, number, me=me)
    most = event.details.seats(quota.presence)
    if quota.presence not in event.details.form.presences or most is None:
        raise SeatsUnlimited
    await check_below(work, event, quota.unit)
    left = quotas.left_to_keep(most, await work.events.quotas(number), quota.presence, quota.unit)
    if quota.seats > left:
        raise NotSoManyKept(left=left)
    await work.events.put_quota(number, quota)
    (kept,) = await work.events.kept(number, [quota])
    common = await work.events.common_of(number, quota.presence, quota.unit)
    for one in quotas.counted_in(quota, kept, common):
        await work.events.put(one)
    await fill(work, event)


async def drop(
    work: EventWork, number: EventId, presence: Presence, unit: UnitId, *, me: Person
) -> None:
    """What was kept is for everybody; whoever has a seat keeps it."""
    event = await _held(work, number, me=me)
    await work.events.drop_quota(number, presence, unit)
    await fill(work, event)


async def release_on(work: EventWork, number: EventId, day: date | None, *, me: Person) -> None:
    """Not before today and not after the day of the event; ``None`` is the usual day."""
    event = await _held(work, number, me=me)
    starts_at = event.details.starts_at
    today = work.now.astimezone(work.zone).date()
    if day is not None and not today <= day <= starts_at.astimezone(work.zone).date():
        raise ReleaseTooFar(starts=starts_at)
    await work.events.put_release_day(number, day)
    await fill(work, event)


async def copy(work: EventWork, from_: Event, to: Event) -> None:
    """As far as there are seats, for units that see the other event; until as many days before."""
    kept: list[Quota] = []
    for quota in await work.events.quotas(from_.id, to.details.form.presences):
        most = to.details.seats(quota.presence)
        left = quotas.left_to_keep(most or 0, kept, quota.presence, quota.unit)
        seen = quota.unit != to.unit and to.unit in await work.units.lineage(quota.unit)
        if seen and quota.seats <= left:
            kept.append(quota)
            await work.events.put_quota(to.id, quota)
    day = await work.events.release_day(from_.id)
    if day is not None:
        began, begins = (one.details.starts_at.astimezone(work.zone) for one in (from_, to))
        await work.events.put_release_day(to.id, begins.date() - (began.date() - day))


async def check_enough(work: EventWork, event: Event) -> None:
    """Raise when there are fewer seats than are kept; called before it is saved."""
    made = await work.events.quotas(event.id)
    for presence in event.details.form.presences:
        most = event.details.seats(presence)
        kept = sum(one.seats for one in made if one.presence is presence)
        if most is not None and kept > most:
            raise TooFewSeats(kept=kept)


async def check_below(work: EventWork, event: Event, unit: UnitId) -> None:
    """Everything is for the unit of the event already; others do not see it."""
    if unit == event.unit or event.unit not in await work.units.lineage(unit):
        raise QuotaForAll


async def _held(work: EventWork, number: EventId, *, me: Person) -> Event:
    event = await work.events.hold(number)
    if event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    if event.state is EventState.CANCELLED or event.details.starts_at <= work.now:
        raise EventOver
    return event
