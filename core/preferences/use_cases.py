"""What a person says about the letters that come by themselves."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from core.errors import Gone
from core.notices import Lane
from core.people import Person
from core.preferences.model import CHOSEN, DIGEST_HOURS, Mode, Preferences, quiet_end
from core.preferences.ports import PreferencesWork
from core.zones import zone_named

QUIET_DAYS = (7, 14, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``zone`` is the one that counts; ``quiet_end`` is there while it is still to come."""

    preferences: Preferences
    zone: tzinfo
    quiet_end: datetime | None


async def look(work: PreferencesWork, *, me: Person) -> Wanted:
    preferences, zone = (await work.preferences.of_many([me.id]))[me.id]
    end = quiet_end(preferences, calendar=work.calendar.within(zone))
    return Wanted(
        preferences=preferences,
        zone=zone,
        quiet_end=end if end is not None and end > work.now else None,
    )


async def choose_mode(work: PreferencesWork, lane: Lane, mode: Mode, *, me: Person) -> None:
    if lane not in CHOSEN:
        raise Gone
    now = await work.preferences.of(me.id)
    if lane is Lane.REMINDERS:
        await _keep(work, me, replace(now, reminders=mode))
    else:
        await _keep(work, me, replace(now, announcements=mode))


async def choose_hour(work: PreferencesWork, hour: int, *, me: Person) -> None:
    if hour not in DIGEST_HOURS:
        raise Gone
    now = await work.preferences.of(me.id)
    await _keep(work, me, replace(now, digest_hour=hour))


async def choose_zone(work: PreferencesWork, name: str | None, *, me: Person) -> None:
    """``None`` is the zone of the person's unit."""
    zone = None if name is None else zone_named(name)
    if zone is None and name is not None:
        raise Gone
    now = await work.preferences.of(me.id)
    await _keep(work, me, replace(now, zone=zone))


async def be_quiet(work: PreferencesWork, days: int, *, me: Person) -> None:
    """For so many of ``QUIET_DAYS`` from now; for none, letters come again as they did."""
    if days and days not in QUIET_DAYS:
        raise Gone
    now = await work.preferences.of(me.id)
    until = work.now + timedelta(days=days) if days else None
    await _keep(work, me, replace(now, quiet_until=until))


async def _keep(work: PreferencesWork, me: Person, preferences: Preferences) -> None:
    """It counts at once, for what waits already too."""
    await work.preferences.put(me.id, preferences)
    await work.outbox.sort_again(me.id)
